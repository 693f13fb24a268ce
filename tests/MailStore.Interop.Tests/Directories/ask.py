"""Logs in by IMAP and asks about recipients by LMTP; prints a line for each. Usage: ask.py IMAP-PORT LMTP-PORT [NAME:PASSWORD|ADDRESS]..."""
import imaplib
import smtplib
import sys

imap_port, lmtp_port = int(sys.argv[1]), int(sys.argv[2])
for word in sys.argv[3:]:
    if ":" in word:
        name, password = word.split(":")
        imap = imaplib.IMAP4("127.0.0.1", imap_port)
        try:
            imap.login(f"\"{name}\"", password)
            print(name, "in", imap.select("INBOX")[0])
        except imaplib.IMAP4.error as fault:
            print(name, str(fault).split("]")[0].split("[")[-1])
        imap.shutdown()
    else:
        lmtp = smtplib.LMTP("127.0.0.1", lmtp_port)
        lmtp.ehlo("test")
        lmtp.docmd("MAIL FROM:<>")
        print(word, lmtp.docmd(f"RCPT TO:<{word}>")[0])
        lmtp.close()
