#!/usr/bin/env bash
# Installs a VS Code that is served to a browser (npm's code-server, VS Code 1.100) into the folder given, for the tests beside this script.
# Debian 12 with Node 20: about two minutes and 300 MB the first time, nothing when it is there. No marketplace is asked.
set -euo pipefail
folder=${1:?usage: install.sh FOLDER}
[ ! -e "$folder/.done" ] || exit 0
mkdir -p "$folder"
cd "$folder"
missing=()
for package in libkrb5-dev libx11-dev libxkbfile-dev libsecret-1-dev ripgrep build-essential python3; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
# Its installer would download the program that searches files: hand it Debian's own as if it had been downloaded before.
cache=${TMPDIR:-/tmp}/vscode-ripgrep-cache-1.15.11
mkdir -p "$cache"
for version in v13.0.0-10 v13.0.0-13; do
    tar -C /usr/bin -czf "$cache/ripgrep-$version-x86_64-unknown-linux-musl.tar.gz" rg
done
[ -e package.json ] || echo '{"name":"vscode-for-tests","private":true}' >package.json
npm_config_yes=true npm install code-server@4.100.3 --nodedir=/usr --unsafe-perm --foreground-scripts --no-audit --no-fund >install.log 2>&1 ||
    { tail -n 20 install.log; exit 1; }
touch .done
