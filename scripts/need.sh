#!/usr/bin/env bash
# Makes sure the programs the tests need are there: PostgreSQL, Chromium, pdftotext, qpdf, strace, Node.
# As root on Debian or Ubuntu it installs what is missing. Everywhere else it says exactly what to install and
# fails: no test is ever skipped because a program is missing.
#   scripts/need.sh            everything `make test` needs
#   scripts/need.sh assets     only what the build needs (Go, Node)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
what=${1:-test}

has() { command -v "$1" >/dev/null 2>&1; }
has_chromium() { has chromium || has chromium-browser || has google-chrome || has google-chrome-stable; }
has_postgres() { "$here/find-postgres.sh" >/dev/null 2>&1; }

missing() {
  has go || echo "go"
  has node || echo "node"
  has npm || echo "npm"
  [ "$what" = assets ] && return
  has_postgres || echo "postgresql"
  has_chromium || echo "chromium"
  has pdftotext || echo "poppler-utils"
  has qpdf || echo "qpdf"
  has strace || [ "$(uname -s)" != Linux ] || echo "strace"
}

install_with_apt() {
  local wanted=() item
  for item in "$@"; do
    case $item in
      go | node | npm) ;; # their Debian versions are too old: the sentence below names them
      postgresql) if apt-cache show postgresql-15 >/dev/null 2>&1; then wanted+=(postgresql-15); else wanted+=(postgresql); fi ;;
      *) wanted+=("$item") ;;
    esac
  done
  [ ${#wanted[@]} -eq 0 ] && return
  echo "Installing with apt: ${wanted[*]}"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${wanted[@]}" >/dev/null
}

mapfile -t lack < <(missing)
if [ ${#lack[@]} -gt 0 ] && [ "$what" != assets ] && [ "$(id -u)" = 0 ] && has apt-get; then
  apt-get update -q >/dev/null
  install_with_apt "${lack[@]}"
  mapfile -t lack < <(missing)
fi

if [ ${#lack[@]} -gt 0 ]; then
  {
    echo "Missing on this machine: ${lack[*]}."
    echo "Nothing is skipped for want of a program, so please install:"
    for item in "${lack[@]}"; do
      case $item in
        go) echo "  Go 1.26 or newer" ;;
        node | npm) echo "  Node.js 20 or newer, with npm" ;;
        postgresql) echo "  PostgreSQL 15 (programs only; no server need run): sudo apt-get install postgresql-15, or set MOTCUA_PG_BIN" ;;
        chromium) echo "  Chromium: sudo apt-get install chromium" ;;
        *) echo "  $item: sudo apt-get install $item" ;;
      esac
    done | sort -u
  } >&2
  exit 1
fi

node_major=$(node -p 'process.versions.node.split(".")[0]')
if [ "$node_major" -lt 20 ]; then
  echo "Node.js $(node -v) is too old: the pages' build needs Node.js 20 or newer." >&2
  exit 1
fi
