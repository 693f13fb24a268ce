#!/usr/bin/env bash
# Side by side with Dovecot and Cyrus: one command from nothing to the table in docs/benchmarks.md.
#
#   compare.sh FOLDER [--short | --long | --tiny] [--peers NAME,NAME...] [--no-report] [LOAD...]
#
# FOLDER is on the disk that is meant; what is made there goes again. --short takes minutes and is bounded by time; --long is bounded by count, and
# is what a table is made of. Loads as in: deliver store 'fetch-*'; all if none is named. The peers are those of peer.sh; ours is always there.
# Debian's packages are installed if they are missing and this is root. All servers run at once, and take turns.
set -euo pipefail

usage() { sed -n '2,9p' "$0" >&2; exit 2; }
[ $# -ge 1 ] || usage
folder=$1 scale=short peers="" report=yes loads=()
shift
while [ $# -gt 0 ]; do
    case "$1" in
        --short | --long | --tiny) scale=${1#--} ;;
        --peers) peers=$2 && shift ;;
        --no-report) report="" ;;
        -*) usage ;;
        *) loads+=("$1") ;;
    esac
    shift
done
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
if [ -z "$peers" ]; then
    peers=dovecot-sdbox,dovecot-sdbox-always,dovecot-mdbox-always,dovecot-maildir-always,cyrus,postfix
    [ "$scale" != long ] || peers=$peers,dovecot-mdbox,dovecot-maildir
fi
packages=(dovecot-imapd dovecot-pop3d dovecot-lmtpd postfix cyrus-common sasl2-bin)
if ! dpkg -s "${packages[@]}" >/dev/null 2>&1; then
    [ "$(id -u)" -eq 0 ] || { echo "Missing. On Debian: apt-get install ${packages[*]}" >&2; exit 1; }
    # A package must not start a server of its own here.
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d.new && chmod 755 /usr/sbin/policy-rc.d.new
    [ -e /usr/sbin/policy-rc.d ] && rm /usr/sbin/policy-rc.d.new || { mv /usr/sbin/policy-rc.d.new /usr/sbin/policy-rc.d && trap 'rm -f /usr/sbin/policy-rc.d' EXIT; }
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}" >&2
    # Gone now: the trap is another one from here on, and whatever is installed later is to start as ever.
    [ -z "$(trap -p EXIT)" ] || rm -f /usr/sbin/policy-rc.d
fi

[ -d "$folder" ] || { mkdir -p "$folder" && chmod 755 "$folder"; }
folder=$(cd "$folder" && pwd)
for name in server mailstore ${peers//,/ }; do
    # What is below goes at the end, so it must not be anybody's.
    [ ! -e "$folder/$name" ] || { echo "$folder/$name is there already: name another FOLDER." >&2; exit 1; }
done
bash "$here/corpus.sh" >/dev/null
# As docs/operations.md has it installed. --long takes an hour: a build in between must not change what runs.
case "$(uname -m)" in aarch64) kind=linux-arm64 ;; *) kind=linux-x64 ;; esac
dotnet publish -c Release -r "$kind" --self-contained false -v q -o "$folder/server" "$root/src/MailStore.Server" >/dev/null
export SERVER_DLL=$folder/server/mailstore.dll
dotnet build -c Release -v q "$root/bench/MailStore.Load" >/dev/null
load() { dotnet "$root/bench/MailStore.Load/bin/Release/net10.0/MailStore.Load.dll" "$@"; }

# Each session of Dovecot that idles takes one of these, of which a user has 128 as Linux is shipped; whoever gets none looks every 30 seconds.
watches=/proc/sys/fs/inotify/max_user_instances
before=$(cat $watches)
[ "$before" -ge 20000 ] || { echo 20000 >$watches; } 2>/dev/null || echo "$watches stays at $before: Dovecot will be left out of idle-news." >&2

started=()
finish() {
    { echo "$before" >$watches; } 2>/dev/null || true
    for one in "${started[@]}"; do
        bash "$here/peer.sh" stop "$one" || true
    done
    rm -rf "${started[@]}" "$folder/server"
}
trap finish EXIT

for name in mailstore ${peers//,/ }; do
    started+=("$folder/$name")
    bash "$here/peer.sh" start "$name" "$folder/$name"
done

results=$root/bench/results/$(date -u +%Y-%m-%d)-side-by-side-$scale.json
[ -n "$report" ] || results=$folder/results.json
load compare "$folder" "$results" "$scale" "${loads[@]}"
[ -z "$report" ] || load report "$results" "$root/docs/benchmarks.md" "$root/docs/side-by-side.svg"
