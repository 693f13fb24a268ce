#!/usr/bin/env bash
# The programs that the tests of this folder run: clients and peers from Debian, packages for node. .ci/run calls it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# program, package that brings it
programs=(
    "curl curl" "python3 python3" "node nodejs" "npm npm" "openssl openssl" "tmux tmux"
    "dovecot dovecot-core" "postfix postfix" "psql postgresql" "slapd slapd"
    "swaks swaks" "msmtp msmtp" "fetchmail fetchmail" "getmail getmail6" "mpop mpop"
    "mbsync isync" "offlineimap offlineimap3" "neomutt neomutt" "thunderbird thunderbird"
)
node_packages=(imapflow@2.1.2 nodemailer@10.6.0 node-pop3@0.11.0)

wanted=()
for pair in "${programs[@]}"; do
    read -r program package <<<"$pair"
    command -v "$program" >/dev/null || [ -x "/usr/sbin/$program" ] || wanted+=("$package")
done
for module in imap pop3 lmtp; do # Dovecot's protocols are packages without a program of that name
    [ -e "/usr/lib/dovecot/$module" ] || wanted+=("dovecot-${module}d")
done

if [ ${#wanted[@]} -gt 0 ]; then
    as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${wanted[@]}"
fi

../../bench/peers/corpus.sh

node_folder="${MAILSTORE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/mailstore}/node"
mkdir -p "$node_folder"
npm install --silent --no-audit --no-fund --prefix "$node_folder" "${node_packages[@]}"
