"""Write ACCESS.md from access_matrix.csv: ``python security/show_matrix.py``."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent
HEAD = """# Who may do what

Made from `access_matrix.csv` by `show_matrix.py`; do not edit.
`make test` tries every cell and prints how many there are.
The last row that fits a cell decides it; what no row fits is denied.
*1* runs, *0* is denied, *refused* is answered with a sentence on state or content.

| role | relation | operations | outcome |
|---|---|---|---|
"""


def render(path):
    """Return the table as text, one part a record type.

    :param Path path: of the CSV file
    :rtype: str
    """
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    models = sorted({model for row in rows for model in row["model"].split()})
    head, _line, titles = HEAD.rstrip("\n").rpartition("\n\n")
    parts = [head]
    for model in models:
        lines = [
            "| {role} | {relation} | {operation} | {allowed} |".format(**row)
            for row in rows
            if model in row["model"].split()
        ]
        table = "\n".join(line.replace("*", "all") for line in lines)
        parts.append(f"## {model}\n\n{titles}\n{table}")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    (FOLDER / "ACCESS.md").write_text(
        render(FOLDER / "access_matrix.csv"), encoding="utf-8"
    )
