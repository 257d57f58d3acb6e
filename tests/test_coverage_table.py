"""data/coverage.csv: every requirement once, every claim with a real place and test."""

import ast
import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "data" / "coverage.csv"
COLUMNS = ["requirement", "phrase", "status", "where", "test", "reason"]
# How many numbered requirements each source has.
COUNTS = {"F": 48, "FO": 5, "S": 50, "B": 38, "G": 38, "P": 31}
REQUIREMENTS = [
    f"{source}{number}"
    for source, count in COUNTS.items()
    for number in range(1, count + 1)
]
CLAIMED = ("done", "partly")
# What is not whole says by which part of the product it will be.
CLOSING = "closes with "


def read_rows():
    with TABLE.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        assert reader.fieldnames == COLUMNS
        rows = list(reader)
        # A comma outside quotes would begin a column that nobody reads.
        assert [row["requirement"] for row in rows if None in row] == []
        return rows


@cache
def get_tests(path):
    """Return the names of the tests in a file, ``Class.method`` or ``function``."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.ClassDef):
            names |= {
                f"{node.name}.{item.name}"
                for item in node.body
                if isinstance(item, ast.FunctionDef)
            }
    return {name for name in names if name.split(".")[-1].startswith("test_")}


def find_fault(row):
    """Say what is wrong with a row, or return nothing."""
    if not row["phrase"].strip():
        return "says nothing"
    if row["status"] not in (*CLAIMED, "open", "out_of_scope"):
        return f"has the unknown status {row['status']!r}"
    if row["status"] != "done" and not row["reason"].strip():
        return "gives no reason"
    if row["status"] in ("partly", "open"):
        if not row["reason"].partition(CLOSING)[2].strip():
            return "does not say what will close it"
    if row["status"] not in CLAIMED:
        if row["where"] or row["test"]:
            return "claims a place though it is not built"
        return None
    return find_false_claim(row)


def find_false_claim(row):
    """Say which place or test that a row names is not there, or return nothing."""
    if not row["where"] or not row["test"]:
        return "names no place or no test"
    for place in row["where"].split("; "):
        if not (ROOT / place).is_file():
            return f"names {place}, which is not there"
    for test in row["test"].split("; "):
        path, _separator, name = test.partition("::")
        if not (ROOT / path).is_file():
            return f"names the test file {path}, which is not there"
        if name not in get_tests(ROOT / path):
            return f"names the test {name}, which {path} does not have"
    return None


def test_every_requirement_is_there_once():
    found = Counter(row["requirement"] for row in read_rows())
    assert sorted(found) == sorted(REQUIREMENTS)
    assert [name for name, count in found.items() if count > 1] == []


def test_every_row_names_an_existing_test_or_a_reason():
    faults = [
        f"{row['requirement']} {fault}"
        for row in read_rows()
        if (fault := find_fault(row))
    ]
    assert faults == []


GOOD = {
    "requirement": "F1",
    "phrase": "Something",
    "status": "done",
    "where": "data/sample_agency.py",
    "test": "tests/test_coverage_table.py::test_every_requirement_is_there_once",
    "reason": "",
}


@pytest.mark.parametrize(
    "change",
    [
        {"phrase": ""},
        {"status": "almost"},
        {"status": "open", "where": "", "test": ""},
        {"status": "open", "reason": "closes with a register of it"},
        {"status": "open", "reason": "not built yet", "where": "", "test": ""},
        {"status": "partly"},
        {"status": "partly", "reason": "half of it; closes with "},
        {"status": "out_of_scope", "where": "", "test": ""},
        {"where": ""},
        {"test": ""},
        {"where": "data/nowhere.py"},
        {"test": "tests/test_nowhere.py::test_it"},
        {"test": "tests/test_coverage_table.py::test_nothing"},
        {"test": "tests/test_coverage_table.py::find_fault"},
    ],
)
def test_a_false_claim_is_found(change):
    assert find_fault(GOOD) is None
    assert find_fault({**GOOD, **change})
