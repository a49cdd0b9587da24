#!/usr/bin/env bash
# Runs one stage of make or CI, prints its seconds and notes them in bin/stages.txt (or $MOTCUA_STAGES):
#   scripts/stage.sh vet go vet ./...
set -uo pipefail
name=$1
shift
notes=${MOTCUA_STAGES:-bin/stages.txt}
mkdir -p "$(dirname "$notes")"
began=$(date +%s.%N)
"$@"
status=$?
seconds=$(awk -v a="$began" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f", b - a }')
verdict=ok
[ $status -eq 0 ] || verdict=FAILED
printf '%8s s  %-14s %s\n' "$seconds" "$name" "$verdict" | tee -a "$notes"
exit $status
