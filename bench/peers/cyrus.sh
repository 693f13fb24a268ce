#!/usr/bin/env bash
# A throwaway Cyrus 3.6 on loopback, as Debian 12 packages it. It must be started as root, as Cyrus wants it. cyrus-common and sasl2-bin are installed;
# cyrus-imapd and cyrus-pop3d, which would remove Dovecot, are fetched and unpacked into a cache folder.
#
#   cyrus.sh start FOLDER     starts one; its files are in FOLDER, which must be new. Prints: imap=PORT pop3=PORT lmtp=PORT pid=PID
#   cyrus.sh stop FOLDER      ends it
#   cyrus.sh again FOLDER     ends it and starts it as it was, on the same ports. Prints the same
#
# The users u0 to u15, p0 to p7, reader, large and idler log in with the password "secret". Settings are those that the package ships, but for places,
# names of mailboxes as others have them, limits of processes, idled (without it IDLE looks once a minute), and 8-bit headers, which are taken as they are.
set -euo pipefail

usage() { sed -n '2,10p' "$0" >&2; exit 2; }
[ $# -eq 2 ] || usage
verb=$1 folder=$2
programs=/usr/lib/cyrus/bin
cache="${MAILSTORE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/mailstore}/cyrus"
servers=$cache/usr/lib/cyrus/bin

free_ports() {
    python3 - "$1" <<'PYTHON'
import socket, sys
held = [socket.create_server(("127.0.0.1", 0)) for _ in range(int(sys.argv[1]))]
print(*(each.getsockname()[1] for each in held))
PYTHON
}

start() {
    [ -x $programs/master ] && command -v saslpasswd2 >/dev/null || { echo "Cyrus is missing. On Debian: apt-get install cyrus-common sasl2-bin" >&2; exit 1; }
    [ -x "$servers/imapd" ] && [ -x "$servers/pop3d" ] || unpack
    [ "$(id -u)" -eq 0 ] || { echo "Cyrus must be started as root; it goes on as its own user." >&2; exit 1; }
    mkdir -p "$folder"
    [ -z "$(ls -A "$folder")" ] || { echo "$folder is not empty." >&2; exit 1; }
    folder=$(cd "$folder" && pwd)
    chmod 755 "$folder"
    chmod go+x "$(dirname "$folder")"
    read -r imap pop3 lmtp < <(free_ports 3)
    mkdir "$folder/bin"
    cp "$servers/imapd" "$servers/pop3d" "$servers/idled" "$folder/bin"
    mkdir -p "$folder/config/socket" "$folder/spool" "$folder/sieve" "$folder/run"

    cat >"$folder/imapd.conf" <<CONFIG
configdirectory: $folder/config
partition-default: $folder/spool
sievedir: $folder/sieve
proc_path: $folder/run/proc
mboxname_lockpath: $folder/run/lock
idlesocket: $folder/run/idle
lmtpsocket: $folder/run/lmtp
notifysocket: $folder/run/notify
defaultpartition: default
altnamespace: yes
unixhierarchysep: yes
lmtp_downcase_rcpt: yes
popminpoll: 0
autocreate_quota: 0
autocreate_post: 1
umask: 077
hashimapspool: true
allowplaintext: yes
munge8bit: no
maxlogins_per_user: 0
maxlogins_per_host: 0
imapidlepoll: 60
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: $folder/sasldb
sasl_mech_list: PLAIN LOGIN SCRAM-SHA-256
servername: localhost
CONFIG
    cat >"$folder/cyrus.conf" <<SERVICES
START {
  recover cmd="$programs/ctl_cyrusdb -C $folder/imapd.conf -r"
}
DAEMON {
  idled cmd="$folder/bin/idled -C $folder/imapd.conf"
}
SERVICES {
  imap cmd="$folder/bin/imapd -C $folder/imapd.conf -U 30" listen="127.0.0.1:$imap" prefork=0 maxchild=-1
  pop3 cmd="$folder/bin/pop3d -C $folder/imapd.conf -U 30" listen="127.0.0.1:$pop3" prefork=0 maxchild=-1
  lmtp cmd="$programs/lmtpd -C $folder/imapd.conf -a" listen="127.0.0.1:$lmtp" prefork=0 maxchild=-1
}
EVENTS {
  checkpoint cmd="$programs/ctl_cyrusdb -C $folder/imapd.conf -c" period=30
}
SERVICES
    for user in u{0..15} p{0..7} reader large idler; do
        printf 'secret' | saslpasswd2 -p -c -f "$folder/sasldb" -u localhost "$user"
    done
    chown -R cyrus:mail "$folder"
    launch
}

# Of the version that cyrus-common has.
unpack() {
    local work version
    version=$(dpkg-query -W -f '${Version}' cyrus-common)
    mkdir -p "$cache"
    work=$(mktemp -d "$cache/fetch.XXXXXX")
    (cd "$work" && apt-get download -o APT::Sandbox::User=root "cyrus-imapd=$version" "cyrus-pop3d=$version" >/dev/null && for one in *.deb; do dpkg-deb -x "$one" all; done) \
        || { echo "cyrus-imapd $version could not be fetched." >&2; exit 1; }
    rm -rf "$cache/usr"
    mv "$work/all/usr" "$cache/usr"
    rm -rf "$work"
}

launch() {
    # Its children keep what they were given as output, and whoever reads ours would wait for them.
    $programs/master -C "$folder/imapd.conf" -M "$folder/cyrus.conf" -p "$folder/master.pid" -d >"$folder/start.log" 2>&1 </dev/null || { cat "$folder/start.log" >&2; exit 1; }
    set -- $(sed -n 's/.*listen="127.0.0.1:\([0-9]*\)".*/\1/p' "$folder/cyrus.conf")
    local pid=""
    for _ in $(seq 100); do
        pid=$(cat "$folder/master.pid" 2>/dev/null || true)
        [ -n "$pid" ] && (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && break
        sleep 0.1
    done
    [ -n "$pid" ] || { echo "Cyrus does not say what process it is." >&2; exit 1; }
    echo "imap=$1 pop3=$2 lmtp=$3 pid=$pid"
}

# One that has ended and that nobody asked about has no command line any more.
runs() { grep -q . "/proc/$1/cmdline" 2>/dev/null; }

# Its children belong to its group of processes and end with it; those that hold a session do so when they see that their master is gone.
stop() {
    local pid child children
    pid=$(cat "$folder/master.pid" 2>/dev/null) || return 0
    children=$(cat "/proc/$pid/task/$pid/children" 2>/dev/null) || return 0
    kill "$pid" 2>/dev/null || return 0
    for _ in $(seq 100); do
        runs "$pid" || break
        sleep 0.1
    done
    for child in $children; do
        kill "$child" 2>/dev/null || true
    done
    rm -f "$folder/master.pid"
}

case "$verb" in
    start) start ;;
    stop) stop ;;
    again) stop && launch ;;
    *) usage ;;
esac
