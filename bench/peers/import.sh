#!/usr/bin/env bash
# How fast a Maildir comes over, and in how much memory.
#
#   import.sh DIR [MESSAGES]     DIR must be new; 200,000 messages of about 3 KiB are usual
#
# Builds the server, makes a Maildir from a seed, and imports it into a new store. Prints seconds, messages a second, and the import's peak
# of resident memory.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,7p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$1 messages=${2:-200000}
mkdir "$folder"
dotnet build -c Release "$root/src/MailStore.Server" -v q >&2
mailstore="$root/src/MailStore.Server/bin/Release/net10.0/mailstore.dll"

python3 - "$folder/Maildir" "$messages" <<'PYTHON'
import os, random, sys
folder, count = sys.argv[1], int(sys.argv[2])
dice = random.Random(7)
for part in ("cur", "new", "tmp"):
    os.makedirs(os.path.join(folder, part))
words = [bytes(dice.choices(b"abcdefghijklmnopqrstuvwxyz", k=dice.randint(2, 9))) for _ in range(2000)]
for number in range(count):
    text = b"\n".join(b" ".join(dice.choices(words, k=10)) for _ in range(dice.randint(10, 80)))
    head = b"From: a%d@example.org\nTo: anna@example.org\nSubject: Message %d\nMessage-ID: <%d@example.org>\n\n" % (number % 97, number, number)
    with open(os.path.join(folder, "cur", "17%08d.M%d.host:2,S" % (number, number)), "wb") as file:
        file.write(head + text + b"\n")
PYTHON
sync

printf 'secret-secret\n' | dotnet "$mailstore" user add anna@example.org --password-stdin --data "$folder/data" >&2
python3 - "$messages" "$(du -sb "$folder/Maildir" | cut -f1)" dotnet "$mailstore" import maildir anna@example.org "$folder/Maildir" --data "$folder/data" <<'PYTHON'
import resource, subprocess, sys, time
messages, octets, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
start = time.monotonic()
subprocess.run(command, check=True, stdout=sys.stderr)
seconds = time.monotonic() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{messages} messages, {octets / 1e6:.0f} MB: {seconds:.1f} s, {messages / seconds:.0f} messages/s (at least 3,000), {peak:.0f} MB at most (500)")
PYTHON
