#!/usr/bin/env bash
# A throwaway Dovecot 2.3 on loopback, as Debian 12 packages it (dovecot-imapd dovecot-pop3d dovecot-lmtpd).
#
#   dovecot.sh start FOLDER [SETTING...]   starts one; its files are in FOLDER, which must be new. Prints: imap=PORT pop3=PORT lmtp=PORT pid=PID
#   dovecot.sh stop FOLDER                 ends it
#   dovecot.sh again FOLDER                ends it and starts it as it was, on the same ports. Prints the same
#
# Anybody logs in with the password "secret", or with that of the passwd-file that the variable PASSWD names. Mail is in FOLDER/home/NAME/Maildir, where NAME ends before an @. A SETTING is a line of dovecot.conf that
# stands behind all others, as in 'mail_fsync = always' or 'mail_location = sdbox:~/sdbox'.
set -euo pipefail

usage() { sed -n '2,9p' "$0" >&2; exit 2; }
[ $# -ge 2 ] || usage
verb=$1 folder=$2
shift 2

free_ports() {
    python3 - "$1" <<'PYTHON'
import socket, sys
held = [socket.create_server(("127.0.0.1", 0)) for _ in range(int(sys.argv[1]))]
print(*(each.getsockname()[1] for each in held))
PYTHON
}

start() {
    command -v dovecot >/dev/null || { echo "dovecot is missing. On Debian: apt-get install dovecot-imapd dovecot-pop3d dovecot-lmtpd" >&2; exit 1; }
    case "$(dovecot --version)" in
        2.3.*) ;;
        *) echo "This script writes settings of Dovecot 2.3; here is $(dovecot --version)." >&2; exit 1 ;;
    esac
    mkdir -p "$folder"
    [ -z "$(ls -A "$folder")" ] || { echo "$folder is not empty." >&2; exit 1; }
    folder=$(cd "$folder" && pwd)
    read -r imap pop3 lmtp < <(free_ports 3)
    mkdir "$folder/run" "$folder/state" "$folder/home"

    # As root Dovecot drops to its own users, and mail belongs to another one: it keeps none as root.
    local login internal owner group
    if [ "$(id -u)" -eq 0 ]; then
        login=dovenull internal=dovecot owner=mail group=mail
        chmod 755 "$folder"
        chmod go+x "$(dirname "$folder")"
        chown mail:mail "$folder/home"
    else
        login=$(id -un) internal=$login owner=$login group=$(id -gn)
    fi

    local driver=static args=password=secret
    [ -z "${PASSWD:-}" ] || driver=passwd-file args=$PASSWD
    cat >"$folder/dovecot.conf" <<CONFIG
base_dir = $folder/run
state_dir = $folder/state
log_path = $folder/dovecot.log
protocols = imap pop3 lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_login_user = $login
default_internal_user = $internal
default_internal_group = $(id -gn "$internal")
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_max_userip_connections = 10000
default_process_limit = 2000
default_client_limit = 20000
passdb {
  driver = $driver
  args = $args
}
userdb {
  driver = static
  args = uid=$owner gid=$group home=$folder/home/%n allow_all_users=yes
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = 0
  }
}
service pop3-login {
  chroot =
  inet_listener pop3 {
    port = $pop3
  }
  inet_listener pop3s {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    port = $lmtp
  }
}
CONFIG
    printf '%s\n' "$@" >>"$folder/dovecot.conf"
    launch
}

launch() {
    # Its children keep what they were given as output, and whoever reads ours would wait for them.
    dovecot -c "$folder/dovecot.conf" >"$folder/start.log" 2>&1 </dev/null || { cat "$folder/start.log" >&2; exit 1; }

    # The file is there before the number in it is.
    local pid=""
    for _ in $(seq 100); do
        pid=$(cat "$folder/run/master.pid" 2>/dev/null || true)
        [ -z "$pid" ] || break
        sleep 0.1
    done
    [ -n "$pid" ] || { echo "Dovecot does not say what process it is: see $folder/dovecot.log" >&2; exit 1; }
    set -- $(sed -n 's/^    port = \([1-9][0-9]*\)$/\1/p' "$folder/dovecot.conf")
    echo "imap=$1 pop3=$2 lmtp=$3 pid=$pid"
}

# One that has ended and that nobody asked about has no command line any more.
runs() { grep -q . "/proc/$1/cmdline" 2>/dev/null; }

stop() {
    local pid
    pid=$(cat "$folder/run/master.pid" 2>/dev/null) || return 0
    kill "$pid" 2>/dev/null || return 0
    for _ in $(seq 100); do
        runs "$pid" || return 0
        sleep 0.1
    done
    kill -9 "$pid"
}

case "$verb" in
    start) start "$@" ;;
    stop) stop ;;
    again) stop && rm -f "$folder/run/master.pid" && launch ;;
    *) usage ;;
esac
