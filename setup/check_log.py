"""Refuse a server log that holds a warning or an error.

The one thing let through is a transaction that PostgreSQL could not serialise
(SQLSTATE 40001, 40P01) *and* that Odoo then tried again: the server notes such a
statement as an error although nothing is wrong.
"""

import re
import sys
from pathlib import Path

HEAD = re.compile(
    r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (?P<pid>\d+) (?P<level>[A-Z]+) \S+ "
    r"(?P<logger>\S+): (?P<message>.*)$"
)
SHOWN = 10
BAD_LEVELS = {"WARNING", "ERROR", "CRITICAL"}
CONFLICT = re.compile(
    r"^ERROR: (?:could not serialize access|deadlock detected)", re.MULTILINE
)
RETRY = re.compile(
    r"^(?:SERIALIZATION_FAILURE|DEADLOCK_DETECTED), \d+ tries left, try again"
)


def records(text):
    """Split a log into records, each with the lines that follow its head.

    >>> log = '''2026-01-05 08:00:00,000 7 INFO demo odoo.http: ready
    ... 2026-01-05 08:00:01,000 7 ERROR demo odoo.sql_db: bad query: SELECT 1
    ... ERROR: deadlock detected'''
    >>> [(record["level"], record["message"]) for record in records(log)]
    [('INFO', 'ready'), ('ERROR', 'bad query: SELECT 1\\nERROR: deadlock detected')]
    """
    found = []
    for line in text.splitlines():
        if head := HEAD.match(line):
            found.append(head.groupdict())
        elif found:
            found[-1]["message"] += f"\n{line}"
        elif line.strip():
            found.append({"pid": "?", "level": "ERROR", "logger": "?", "message": line})
    return found


def is_conflict(record):
    return (
        record["logger"] == "odoo.sql_db"
        and record["message"].startswith("bad query:")
        and bool(CONFLICT.search(record["message"]))
    )


def complaints(text):
    """Return the records that must not be there.

    >>> head = "2026-01-05 08:00:00,000 7 {} demo odoo.{}"
    >>> complaints(head.format("INFO", "http: fine"))
    []
    >>> [r["message"] for r in complaints(head.format("WARNING", "http: odd"))]
    ['odd']
    >>> clash = head.format("ERROR", "sql_db: bad query: UPDATE x")
    >>> clash += "\\nERROR: could not serialize access due to concurrent update"
    >>> again = head.format("INFO", "service.model: SERIALIZATION_FAILURE, ")
    >>> again += "4 tries left, try again in 0.7 sec..."
    >>> complaints(f"{clash}\\n{again}")
    []
    >>> len(complaints(clash)), len(complaints(f"{again}\\n{clash}"))
    (1, 1)
    """
    bad, conflicts = [], {}
    for record in records(text):
        if is_conflict(record):
            conflicts.setdefault(record["pid"], []).append(record)
        elif record["level"] in BAD_LEVELS:
            bad.append(record)
        elif RETRY.match(record["message"]) and conflicts.get(record["pid"]):
            conflicts[record["pid"]].pop()
    return bad + [record for left in conflicts.values() for record in left]


def main(paths):
    """Print the complaints of each file; a missing or empty log is one, too."""
    status = 0
    for path in map(Path, paths):
        text = path.read_text(errors="replace") if path.exists() else ""
        if not records(text):
            print(f"{path}: no log was written", file=sys.stderr)
            status = 1
        bad = complaints(text)
        if bad:
            print(f"{path}: {len(bad)} warnings and errors", file=sys.stderr)
        for record in bad[:SHOWN]:
            message = "\n    ".join(record["message"].splitlines()[:30])
            print(
                f"{path.name}: {record['level']} {record['logger']}: {message}",
                file=sys.stderr,
            )
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
