"""What python3's email package says of real mail: subject, texts and file names of each message, one JSON object a line.

Where decoding is a matter of taste it follows MailStore: what has no charset is UTF-8 if it is, else windows-1252; flowed
lines are joined; blanks are collapsed. How headers, parts and encodings are read is Python's own.
"""

import email
import email.header
import email.utils
import html.parser
import json
import os
import re
import sys

BLANKS = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
INLINE = set(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark nobr o:p q s samp small span strike strong sub sup time tt u "
    "var wbr".split()
)
HIDDEN = {"script", "style", "title"}
ALIASES = {"gb2312": "gbk", "ks_c_5601-1987": "cp949", "euc-kr": "cp949"}


def windows(octets):
    return "".join(chr(o) if o in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([o]).decode("cp1252") for o in octets)


def guessed(octets):
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return windows(octets)


def decoded(octets, charset):
    charset = (charset or "us-ascii").lower()
    if charset in ("us-ascii", "ascii"):
        return guessed(octets)
    if charset in ("iso-8859-1", "latin1", "windows-1252"):
        return windows(octets)
    try:
        return octets.decode(ALIASES.get(charset, charset), "replace")
    except LookupError:
        return guessed(octets)


def plain(text):
    return BLANKS.sub(" ", text).strip(" ")


def header(value):
    text = re.sub("[\r\n]", "", guessed(value.encode("ascii", "surrogateescape")))
    said = ""
    for piece, charset in email.header.decode_header(text):
        if isinstance(piece, str):
            said += piece
        elif charset is None:
            said += piece.decode("raw-unicode-escape")
        else:
            said += decoded(piece, charset)
    return plain(said)


def flowed(said):
    lines, depth_before, flows = [], 0, False
    for line in said.replace("\r", "").split("\n"):
        text = line.lstrip(">")
        depth = len(line) - len(text)
        text = text[1:] if text.startswith(" ") else text
        if flows and depth == depth_before and text:
            lines[-1] += text
        else:
            lines.append(">" * depth + " " + text if depth else text)
        depth_before, flows = depth, text.endswith(" ") and text != "-- "
    return "\n".join(lines)


class Html(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.said, self.hidden = [], None

    def handle_starttag(self, tag, attributes):
        self.part(tag)
        self.hidden = tag if tag in HIDDEN else self.hidden

    def handle_endtag(self, tag):
        self.part(tag)
        self.hidden = None if tag == self.hidden else self.hidden

    def handle_data(self, text):
        if not self.hidden:
            self.said.append(text)

    def part(self, tag):
        if tag not in INLINE:
            self.said.append(" ")


def text(part):
    said = decoded(part.get_payload(decode=True), part.get_content_charset())
    if part.get_content_subtype() == "html":
        reader = Html()
        reader.feed(said)
        reader.close()
        said = "".join(reader.said)
    elif (part.get_param("format") or "").lower() == "flowed":
        said = flowed(said)
    return plain(said)


def name(part):
    said = part.get_filename()
    return header(said) if said and "=?" in said else plain(said or "")


def sent(values):
    """Seconds since 1970; nothing where Python reads no date, or one of the first century as it stands."""
    read = email.utils.parsedate_tz(str(values[-1])) if values else None
    try:
        return email.utils.mktime_tz(read[:9] + (read[9] or 0,)) if read and read[0] >= 1900 else None
    except (OverflowError, ValueError):
        return None


def main(folder, target):
    with open(target, "w", encoding="ascii") as out:
        for root, _, files in os.walk(folder):
            for file in files:
                if not file.endswith(".txt"):
                    continue
                with open(os.path.join(root, file), "rb") as stored:
                    octets = stored.read()
                if octets.startswith(b"From "):
                    octets = octets[octets.index(b"\n") + 1 :]
                message = email.message_from_bytes(re.sub(b"\r?\n", b"\r\n", octets))
                subjects = [value for key, value in message._headers if key.lower() == "subject"]
                leaves = [part for part in message.walk() if not part.is_multipart()]
                said = {
                    "name": file[: -len(".txt")],
                    "subject": header(subjects[-1]) if subjects else None,
                    "sent": sent([value for key, value in message._headers if key.lower() == "date"]),
                    "texts": [text(part) for part in leaves if part.get_content_maintype() == "text"],
                    "names": [said for said in map(name, leaves) if said],
                }
                out.write(json.dumps(said) + "\n")


main(*sys.argv[1:3])
