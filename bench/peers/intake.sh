#!/usr/bin/env bash
# How fast mail is taken, beside Dovecot's LMTP and Postfix's queue on the same machine and disk, in turns.
#
#   intake.sh FOLDER [lmtp] [one] [submission] [login] [large]      all but login if none is named; FOLDER is on the disk that is meant, and goes again
#
# lmtp: 24 KB messages over 16 connections; one: over one; submission: whole sessions with a login, into Postfix's queue without one;
# login: the same with a login at both, Postfix asking Dovecot for it;
# large: our memory while 64 clients send 50 MB each at once.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,8p' "$0" >&2; exit 2; }
folder=$1
shift
[ $# -gt 0 ] || set -- lmtp one submission large
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
messages=${MESSAGES:-3200}

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
chmod 755 "$folder"
dotnet build -c Release -v q "$root/src/MailStore.Server" >/dev/null
dotnet build -c Release -v q "$root/bench/MailStore.Load" >/dev/null
load() { dotnet "$root/bench/MailStore.Load/bin/Release/net10.0/MailStore.Load.dll" "$@"; }

users=()
for number in $(seq 0 15); do
    users+=(--user "u$number@example.org:secret")
done
users+=(--user load@example.org:secret)
dotnet "$root/src/MailStore.Server/bin/Release/net10.0/mailstore.dll" serve --data "$folder/ours" --lmtp 127.0.0.1:0 --submission 127.0.0.1:0 "${users[@]}" >"$folder/ours.log" 2>"$folder/ours.events" &
ours=$!

finish() {
    kill "$ours" 2>/dev/null && wait "$ours" || true
    [ ! -d "$folder/dovecot" ] || bash "$here/dovecot.sh" stop "$folder/dovecot" || true
    bash "$here/postfix.sh" stop "$folder/postfix" || true
    rm -rf "$folder"
}
trap finish EXIT

until grep -q 'Ctrl+C' "$folder/ours.log"; do
    kill -0 "$ours"
    sleep 0.1
done
place() { sed -n "1s/.* $1 on \([0-9.:]*[0-9]\).*/\1/p" "$folder/ours.log"; }
master() { cat "$folder/postfix/queue/pid/master.pid"; }

for what in "$@"; do
    case "$what" in
        lmtp | one)
            [ -d "$folder/dovecot" ] || lmtp=$(bash "$here/dovecot.sh" start "$folder/dovecot" | sed 's/.*lmtp=\([0-9]*\).*/\1/')
            if [ "$what" = lmtp ]; then
                load lmtp "$(place LMTP)" "127.0.0.1:$lmtp" 16 "$messages" 24576 0
            else
                load lmtp "$(place LMTP)" "127.0.0.1:$lmtp" 1 "$((messages / 8))" 24576 0
            fi
            ;;
        submission)
            smtp=$(bash "$here/postfix.sh" start "$folder/postfix" 'smtpd_client_restrictions = static:hold' 'relay_domains = example.org' | sed 's/smtp=//')
            load smtp "load@example.org:secret@$(place Submission)/$ours" "127.0.0.1:$smtp/$(master)" 16 "$((messages / 2))" 24576 1
            ;;
        login)
            auth=$folder/dovecot-auth
            bash "$here/dovecot.sh" start "$folder/dovecot" "service auth {
  unix_listener $auth {
    mode = 0666
  }
}" >/dev/null
            smtp=$(bash "$here/postfix.sh" start "$folder/postfix" 'smtpd_client_restrictions = static:hold' 'relay_domains = example.org' \
                'smtpd_sasl_auth_enable = yes' 'smtpd_sasl_type = dovecot' "smtpd_sasl_path = $auth" 'smtpd_relay_restrictions = permit_sasl_authenticated, reject' | sed 's/smtp=//')
            load smtp "load@example.org:secret@$(place Submission)/$ours" "load@example.org:secret@127.0.0.1:$smtp/$(master)" 16 "$((messages / 2))" 24576 1
            ;;
        large) load large "$(place LMTP)" 64 50 "$ours" ;;
        *) echo "No such figure: $what" >&2; exit 2 ;;
    esac
done
