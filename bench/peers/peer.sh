#!/usr/bin/env bash
# A server to be compared, ours or another one, throwaway and on loopback.
#
#   peer.sh start NAME FOLDER    NAME: mailstore, cyrus, postfix, or dovecot-sdbox, dovecot-mdbox, dovecot-maildir, each also with -always behind it;
#                                its files are in FOLDER, which must be new, and FOLDER/target.json says where and what it is
#   peer.sh stop FOLDER          ends it
#   peer.sh again FOLDER         ends it and starts it again on the same files; target.json is written anew
#
# -always: mail_fsync = always, where Dovecot is shipped with optimized. Ours says that something is done when it is on the disk, and knows no other way.
set -euo pipefail

usage() { sed -n '2,9p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mailstore=${SERVER_DLL:-$here/../../src/MailStore.Server/bin/Release/net10.0/mailstore.dll}
users=(u{0..15} p{0..7} reader large idler)

# Ours and Dovecot know what SCRAM stores of a password, and not the password; Cyrus' sasldb knows the password.
passwords() {
    python3 - "$1" "${users[@]/%/@example.org}" <<'PYTHON'
import base64, hashlib, hmac, sys
salt, rounds = b"sixteen octets..", 4096
salted = hashlib.pbkdf2_hmac("sha256", b"secret", salt, rounds)
stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
server = hmac.digest(salted, b"Server Key", "sha256")
words = ",".join([str(rounds)] + [base64.b64encode(one).decode() for one in (salt, stored, server)])
with open(sys.argv[1], "w") as file:
    for user in sys.argv[2:]:
        file.write(f"{user}:{{SCRAM-SHA-256}}{words}\n")
PYTHON
    chmod 644 "$1"
}

write_target() {
    local class=always login='{0}@example.org' version
    case "$name" in
        mailstore) version="$(git -C "$here" describe --always --dirty --abbrev=7)" ;;
        cyrus) class=shipped login='{0}' version="$(dpkg-query -W -f '${Version}' cyrus-common), as shipped" ;;
        postfix) class=always version="$(postconf -d -h mail_version), mail stays in its queue" ;;
        *-always) version="$(dovecot --version), mail_fsync=always" ;;
        *) class=shipped version="$(dovecot --version), mail_fsync=optimized as shipped" ;;
    esac
    python3 - "$folder" "$name" "$class" "$version" "$login" "$here/peer.sh" "$@" <<'PYTHON'
import json, os, sys
folder, name, cls, version, login, script, *words = sys.argv[1:]
found = dict(word.split("=") for word in words)
place = lambda what: "127.0.0.1:" + found[what] if what in found else None
target = dict(name=name, **{"class": cls}, version=version, imap=place("imap"), pop3=place("pop3"), lmtp=place("lmtp"), smtp=place("smtp"), login=login, password="secret",
              process=int(found["pid"]), folder=folder, restart=["bash", script, "again", folder])
with open(os.path.join(folder, "new.json"), "w") as file:
    json.dump(target, file, indent=1)
os.replace(os.path.join(folder, "new.json"), os.path.join(folder, "target.json"))
PYTHON
}

launch_ours() {
    local ports
    # What an earlier server wrote there would be taken for a word of this one.
    rm -f "$folder/start.log"
    ports=$(python3 -c 'import socket; held = [socket.create_server(("127.0.0.1", 0)) for _ in range(4)]; print(*(each.getsockname()[1] for each in held))')
    set -- $ports
    dotnet "$mailstore" serve --data "$folder/data" --sessions-per-user 20000 --imap "127.0.0.1:$1" --pop3 "127.0.0.1:$2" --lmtp "127.0.0.1:$3" --submission "127.0.0.1:$4" \
        --domain example.org --directory passwd-file --passwd-file "$folder/passwd" --log-level warning >"$folder/start.log" 2>"$folder/events.log" </dev/null &
    local pid=$!
    until grep -qs 'Ctrl+C' "$folder/start.log"; do
        kill -0 "$pid" 2>/dev/null || { cat "$folder/events.log" >&2; exit 1; }
        sleep 0.1
    done
    echo "$pid" >"$folder/pid"
    echo "imap=$1 pop3=$2 lmtp=$3 smtp=$4 pid=$pid"
}

stop_ours() {
    local pid
    pid=$(cat "$folder/pid" 2>/dev/null) || return 0
    kill "$pid" 2>/dev/null || return 0
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.1
    done
}

# Of a Dovecot or Cyrus the files are a folder below.
start() {
    mkdir -p "$folder"
    [ -z "$(ls -A "$folder")" ] || { echo "$folder is not empty." >&2; exit 1; }
    chmod 755 "$folder"
    folder=$(cd "$folder" && pwd)
    echo "$name" >"$folder/name"
    local words format
    case "$name" in
        mailstore)
            [ -e "$mailstore" ] || { echo "Build it first: dotnet build -c Release src/MailStore.Server" >&2; exit 1; }
            passwords "$folder/passwd"
            words=$(launch_ours)
            ;;
        cyrus) words=$(bash "$here/cyrus.sh" start "$folder/cyrus") ;;
        postfix)
            words=$(bash "$here/postfix.sh" start "$folder/postfix" 'smtpd_client_restrictions = static:hold' 'relay_domains = example.org')
            words="$words pid=$(tr -d " " <"$folder/postfix/queue/pid/master.pid")"
            ;;
        dovecot-*)
            format=${name#dovecot-}
            set -- "mail_location = ${format%-always}:~/mail" 'service imap {' '  process_limit = 10000' '}' 'service imap-login {' '  process_limit = 10000' '}'
            [ "$format" = "${format%-always}" ] || set -- "$@" 'mail_fsync = always'
            passwords "$folder/passwd"
            words=$(PASSWD=$folder/passwd bash "$here/dovecot.sh" start "$folder/dovecot" "$@")
            ;;
        *) usage ;;
    esac
    write_target $words
}

each() {
    case "$name" in
        mailstore) if [ "$1" = stop ]; then stop_ours; else stop_ours && launch_ours; fi ;;
        cyrus) bash "$here/cyrus.sh" "$1" "$folder/cyrus" ;;
        postfix) [ "$1" = stop ] && bash "$here/postfix.sh" stop "$folder/postfix" ;;
        *) bash "$here/dovecot.sh" "$1" "$folder/dovecot" ;;
    esac
}

case "${1:-}" in
    start)
        [ $# -eq 3 ] || usage
        name=$2 folder=$3
        start
        ;;
    stop | again)
        [ $# -eq 2 ] || usage
        folder=$2
        name=$(cat "$folder/name")
        words=$(each "$1")
        [ "$1" = stop ] || write_target $words
        ;;
    *) usage ;;
esac
