#!/usr/bin/env bash
# A newcomer's machine: Debian 12 as debootstrap makes it, this machine's .NET SDK, git, and nothing else: no Python, no Node, no browser. Clones
# the course into it, runs what README says first, and prints what each step took; then the dev container's commands, as a user without rights.
# usage: tests/clean-root/run.sh [FOLDER [--tests]]    as root; needs debootstrap and 7 GB; --tests runs all tests and renders all chapters too.
set -euo pipefail
course=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
root=${1:-$(mktemp -d /var/tmp/clean-root-XXXX)}
sdk=$(dirname "$(readlink -f "$(command -v dotnet)")")
admin=/root    # the home of who does the first steps
mirror=$(apt-get indextargets --format '$(SITE)' 'Codename: bookworm' | head -n 1)

# git to clone with; the libraries that .NET names for Debian; certificates. dotnet itself comes from this machine.
packages=ca-certificates,git,libicu72,libssl3,libstdc++6,zlib1g,tzdata
[ -e "$root/etc/debian_version" ] || debootstrap --variant=minbase --include="$packages" bookworm "$root" "$mirror" >"$root.log"
cp /etc/resolv.conf "$root/etc/"
cp -r /etc/ssl/certs/. "$root/etc/ssl/certs/"    # where packages come by way of a proxy of one's own
mkdir -p "$root/usr/share/dotnet" "$root$admin/.nuget/NuGet" "$root/proc"
cp -a "$sdk/." "$root/usr/share/dotnet/"
[ ! -e ~/.nuget/NuGet/NuGet.Config ] || cp ~/.nuget/NuGet/NuGet.Config "$root$admin/.nuget/NuGet/"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
trap 'umount "$root/proc"' EXIT
rm -rf "$root/course"
git clone -q --no-hardlinks "file://$course" "$root/course"

# Servers that outlive a build would keep their part of its time to themselves.
plain="MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false"

size() { du -sm "$root/course" "$root$admin" "$root/home" | awk '{ mb += $1 } END { print mb }'; }

step() {    # NAME COMMAND [USER FOLDER HOME]: runs it in the root and says what it took
    local before user=${3:-root} folder=${4:-/course} home=${5:-$admin}
    before=$(size)
    TIMEFORMAT="$1: %R s; of the processor %U s, and %S s of the system"
    time chroot --userspec="$user" "$root" /usr/bin/env -i HOME="$home" PATH="/usr/share/dotnet:$home/.dotnet/tools:/usr/bin:/bin" LANG=C.UTF-8 \
        DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 $plain ${NUGET_CERT_REVOCATION_MODE:+NUGET_CERT_REVOCATION_MODE=$NUGET_CERT_REVOCATION_MODE} \
        /bin/bash -ec "cd $folder; $2" >"$root.step" 2>&1 || { tail -n 40 "$root.step"; echo "$1 failed"; exit 1; }
    echo "    $(($(size) - before)) MB more on disk"
}

container() {    # COMMAND: one of those that the dev container runs
    local command
    command=$(sed -n "s/.*\"$1\": \"\(.*\)\".*/\1/p" "$course/.devcontainer/devcontainer.json")
    # Packages are those that the first steps have fetched.
    step "the dev container's $1" "export NUGET_PACKAGES=$admin/.nuget/packages; $command" vscode /workspaces/course /home/vscode
}

step "no Python, no Node, no browser here" '! command -v python3 && ! command -v node && ! command -v chromium'
step "./course install, which builds it" './course install'
step "course render 00-start-here" 'course render 00-start-here && grep -q "class=\"av-chart plot" handouts/00-start-here.html'
step "a chapter as a program" 'course export --cs && dotnet run notebooks/00-start-here.cs'
step "course kernel install, and git's filter" 'course kernel install && course notebooks clean --install'
step "the kernel's messages" 'echo "{\"channel\":\"shell\",\"header\":{\"msg_id\":\"1\",\"msg_type\":\"execute_request\"},\"parent_header\":{},\"content\":{\"code\":\"6 * 7\"}}" \
    | (cat; sleep 8) | course kernel run stdio | grep -q "execute_result.*42"'
step "dotnet build" 'dotnet build -nologo -v q'

grep -q ^vscode: "$root/etc/passwd" || chroot "$root" useradd --create-home --shell /bin/bash vscode
[ ! -e ~/.nuget/NuGet/NuGet.Config ] || install -D ~/.nuget/NuGet/NuGet.Config "$root/home/vscode/.nuget/NuGet/NuGet.Config"
mkdir -p "$root/home/vscode/.dotnet/tools"
printf '#!/bin/sh\necho "asked: $*"; test -f "$2"\n' >"$root/home/vscode/.dotnet/tools/code"    # in the place of VS Code's
chmod a+x "$root/home/vscode/.dotnet/tools/code" && chmod a+rx "$root$admin" && chmod -R a+rX "$root$admin/.nuget"
mkdir -p "$root/tmp" "$root/workspaces" && chmod 1777 "$root/tmp" && rm -rf "$root/workspaces/course"
git clone -q --no-hardlinks "file://$course" "$root/workspaces/course"
chroot "$root" chown -R vscode: /home/vscode /workspaces/course
container postCreateCommand
container postAttachCommand
grep -q "asked: --install-extension .*\.vsix" "$root.step"

[ "${2:-}" != --tests ] || step "dotnet test" 'dotnet test --no-build'
[ "${2:-}" != --tests ] || step "course render" 'course render'
[ "${2:-}" != --tests ] || tail -n 30 "$root.step"
echo "the clone: $(du -sm "$root/course/.git" | cut -f1) MB of history, packages: $(du -sm "$root$admin/.nuget/packages" | cut -f1) MB, $(du -sm "$root$admin/.local" 2>/dev/null | cut -f1) MB of NuGet's cache"
