#!/usr/bin/env bash
# A throwaway PostgreSQL on loopback, as Debian packages it, with users that MailStore asks for.
#
#   postgres.sh start FOLDER PORT   its files are in FOLDER, which must be new
#   postgres.sh stop FOLDER         ends it
set -euo pipefail
verb=$1 folder=$2
bin=$(dirname "$(readlink -f "$(command -v pg_ctl || ls /usr/lib/postgresql/*/bin/pg_ctl | tail -1)")")

# It does not run as root.
as_owner() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

case "$verb" in
    start)
        mkdir -p "$folder"
        chmod 755 "$(dirname "$folder")"
        [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
        cd "$folder"
        as_owner "$bin/initdb" -D "$folder/db" -U mail -A trust -E UTF8 --no-sync >/dev/null
        as_owner "$bin/pg_ctl" -D "$folder/db" -w -s -o "-p $3 -h 127.0.0.1 -k '' -F" -l "$folder/log" start </dev/null
        "$bin/psql" -q -h 127.0.0.1 -p "$3" -U mail -d postgres -v ON_ERROR_STOP=1 <<'SQL'
CREATE TABLE users (name text PRIMARY KEY, password text NOT NULL);
CREATE TABLE aliases (address text NOT NULL, member text NOT NULL);
CREATE TABLE domains (name text PRIMARY KEY);
INSERT INTO users VALUES ('anna@example.org', '{PLAIN}secret'), ('bert@example.org', '{SHA256}n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=');
INSERT INTO aliases VALUES ('team@example.org', 'anna@example.org'), ('team@example.org', 'bert@example.org');
INSERT INTO domains VALUES ('example.org');
SQL
        ;;
    stop) cd /; as_owner "$bin/pg_ctl" -D "$folder/db" -s -m immediate stop ;;
    *) sed -n '2,5p' "$0" >&2; exit 2 ;;
esac
