"""Hostile text: what a ledger keeps exactly, what it refuses, and the fields and options that take text."""
import unicodedata

import ledger

KEPT = [
    '=HYPERLINK("http://example.org","see")', "+1+1", "-2+3", "@SUM(A1:A9)", "＝1+1", "＠x", "a;=1+1", " =1",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title></style><b>", "&amp;&#60;&lt;b>", "<!--",
    "' onmouseover='x", "]]></svg><script/>", "'; DROP TABLE journal; --", "x' OR '1'='1", "$(reboot)`id`%s%n{0}",
    "\\n\\u001b[31m\\", 'a,b;"c"\'d', "BEGIN:VEVENT;X=1,2\\,3", "\u202egnirts\u202c", "\u2066x\u2069\u200e\u200f\u061c",
    "a\u200b\ufeffb", "\ufeff=1", "a\u2028b\u2029c", "e\u0301\u0323", "\u212b \u1e9b\u0323", "𝒳🎉👩‍👩‍👧", "字" * 500,
    "x" * 500, "e\u0301" * 500, "\U0010ffff\ufffe", "a" + "\u0300" * 400, "null", "0", "--", "-",
]
# What a member id, a reference or a diagnosis code may be: nothing in it that cannot be seen, no blank at an end.
NAMES = [one for one in KEPT
         if one == one.strip() and not any(unicodedata.category(sign) in ("Cf", "Zl", "Zp") for sign in one)]
# NFC, at most 500 characters, no control characters (SPEC 14): these are not.
REFUSED = [
    "\x1b[31mred", "\x1b]0;title\x07", "a\tb", "\t=1", "a\nb", "\r=1", "a\r\nb", "\x00", "a\x00b", "\x7f", "\x9b31m", "\x85",
    "", "x" * 501, "字" * 501,
]
# JSON strings that are no text at all.
NO_TEXT = [b'"\\ud800"', b'"\\udc00\\ud800"', b'"\xff"', b'"\xc0\xaf"', b'"\xed\xa0\x80"', b'"a\x1b[2Jb"', b'"\x00"']

# Every operation of `apply` that takes text; a * is a text, each time another.
OPERATIONS = [
    {"op": "patient.add", "member_id": "M", "name": "*", "birth_date": "1980-01-01"},
    {"op": "patient.correct", "member_id": "M", "name": "*", "reason": "*"},
    {"op": "patient.measure", "member_id": "M", "on": "2024-01-01", "weight_kg": 61.5, "height_cm": 170},
    {"op": "intake", "member_id": "M", "indication": "rr-all", "diagnosis": "*", "received": "2024-01-02",
     "start": "2024-01-02", "requester": "*", "source": "*", "attestations": ledger.ANSWERS},
    {"op": "intake", "member_id": "M", "indication": "rr-all", "diagnosis": "C91.02", "received": "2024-01-02",
     "start": "2024-01-02", "requester": "*", "source": "*", "attestations": {"single-agent": "yes"}},
    {"op": "answer", "request": "PENDED", "attestations": {**ledger.ANSWERS, "b-cell-precursor": "no"}, "source": "*"},
    {"op": "decide", "request": "PENDED", "outcome": "approved", "reviewer": "*", "credential": "MD", "rationale": "*"},
    {"op": "authorization.extend", "authorization": "GRANTED", "to": "2024-08-31", "reason": "*", "approved_by": "*"},
    {"op": "authorization.terminate", "authorization": "GRANTED", "on": "2024-08-30", "reason": "*", "approved_by": "*"},
    {"op": "cycle.start", "member_id": "M", "indication": "rr-all", "on": "2024-01-02"},
    {"op": "cycle.start", "member_id": "M", "indication": "rr-all", "on": "2024-01-20", "exception": "*", "approved_by": "*"},
    {"op": "cycle.void", "member_id": "M", "indication": "rr-all", "number": 2, "reason": "*"},
    {"op": "administer", "member_id": "M", "on": "2024-01-03", "units": 28, "discarded": 7, "reference": "*"},
    {"op": "administer", "member_id": "M", "on": "2024-01-04", "units": 990, "code": "J9039", "reference": "*"},
    {"op": "administer", "member_id": "M", "on": "2024-01-05", "units": 28, "indication": "rr-all", "reference": "*"},
    {"op": "void", "reference": "LAST", "reason": "*"},
    {"op": "note", "subject": "PENDED", "kind": "outreach", "at": "2024-01-03T15:00:00Z", "text": "*"},
]

# Commands with every option that takes text.
COMMANDS = [
    "patient add * --name=* --birth-date 1990-01-01 --actor=*", "patient show *", "patient measure * --weight 60",
    "patient correct * --name=* --reason=*",
    "intake * --indication=* --policy=* --diagnosis=* --source=* --attest=single-agent=* --requester=* --appeals=*",
    "renew * --indication=* --source=* --requester=*", "answer * --attest=single-agent=* --source=*",
    "decide * --outcome approved --reviewer=* --credential=* --rationale=*", "authorization show *", "authorization list *",
    "authorization extend * --to 2024-08-31 --reason=* --approved-by=*", "authorization void * --reason=*",
    "authorization terminate * --on 2024-08-31 --reason=* --approved-by=*",
    "cycle start * --indication=* --exception=* --approved-by=*", "cycle void * --number 1 --reason=* --indication=*",
    "administer * --on 2024-01-02 --units 1 --reference=* --indication=* --code=*", "void * --reason=*", "status *",
    "check * --on 2024-01-02 --units 1 --indication=*", "note * --kind outreach --text=*", "acknowledge * --note=*",
    "history *", "explain *", "project * --indication=*", "dose * --indication=*", "report patient * -o -",
    "export --table=*", "export --view=*", "policy show *",
]
# Options that take one of a few words, a day or a number, and say what was given instead.
WORDS = [
    "status M --today=*", "status M --format=*", "status M --as-of=*", "status M --wait=*", "administer M --on=* --reference x",
    "administer M --on 2024-01-02 --reference x --units=*", "intake M --urgency=*", "intake M --received-time=*",
    "intake M --attest=*", "decide R-000001 --outcome=* --reviewer x", "note R-000001 --kind=* --text x", "verify --head=*",
    "export --table note --where=*", "report population -o - --period=*", "policy show blinatumomab --section=*",
    "policy diff * blinatumomab", "policy check *", "policy install *", "policy scenarios *", "nightly --within=*", "apply *",
    "apply --batch=* -", "import administrations *", "restore *", "dose M --cycle 1 --weight=*", "*", "status *x *y", "status --*",
    "patient *", "log-reads *",
]
