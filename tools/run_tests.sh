#!/usr/bin/env bash
# Runs the tests, on PostgreSQL too: at the address in VERBALE_TEST_POSTGRES, else on a private server of our own where one is installed.
#
#   tools/run_tests.sh [pytest's own options]
set -euo pipefail
cd "$(dirname "$0")/.."

has_server() { command -v initdb >/dev/null || [ -n "$(find /usr/lib/postgresql -maxdepth 3 -name initdb 2>/dev/null)" ]; }

if [ -z "${VERBALE_TEST_POSTGRES:-}" ] && has_server; then
    folder="$(mktemp -d /tmp/verbale-pg.XXXXXX)"
    trap 'tools/postgres_for_tests.sh stop "$folder" >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT
    if address="$(tools/postgres_for_tests.sh start "$folder" 2>"$folder.log")"; then
        export VERBALE_TEST_POSTGRES="$address"
    else
        cat "$folder.log" >&2
        echo "PostgreSQL is installed and could not be started (above): the register is tested on SQLite only." >&2
    fi
    rm -f "$folder.log"
fi
.venv/bin/python -m pytest "$@"
