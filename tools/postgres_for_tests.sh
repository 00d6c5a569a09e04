#!/usr/bin/env bash
# Starts a private PostgreSQL for the tests and prints its address; `stop DIRECTORY` ends it again.
#
#   export VERBALE_TEST_POSTGRES="$(tools/postgres_for_tests.sh start DIRECTORY)"
#   tools/postgres_for_tests.sh stop DIRECTORY
#
# Installs Debian's package when there is no server and the caller may (root). The cluster lies in DIRECTORY (made
# when absent), listens on a unix socket there and on no network port. PostgreSQL refuses to run as root: then it
# runs as the user `postgres`.
set -euo pipefail

server_programs() {
    local newest
    newest="$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)"
    [ -n "$newest" ] && [ -x "$newest/initdb" ] && echo "$newest" && return
    local found
    found="$(command -v initdb)" && dirname "$(readlink -f "$found")"
}

as_owner() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

install_server() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "There is no PostgreSQL server here. Install one (Debian: apt-get install postgresql)." >&2
        exit 1
    fi
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends postgresql; } >&2
}

start() {
    local folder="$1" programs
    programs="$(server_programs)" || { install_server; programs="$(server_programs)"; }
    mkdir -p "$folder"
    folder="$(readlink -f "$folder")"
    if [ "${#folder}" -gt 80 ]; then
        echo "The name of this folder is too long for a unix socket: $folder" >&2
        exit 1
    fi
    [ "$(id -u)" = 0 ] && chown postgres "$folder"
    cd "$folder"
    if [ ! -e "$folder/data/PG_VERSION" ]; then
        as_owner "$programs/initdb" -D "$folder/data" -U verbale --auth=trust --encoding=UTF8 --locale=C >&2
    fi
    if ! as_owner "$programs/pg_ctl" -D "$folder/data" status >/dev/null; then
        # What the tests write need not outlive the machine: fsync is off.
        as_owner "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 \
            -o "-k $folder -c listen_addresses='' -c fsync=off -c max_connections=50" start >&2
    fi
    echo "postgresql+psycopg://verbale@/postgres?host=$folder"
}

stop() {
    local folder programs
    folder="$(readlink -f "$1")"
    programs="$(server_programs)"
    cd "$folder"
    as_owner "$programs/pg_ctl" -D "$folder/data" -m immediate stop >&2
}

if [ "$#" != 2 ] || { [ "$1" != start ] && [ "$1" != stop ]; }; then
    echo "usage: $0 start|stop DIRECTORY" >&2
    exit 2
fi
"$1" "$2"
