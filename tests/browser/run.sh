#!/usr/bin/env bash
# Checks the pages in Chromium: make check-browser. What is missing is installed where that is
# possible; where it is not, a line says why the check is skipped. A claim that fails is exit 1.
set -euo pipefail
python=$(realpath -s "${1:?usage: run.sh PYTHON}")
cd "$(dirname "$0")"

skip() { echo "check-browser skipped: $1"; exit 0; }

find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

if ! find_chromium >/dev/null; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null ||
    skip "no chromium, and only root can install it (apt-get install chromium)"
  echo "installing chromium"
  { apt-get update -qq && apt-get install -y -qq chromium; } >/dev/null 2>&1 ||
    skip "no chromium, and apt-get could not install it"
fi
command -v node >/dev/null && command -v npm >/dev/null || skip "no node and npm"
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || skip "node is older than 20"
if [ ! -d node_modules/playwright-core ] || [ ! -d node_modules/axe-core ]; then
  npm ci --silent --no-audit --no-fund || skip "npm could not install playwright-core and axe-core"
fi

pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
(cd ../.. && "$python" -m tests.browser.pages "$pages")
node check.mjs "$pages" "$(find_chromium)"
