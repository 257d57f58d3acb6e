"""The examples in the docstrings of code that needs no database."""

import doctest
import importlib
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
RULES = sorted(
    path
    for folder in ("mistake_tolerance/rules", "mistake_tolerance_reports/returns")
    for path in (REPOSITORY / folder).glob("*.py")
    if path.name != "__init__.py"
)
TOOLS = [
    REPOSITORY / "setup" / name
    for name in ("check_log.py", "compare_tests.py", "greet.py")
]


def load(path, monkeypatch):
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    if parts[0] == "setup":
        monkeypatch.syspath_prepend(str(path.parent))
        monkeypatch.delitem(sys.modules, path.stem, raising=False)
        return importlib.import_module(path.stem)
    return importlib.import_module(".".join(("odoo", "addons", *parts)))


@pytest.mark.parametrize("path", RULES + TOOLS, ids=lambda path: path.stem)
def test_examples(path, monkeypatch):
    result = doctest.testmod(load(path, monkeypatch))
    assert not result.failed
    assert result.attempted or path.parent.name != "rules", f"{path} shows no example"


def test_rules_know_nothing_of_the_orm():
    for path in RULES:
        assert "odoo" not in path.read_text(), f"{path.name} names Odoo"
