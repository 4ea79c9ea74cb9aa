"""What makes output harmless: for a terminal, for a spreadsheet, for a browser, for a calendar, and for programs."""
import csv
import html.parser
import io
import json
import re
import unicodedata
import xml.etree.ElementTree

from ledger import Broken

# Marks that turn the reading direction, and what ends a line unseen.
DIRECTION = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff\u200b")
# What a page of ours is made of; nothing of it runs, loads or is sent anywhere.
ELEMENTS = set("""html head meta title style body main header footer section article nav h1 h2 h3 h4 p div span ul ol li dl
    dt dd table caption thead tbody tfoot tr th td bdi time strong em small abbr code a details summary figure figcaption
    svg g rect line path circle text desc data""".split())
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def text(printed, on_terminal=False):
    """Text for people: no control character but the line break, nothing that turns its direction."""
    said = decoded(printed)
    if on_terminal:
        # A terminal driver ends lines in CR and LF, and colours are the program's own.
        said = COLOURS.sub("", said.replace("\r\n", "\n"))
    for character in said:
        if character != "\n" and (unicodedata.category(character) == "Cc" or character in DIRECTION):
            raise Broken(f"U+{ord(character):04X} stands in text for people: {said[:300]!r}")


def decoded(printed):
    try:
        return printed.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Broken(f"what is printed is not UTF-8: {error}") from None


def values(printed, lines):
    """JSON as a list of values; no control character stands in it but for line breaks."""
    said = decoded(printed)
    for character in said:
        if character != "\n" and unicodedata.category(character) == "Cc":
            raise Broken(f"U+{ord(character):04X} stands in JSON")
    try:
        return [json.loads(line) for line in said.splitlines()] if lines else json.loads(said)
    except ValueError as error:
        raise Broken(f"no JSON is printed: {error}: {said[:300]!r}") from None


def table(printed):
    """CSV as rows of cells."""
    try:
        return list(csv.reader(io.StringIO(decoded(printed), newline=""), strict=True))
    except csv.Error as error:
        raise Broken(f"no CSV is printed: {error}") from None


def same(rows, objects, what):
    """CSV and JSON say the same, cell by cell."""
    head, body = rows[0], rows[1:]
    if len(body) != len(objects):
        raise Broken(f"{what}: {len(body)} rows of CSV, {len(objects)} of JSON")
    for cells, members in zip(body, objects):
        if list(members) != head:
            raise Broken(f"{what}: CSV has the columns {head}, JSON {list(members)}")
        wanted = [cell(value) for value in members.values()]
        if cells != wanted:
            raise Broken(f"{what}: CSV says {cells}, JSON {wanted}")


def cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(cell(one) for one in value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if isinstance(value, dict) else str(value)


def cells(printed):
    """No cell is one a spreadsheet would run, also where full-width signs count as signs."""
    for row in table(printed):
        for one in row:
            if one[:1] in tuple("=+-@\t\r\n＝＋－＠"):
                raise Broken(f"a live formula: {one!r}")


class Page(html.parser.HTMLParser):
    def handle_starttag(self, tag, attributes):
        if tag not in ELEMENTS:
            raise Broken(f"<{tag}> stands in a report")
        for name, value in attributes:
            if name.startswith("on") or (name in ("href", "src", "xlink:href") and not (value or "").startswith("#")):
                raise Broken(f"{name}={value!r} stands in a report")

    handle_startendtag = handle_starttag


def page(printed):
    """A report: well formed, and made of nothing but what reports are made of."""
    said = decoded(printed)
    for character in said:
        if character != "\n" and unicodedata.category(character) == "Cc":
            raise Broken(f"U+{ord(character):04X} stands in a report")
    try:
        xml.etree.ElementTree.fromstring(said[said.index("<html"):])
    except xml.etree.ElementTree.ParseError as error:
        raise Broken(f"a report is not well formed: {error}") from None
    reader = Page(convert_charrefs=True)
    reader.feed(said)
    reader.close()


def calendar(printed):
    """An iCalendar text (RFC 5545): lines of 75 octets that end in CRLF, each a property of ours, its text escaped."""
    if not printed.endswith(b"\r\n") or b"\n" in printed.replace(b"\r\n", b""):
        raise Broken("a line of a calendar does not end in CRLF")
    for line in printed.split(b"\r\n"):
        decoded(line)
        if len(line) > 75:
            raise Broken(f"a line of a calendar has {len(line)} octets")
    for line in decoded(printed).replace("\r\n ", "").split("\r\n")[:-1]:
        match = re.fullmatch(
            r"(BEGIN|END|VERSION|PRODID|CALSCALE|UID|DTSTAMP|DTSTART;VALUE=DATE|DTEND;VALUE=DATE|SUMMARY|DESCRIPTION|TRANSP)"
            r":((?:[^\\;,\x00-\x1f\x7f-\x9f]|\\[\\;,n])*)", line)
        if not match:
            raise Broken(f"a line of a calendar is not of it: {line!r}")
