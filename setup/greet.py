"""Print where the demo is and who may log in."""

import csv
import sys
import unicodedata
from pathlib import Path

ADMINISTRATOR = [
    ["role", "login", "password", "what to try"],
    ["administrator", "admin", "admin", ""],
]


def width(text):
    """Columns a text takes on a terminal.

    >>> width("clerk"), width("经办人")
    (5, 6)
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(rows):
    """Align the columns, whatever the script they are written in.

    >>> print(table([["role", "login"], ["经办人", "zhang"]]))
      role    login
      经办人  zhang
    """
    columns = [
        max(width(cell) for cell in column) for column in zip(*rows, strict=True)
    ]
    return "\n".join(
        "  "
        + "  ".join(
            cell + " " * (wide - width(cell))
            for cell, wide in zip(row, columns, strict=True)
        ).rstrip()
        for row in rows
    )


def main(address, path):
    rows = ADMINISTRATOR
    if Path(path).exists():
        with open(path, encoding="utf-8", newline="") as file:
            rows = [row for row in csv.reader(file) if row]
    print(f"\nOpen {address} and log in as one of\n\n{table(rows)}\n")
    print("Stop with: make stop")


if __name__ == "__main__":
    main(*sys.argv[1:])
