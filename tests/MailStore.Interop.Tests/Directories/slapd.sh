#!/usr/bin/env bash
# A throwaway slapd on loopback, as Debian packages it, with users that MailStore asks for.
#
#   slapd.sh start FOLDER PORT   its files are in FOLDER, which must be new
#   slapd.sh stop FOLDER         ends it
set -euo pipefail
verb=$1 folder=$2
PATH=$PATH:/usr/sbin

case "$verb" in
    start)
        mkdir -p "$folder/db"
        cat >"$folder/slapd.conf" <<CONF
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile $folder/pid
disallow bind_anon
database mdb
suffix "dc=example,dc=org"
rootdn "cn=admin,dc=example,dc=org"
rootpw search
directory $folder/db
CONF
        slapadd -q -f "$folder/slapd.conf" <<'LDIF'
dn: dc=example,dc=org
objectClass: dcObject
objectClass: organization
dc: example
o: Example

dn: uid=anna,dc=example,dc=org
objectClass: inetOrgPerson
uid: anna
cn: Anna
sn: Example
mail: anna@example.org
userPassword: secret

dn: uid=bert,dc=example,dc=org
objectClass: inetOrgPerson
uid: bert
cn: Bert
sn: Example
mail: bert@example.org
userPassword: {SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=
LDIF
        slapd -f "$folder/slapd.conf" -h "ldap://127.0.0.1:$3" </dev/null >/dev/null 2>&1
        for _ in $(seq 100); do
            [ -s "$folder/pid" ] && exit 0
            sleep 0.1
        done
        exit 1
        ;;
    stop)
        pid=$(cat "$folder/pid")
        kill "$pid"
        for _ in $(seq 100); do
            kill -0 "$pid" 2>/dev/null || exit 0
            sleep 0.1
        done
        kill -9 "$pid"
        ;;
    *) sed -n '2,5p' "$0" >&2; exit 2 ;;
esac
