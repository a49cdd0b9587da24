#!/usr/bin/env bash
# Generates everything anew in a copy of the tree and compares: the working tree is not touched.
# A query or template that no longer gives the committed code fails here even if generated.sum was doctored.
set -euo pipefail
cd "$(dirname "$0")/.."
copy=$(mktemp -d "${TMPDIR:-/tmp}/motcua-generate.XXXXXX")
trap 'rm -rf "$copy"' EXIT

tar -cf - --exclude=./.git --exclude=./node_modules --exclude=./bin --exclude=./var . | tar -xf - -C "$copy"
make -s -C "$copy" generate
if ! diff -rq --exclude=.git --exclude=node_modules --exclude=bin --exclude=var . "$copy"; then
  echo "Generating anew gives other files than the committed ones. Run: make generate, look at the difference, commit it." >&2
  exit 1
fi
