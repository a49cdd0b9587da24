#!/usr/bin/env bash
# Builds the pages' style sheet, script and fonts when a source is newer than what stands in web/page/dist.
# Nothing built is committed; npm brings the parts (package-lock.json pins them) and runs none of their scripts.
#   scripts/assets.sh          build if stale
#   scripts/assets.sh force    build anyway
set -euo pipefail
cd "$(dirname "$0")/.."
stamp=web/page/dist/manifest.json

stale() {
  [ "${1:-}" = force ] && return 0
  [ -f "$stamp" ] || return 0
  [ -n "$(find package.json package-lock.json web/assets -newer "$stamp" -print -quit)" ] && return 0
  local face
  for face in Regular Bold Italic BoldItalic; do
    [ -f "letter/fonts/Tinos-$face.ttf" ] || return 0
  done
  return 1
}

stale "${1:-}" || exit 0
scripts/need.sh assets
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --ignore-scripts --no-audit --no-fund
fi
node web/assets/build.mjs
touch "$stamp"
