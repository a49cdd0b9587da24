#!/usr/bin/env bash
# Prints the folder that holds initdb and postgres. The project is tested against PostgreSQL 15; another version
# from 15 upwards is taken when 15 is not there. MOTCUA_PG_BIN overrides the search.
set -euo pipefail

complete() { [ -x "$1/initdb" ] && [ -x "$1/postgres" ] && [ -x "$1/pg_ctl" ]; }

candidates=()
[ -n "${MOTCUA_PG_BIN:-}" ] && candidates+=("$MOTCUA_PG_BIN")
candidates+=(/usr/lib/postgresql/15/bin /usr/pgsql-15/bin /opt/homebrew/opt/postgresql@15/bin /usr/local/opt/postgresql@15/bin)
for version in 16 17 18 19; do
  candidates+=("/usr/lib/postgresql/$version/bin" "/usr/pgsql-$version/bin" "/opt/homebrew/opt/postgresql@$version/bin")
done
command -v pg_config >/dev/null 2>&1 && candidates+=("$(pg_config --bindir)")

for dir in "${candidates[@]}"; do
  if complete "$dir"; then
    echo "$dir"
    exit 0
  fi
done
exit 1
