#!/usr/bin/env bash
# Fails with the names of Go files gofmt would change. Generated code is the generators' business.
set -euo pipefail
cd "$(dirname "$0")/.."
unformatted=$(find . \( -name node_modules -o -name .git -o -name testdata \) -prune -o -name '*.go' \
  ! -name '*_templ.go' -print0 | xargs -0 gofmt -l)
if [ -n "$unformatted" ]; then
  echo "Not formatted; run gofmt -w on:" >&2
  echo "$unformatted" >&2
  exit 1
fi
