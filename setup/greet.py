"""Print where the demo is and who may log in: in Chinese, and in English elsewhere."""

import csv
import os
import sys
import unicodedata
from pathlib import Path

ADMINISTRATOR = {"role": "Administrator", "login": "admin", "password": "admin"}


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
    columns = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "".join(
            "  " + cell + " " * (wide - width(cell))
            for cell, wide in zip(row, columns, strict=True)
        ).rstrip()
        for row in rows
    )


def who(logins, chinese):
    """Choose the columns to show.

    >>> row = {"role": "Clerk", "role_zh": "经办人", "login": "c", "password": "p"}
    >>> who([row], True)[1]
    ['经办人', 'c', 'p', '']
    >>> who([row], False)[0]
    ['Role', 'Login', 'Password', 'Try']
    """
    suffix = "_zh" if chinese else ""
    heads = ["角色", "登录名", "密码", "试试"]
    return [heads if chinese else ["Role", "Login", "Password", "Try"]] + [
        [
            row.get(f"role{suffix}") or row["role"],
            row["login"],
            row["password"],
            row.get(f"what_to_try{suffix}") or "",
        ]
        for row in logins
    ]


def main(address, path):
    logins = [ADMINISTRATOR]
    if Path(path).exists():
        with open(path, encoding="utf-8", newline="") as file:
            logins = list(csv.DictReader(file))
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((os.environ[name] for name in names if os.environ.get(name)), "")
    print(f"\n{address}\n")
    # The screens are Chinese; who set up the terminal otherwise reads both.
    if not locale.startswith("zh"):
        print(table(who(logins, False)), end="\n\n")
    print(table(who(logins, True)))
    print("\nmake stop")


if __name__ == "__main__":
    # A terminal in the C locale still shows Chinese.
    sys.stdout.reconfigure(encoding="utf-8")
    main(*sys.argv[1:])
