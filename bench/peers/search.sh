#!/usr/bin/env bash
# Searches in one mailbox at three servers in turns: ours, a bare Dovecot, and a Dovecot with fts-xapian.
#
#   search.sh DIR [MESSAGES]     DIR must be new; 20,000 messages are usual, the corpus of corpus.sh repeated with words of each copy's own
#
# Builds the server, fills all three with the same Maildir, lets each make its index, and says each search at all of them over IMAP, round
# about. Prints the median of each in milliseconds, and how many times as long the others take. Needs Debian's dovecot-imapd and
# dovecot-fts-xapian; without the second one there are two servers. SEARCH_SERVER names a mailstore.dll that is built already.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,10p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
folder=$1 messages=${2:-20000}
mkdir "$folder"
folder=$(cd "$folder" && pwd)
chmod 755 "$folder"
corpus=$("$here/corpus.sh")
mailstore="${SEARCH_SERVER:-$root/src/MailStore.Server/bin/Release/net10.0/mailstore.dll}"
[ -n "${SEARCH_SERVER:-}" ] || dotnet build -c Release "$root/src/MailStore.Server" -v q >&2

python3 - "$corpus" "$folder/Maildir" "$messages" <<'PYTHON'
import glob, os, random, sys
corpus, folder, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
for part in ("cur", "new", "tmp"):
    os.makedirs(os.path.join(folder, part))
mails = []
for path in sorted(glob.glob(os.path.join(corpus, "*", "*.txt"))):
    text = open(path, "rb").read().replace(b"\r\n", b"\n")
    mails.append(text.split(b"\n", 1)[1] if text.startswith(b"From ") else text)
dice = random.Random(11)
for number in range(count):
    head, gap, body = mails[number % len(mails)].partition(b"\n\n")
    low = head.lower()
    own = b"" if b"multipart" in low or b"base64" in low else b"zqv%07dx %d\n" % (number, dice.randrange(10**6))
    flags = "S" if number % 3 else ""
    with open(os.path.join(folder, "cur", "17%08d.M%d.host:2,%s" % (number, number, flags)), "wb") as file:
        file.write(head + gap + own + body)
PYTHON

ours="" dovecots=()
finish() {
    [ -z "$ours" ] || kill "$ours" 2>/dev/null || true
    for each in ${dovecots[@]+"${dovecots[@]}"}; do "$here/dovecot.sh" stop "$each" || true; done
}
trap finish EXIT

port=$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
printf 'secret\n' | dotnet "$mailstore" user add anna --password-stdin --data "$folder/data" >&2
dotnet "$mailstore" import maildir anna "$folder/Maildir" --data "$folder/data" >&2
dotnet "$mailstore" serve --data "$folder/data" --imap "127.0.0.1:$port" >"$folder/serve.log" 2>&1 &
ours=$!
places=("mailstore=$port")

dovecot() { # NAME SETTING...
    local name=$1 said
    shift
    said=$("$here/dovecot.sh" start "$folder/$name" "$@")
    dovecots+=("$folder/$name")
    mkdir -p "$folder/$name/home/anna"
    cp -r "$folder/Maildir" "$folder/$name/home/anna/Maildir"
    [ "$(id -u)" -ne 0 ] || chown -R mail:mail "$folder/$name/home/anna"
    doveadm -c "$folder/$name/dovecot.conf" index -u anna INBOX >&2
    places+=("$name=$(sed 's/^imap=\([0-9]*\).*/\1/' <<<"$said")")
}

dovecot dovecot
if [ -e /usr/lib/dovecot/modules/lib21_fts_xapian_plugin.so ]; then
    dovecot xapian 'mail_plugins = fts fts_xapian' 'plugin {' '  fts = xapian' '  fts_xapian = partial=3 full=20' '  fts_enforced = yes' '}' 'service indexer-worker {' '  vsz_limit = 0' '}'
else
    echo "dovecot-fts-xapian is missing: on Debian, apt-get install dovecot-fts-xapian" >&2
fi

# Ours makes its index in the background, from when a mailbox is first opened: it is done when its files have been as they are for some seconds.
python3 - "$port" <<'PYTHON'
import socket, sys, time
for _ in range(600):
    try:
        file = socket.create_connection(("127.0.0.1", int(sys.argv[1]))).makefile("rwb")
        break
    except OSError:
        time.sleep(1)
file.write(b"a LOGIN anna secret\r\nb SELECT INBOX\r\nc SEARCH BODY nothing\r\nd LOGOUT\r\n")
file.flush()
file.read()
PYTHON
before=-1
for _ in $(seq 600); do
    kill -0 "$ours" 2>/dev/null || { tail "$folder/serve.log" >&2; exit 1; }
    now=$(du -sb "$folder/data/search" 2>/dev/null | cut -f1 || true)
    [ "${now:-0}" != "$before" ] || [ "${now:-0}" -le 16384 ] || break
    before=${now:-0}
    sleep 5
done
du -sh "$folder/data/search" "$folder/dovecot/home" "$folder/xapian/home" 2>/dev/null || true

python3 - "$messages" "${places[@]}" <<'PYTHON'
import socket, statistics, sys, time
count, places = int(sys.argv[1]), dict(place.split("=") for place in sys.argv[2:])
ROUNDS = 5
searches = [
    ("TEXT, rare", 'TEXT "zqv%07dx"' % (count // 2)), ("BODY, rare", 'BODY "zqv%07dx"' % (count // 3)), ("BODY, common", 'BODY "linux"'), ("SUBJECT", 'SUBJECT "perl"'),
    ("FROM", 'FROM "yahoo"'), ("UNSEEN", "UNSEEN"), ("SORT (DATE)", None), ("SORT (SUBJECT)", None), ("THREAD REFERENCES", None),
]

class Client:
    def __init__(self, port):
        self.file = socket.create_connection(("127.0.0.1", int(port))).makefile("rwb")
        self.file.readline()
        self.ask('LOGIN anna secret')
        self.ask('SELECT INBOX')

    def ask(self, command):
        start = time.monotonic()
        self.file.write(b"x " + command.encode() + b"\r\n")
        self.file.flush()
        said = b""
        while True:
            line = self.file.readline()
            if line.startswith(b"x "):
                assert line.startswith(b"x OK"), line
                return (time.monotonic() - start) * 1000, said
            said += line if line.startswith((b"* SEARCH", b"* SORT", b"* THREAD")) else b""

for _ in range(600):
    try:
        clients = {name: Client(port) for name, port in places.items()}
        break
    except OSError:
        time.sleep(1)
print("%-20s" % "median of %d, ms" % ROUNDS + "".join("%12s" % name for name in clients) + "   times as long; found")
for what, key in searches:
    command = what + " UTF-8 ALL" if key is None else "SEARCH " + key
    times = {name: [] for name in clients}
    found = {}
    for _ in range(ROUNDS):
        for name, client in clients.items():
            took, said = client.ask(command)
            times[name].append(took)
            found[name] = len(said.split()) - 2
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    ratios = ", ".join("%.1f" % (median / medians["mailstore"]) for name, median in medians.items() if name != "mailstore")
    print("%-20s" % what + "".join("%12.2f" % median for median in medians.values()) + "   " + ratios + "; " + ", ".join(str(each) for each in found.values()), flush=True)
PYTHON
