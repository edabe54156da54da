#!/usr/bin/env bash
# The extension's types, and that dist/ is what src/ makes.
set -euo pipefail
cd "$(dirname "$0")"
npm ci --silent
npm run --silent check
fresh=$(mktemp -d)
node bundle.mjs "$fresh"
diff -r "$fresh" dist
rm -r "$fresh"
