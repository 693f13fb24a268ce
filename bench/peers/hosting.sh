#!/usr/bin/env bash
# How the whole server starts and what it needs, when there is much in its store.
#
#   hosting.sh DIR accounts [COUNT]     DIR must be new; 100,000 accounts in a file of users, one message to each by LMTP, kill -9, start
#   hosting.sh DIR messages [COUNT]     1,000,000 messages of about 1.3 KiB in one INBOX, by import of an mbox; kill -9 after some more, start
#
# "serves" is from the start of the process until a client has logged in and selected. Builds the server; leaves DIR behind.
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,7p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$1 what=$2 count=${3:-$([ "$2" = messages ] && echo 1000000 || echo 100000)}
mailstore=$here/../../src/MailStore.Server/bin/Release/net10.0/mailstore.dll
mkdir "$folder"
dotnet build -c Release "$here/../../src/MailStore.Server" -v q >&2
if [ "$what" = messages ]; then
    python3 - "$folder/mbox" "$count" <<'PYTHON'
import sys
line = "The quick brown fox jumps over the lazy dog, and a line of mail is about so long as this.\n"
with open(sys.argv[1], "w", buffering=1 << 20) as file:
    for number in range(int(sys.argv[2])):
        file.write(f"From a@example.org Sat Nov 21 20:47:00 2026\nFrom: A <a{number % 97}@example.org>\nTo: anna@example.org\nSubject: Message {number}\n"
                   f"Message-ID: <{number}@example.org>\nDate: Sat, 21 Nov 2026 20:47:00 +0000\n\nNumber {number}\n{line * (number % 24 + 1)}\n")
PYTHON
    printf 'secret-secret\n' | dotnet "$mailstore" user add anna@example.org --password-stdin --data "$folder/data" >&2
    dotnet "$mailstore" import mbox anna@example.org "$folder/mbox" --data "$folder/data" >&2
fi

exec python3 - "$folder" "$what" "$count" dotnet "$mailstore" <<'PYTHON'
import imaplib, os, random, signal, socket, subprocess, sys, threading, time

folder, what, count, server = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]
held = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
lmtp, imap = (each.getsockname()[1] for each in held)
[each.close() for each in held]
users = os.path.join(folder, "users")
if what == "accounts":
    with open(users, "w") as file:
        file.writelines(f"u{number}@example.org:{{PLAIN}}secret{number}\n" for number in range(count))


def name(number):
    return (f"u{number}@example.org", f"secret{number}") if what == "accounts" else ("anna@example.org", "secret-secret")


def select(number):
    client = imaplib.IMAP4("127.0.0.1", imap)
    client.login(*name(number))
    messages = int(client.select()[1][0])
    client.shutdown()
    return messages


def start():
    more = ["--directory", "passwd-file", "--passwd-file", users] if what == "accounts" else []
    began = time.monotonic()
    process = subprocess.Popen([*server, "serve", "--data", f"{folder}/data", "--lmtp", f"127.0.0.1:{lmtp}", "--imap", f"127.0.0.1:{imap}", "--log-level", "warning", *more],
                               stdout=subprocess.DEVNULL)
    while True:
        try:
            messages = select(77 % count)
            return process, time.monotonic() - began, messages
        except OSError:
            if process.poll() is not None:
                sys.exit("The server ended.")
            time.sleep(0.02)


def figures(process):
    status = dict(line.split(":", 1) for line in open(f"/proc/{process.pid}/status"))
    ticks = sum(map(int, open(f"/proc/{process.pid}/stat").read().rsplit(") ", 1)[1].split()[11:13]))
    return f"{int(status['VmRSS'].split()[0]) / 1024:.0f} MB resident, {ticks / os.sysconf('SC_CLK_TCK'):.1f} s of processor time"


def deliver(first, last, connections=8):
    def run(offset):
        connection = socket.create_connection(("127.0.0.1", lmtp))
        file = connection.makefile("rwb")

        def say(line, code, replies=1):
            file.write(line)
            file.flush()
            for _ in range(replies):
                while (reply := file.readline())[3:4] == b"-":
                    pass
                if not reply.startswith(code):
                    os._exit(print(f"{line!r} was answered {reply!r}") or 1)

        say(b"", b"220")
        say(b"LHLO client.example.org\r\n", b"250")
        for number in range(first + offset, last, connections):
            to = name(number)[0].encode()
            say(b"MAIL FROM:<a@example.net>\r\nRCPT TO:<%s>\r\n" % to, b"250", 2)
            say(b"DATA\r\n", b"354")
            say(b"From: a@example.net\r\nTo: %s\r\nSubject: %d\r\n\r\nOne line.\r\n.\r\n" % (to, number), b"250")
    workers = [threading.Thread(target=run, args=(offset,)) for offset in range(connections)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]


process, seconds, _ = start()
print(f"first start: serves after {seconds:.2f} s, {figures(process)}", flush=True)
more = count if what == "accounts" else 20000
began = time.monotonic()
deliver(0, more)
print(f"{more} messages by LMTP, 8 connections: {more / (time.monotonic() - began):.0f} a second; {figures(process)}", flush=True)
process.send_signal(signal.SIGKILL)
process.wait()
process, seconds, messages = start()
print(f"start after kill -9: serves after {seconds:.2f} s, a mailbox of {messages} selected, {figures(process)}", flush=True)
if what == "accounts":
    dice, began = random.Random(1), time.monotonic()
    for number in (dice.randrange(count) for _ in range(2000)):
        if select(number) != 1:
            sys.exit(f"{name(number)[0]} has lost its message, or has it twice.")
    print(f"log-in and SELECT of accounts at random, one after the other: {2000 / (time.monotonic() - began):.0f} a second; {figures(process)}", flush=True)
process.terminate()
process.wait()
process, seconds, messages = start()
print(f"start after an orderly end: serves after {seconds:.2f} s, a mailbox of {messages} selected, {figures(process)}", flush=True)
process.terminate()
process.wait()
PYTHON
