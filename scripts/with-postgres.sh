#!/usr/bin/env bash
# Runs a command with one temporary PostgreSQL, its address in MOTCUA_TEST_PG, and removes it afterwards:
#   scripts/with-postgres.sh go test ./dossier
# The server listens on 127.0.0.1 only, on a free port, is durable like the real one (fsync and synchronous_commit
# on: the tests prove durability) and never runs as root. When MOTCUA_TEST_PG is already set, that server is used.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

if [ $# -eq 0 ]; then
  echo "usage: scripts/with-postgres.sh COMMAND [ARGUMENT…]" >&2
  exit 2
fi
if [ -n "${MOTCUA_TEST_PG:-}" ]; then
  exec "$@"
fi

if ! bin=$("$here/find-postgres.sh"); then
  echo "PostgreSQL is not here: run scripts/need.sh, which installs it or says what to install." >&2
  exit 1
fi

# PostgreSQL refuses to run as root; its own system user is there wherever its package is.
as=()
if [ "$(id -u)" = 0 ]; then
  owner=postgres
  id -u "$owner" >/dev/null 2>&1 || owner=nobody
  as=(runuser -u "$owner" --)
fi

home=$(mktemp -d "${TMPDIR:-/tmp}/motcua-pg.XXXXXX")
stop() {
  status=$?
  trap - EXIT INT TERM HUP
  [ -f "$home/data/postmaster.pid" ] && "${as[@]}" "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1
  rm -rf "$home"
  exit "$status"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
[ ${#as[@]} -gt 0 ] && chown "$owner" "$home"
cd "$home" # the server's user may not be able to enter the folder we were called from

"${as[@]}" "$bin/initdb" -D "$home/data" -U motcua -A trust -E UTF8 --locale=C --no-instructions >"$home/initdb.log" 2>&1 || {
  cat "$home/initdb.log" >&2
  exit 1
}

free_port() { # a port nobody answers on, from the dynamic range
  local port
  while :; do
    port=$((49152 + (RANDOM * 32768 + RANDOM) % 16000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || {
      echo "$port"
      return
    }
  done
}

started=
for _ in 1 2 3 4 5; do # somebody may take the port between asking and listening
  port=$(free_port)
  if "${as[@]}" "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -t 60 -o "-c listen_addresses=127.0.0.1 -c port=$port \
      -c unix_socket_directories='' -c max_connections=300 -c shared_buffers=128MB -c fsync=on -c synchronous_commit=on \
      -c full_page_writes=on -c log_min_messages=warning" start >/dev/null 2>&1; then
    started=yes
    break
  fi
done
if [ -z "$started" ]; then
  echo "PostgreSQL did not start:" >&2
  tail -n 20 "$home/log" >&2
  exit 1
fi

cd "$OLDPWD"
export MOTCUA_TEST_PG="postgres://motcua@127.0.0.1:$port/postgres?sslmode=disable"
"$@"
