#!/usr/bin/env bash
# A throwaway Postfix 3 on loopback, as Debian packages it (postfix). Its master runs as root, as Postfix wants it.
#
#   postfix.sh start FOLDER [SETTING...]   starts one; its files are in FOLDER, which must be new. Prints: smtp=PORT
#   postfix.sh stop FOLDER                 ends it
#
# It takes mail for example.org from this machine, without a login, and keeps it in its queue. A SETTING is a line of main.cf that stands behind all
# others: 'relay_transport = lmtp:inet:127.0.0.1:2424' passes the mail on, and 'smtpd_client_restrictions = static:hold' leaves it where it is.
set -euo pipefail

usage() { sed -n '2,8p' "$0" >&2; exit 2; }
[ $# -ge 2 ] || usage
verb=$1 folder=$2
shift 2
export PATH=$PATH:/usr/sbin:/sbin

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)

free_port() {
    python3 -c 'import socket; held = socket.create_server(("127.0.0.1", 0)); print(held.getsockname()[1])'
}

start() {
    command -v postfix >/dev/null || { echo "postfix is missing. On Debian: apt-get install postfix" >&2; exit 1; }
    mkdir -p "$folder"
    [ -z "$(ls -A "$folder")" ] || { echo "$folder is not empty." >&2; exit 1; }
    folder=$(cd "$folder" && pwd)
    chmod 755 "$folder"
    local port
    port=$(free_port)
    mkdir "$folder/etc" "$folder/queue" "$folder/data"
    "${as_root[@]}" chown postfix "$folder/data"
    "${as_root[@]}" chown root "$folder/queue"

    cat >"$folder/etc/main.cf" <<CONFIG
compatibility_level = 3.6
queue_directory = $folder/queue
data_directory = $folder/data
mail_owner = postfix
setgid_group = postdrop
command_directory = /usr/sbin
daemon_directory = $(postconf -d -h daemon_directory)
maillog_file = $folder/postfix.log
maillog_file_prefixes = $folder
myhostname = postfix.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mydestination =
mynetworks = 127.0.0.0/8
relay_domains = example.org
relay_transport = smtp:[127.0.0.1]:9
local_transport = error:nobody is here
alias_maps =
alias_database =
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
default_process_limit = 100
message_size_limit = 104857600
minimal_backoff_time = 1s
queue_run_delay = 1s
CONFIG
    printf '%s\n' "$@" >>"$folder/etc/main.cf"
    cat >"$folder/etc/master.cf" <<SERVICES
127.0.0.1:$port inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
SERVICES
    # Its children keep what they were given as output, and whoever reads ours would wait for them.
    "${as_root[@]}" postfix -c "$folder/etc" start >"$folder/start.log" 2>&1 </dev/null || { cat "$folder/start.log" >&2; exit 1; }
    echo "smtp=$port"
}

stop() {
    [ -d "$folder/etc" ] || return 0
    "${as_root[@]}" postfix -c "$folder/etc" stop >/dev/null 2>&1 </dev/null || true
    # What belongs to its own user would stay behind.
    "${as_root[@]}" rm -rf "$folder/queue" "$folder/data"
}

case "$verb" in
    start) start "$@" ;;
    stop) stop ;;
    *) usage ;;
esac
