"""Prints what an IMAP account holds, a line a message: mailbox, UIDVALIDITY, UID, flags, date, octets, digest. Usage: import.py PORT NAME PASSWORD [fill]"""
import hashlib
import imaplib
import re
import sys
import time

port, name, password = int(sys.argv[1]), sys.argv[2], sys.argv[3]
imap = imaplib.IMAP4("127.0.0.1", port)
imap.login(name, password)

BODIES = [
    b"Subject: one\r\n\r\nbody\r\n",
    b"Subject: two\r\nX-Long: a\r\n b\r\n\r\nFrom here\r\n>From there\r\n.\r\n..\r\n\r\n",
    b"Subject: three\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\xc3\xa4\xc3\xb6 no end",
    b"Subject: four\r\n\r\n" + b"0123456789" * 20000 + b"\r\n",
]

if len(sys.argv) > 4:
    for mailbox in ("Sent", '"Sent/2024"', "Entw&APw-rfe"):
        imap.create(mailbox)
        imap.subscribe(mailbox)
    for number in range(40):
        mailbox = ("INBOX", "Sent", '"Sent/2024"')[number % 3]
        flags = " ".join(flag for bit, flag in enumerate((r"\Seen", r"\Flagged", r"\Answered", r"\Draft", "$Forwarded", "Junk")) if number >> bit & 1)
        imap.append(mailbox, f"({flags})", imaplib.Time2Internaldate(1500000000 + number * 1000), BODIES[number % 4])
    imap.select("INBOX")
    imap.store("2,5", "+FLAGS", r"\Deleted")
    imap.expunge()
    imap.store("3", "+FLAGS", r"\Deleted")

listed = [re.match(rb'(\(.*?\)) (?:"."|NIL) (.*)$', line).groups() for line in imap.list()[1]]
for attributes, wire in sorted(listed, key=lambda pair: pair[1].strip(b'"')):
    wire = wire.decode()
    if re.search(rb"\\NoSelect|\\NonExistent", attributes, re.I) or imap.select(wire, readonly=True)[0] != "OK":
        continue
    validity = imap.response("UIDVALIDITY")[1][0].decode()
    shown = wire.strip('"').replace(".", "/")
    print(shown, validity)
    data = imap.uid("FETCH", "1:*", "(UID FLAGS INTERNALDATE BODY.PEEK[])")[1]
    for part in data:
        if not isinstance(part, tuple):
            continue
        head = part[0].decode()
        uid = re.search(r"UID (\d+)", head).group(1)
        flags = sorted(flag for flag in re.search(r"FLAGS \((.*?)\)", head).group(1).split() if flag != r"\Recent")
        date = time.mktime(imaplib.Internaldate2tuple(part[0]))
        print(shown, uid, *flags, int(date), len(part[1]), hashlib.sha256(part[1]).hexdigest()[:16])
imap.logout()
