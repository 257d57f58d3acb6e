"""data/coverage.csv: the test of what is done enters the code that the row names."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

from test_coverage_table import ROOT, read_rows

from odoo.tests.common import get_db_name

HERE = Path(__file__).parent


def has_functions(path):
    """Say whether a file has a function to enter, not declarations alone."""
    return path.suffix == ".py" and any(
        isinstance(node, ast.FunctionDef)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


def get_node(test):
    """Write a test of the table as pytest does."""
    path, _separator, name = test.partition("::")
    return f"{path}::{name.replace('.', '::')}"


def run(tests, found):
    """Run tests in a process of their own and return which files each enters.

    :param list tests: as pytest names them
    :param Path found: where the plugin writes
    :rtype: dict
    """
    result = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-p", "reach"),
            f"--odoo-config={ROOT / '.build' / 'odoo.conf'}",
            f"--odoo-database={get_db_name()}",
            *("--odoo-http", "--odoo-log-level=critical"),
            *tests,
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(HERE), "REACH_FILE": str(found)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-3000:]
    return json.loads(found.read_text(encoding="utf-8"))


def test_the_tests_of_what_is_done_enter_the_code_they_are_named_for(
    load_registry, tmp_path
):
    done = [row for row in read_rows() if row["status"] == "done"]
    tests = {row["requirement"]: row["test"].split("; ") for row in done}
    entered = run(
        sorted({get_node(test) for own in tests.values() for test in own}),
        tmp_path / "found.json",
    )
    missed = []
    for row in done:
        files = set()
        for test in tests[row["requirement"]]:
            own = entered[get_node(test)]
            assert own, f"{test} enters nothing of ours"
            files.update(own)
        missed += [
            f"{row['requirement']}: no test of its enters {place}"
            for place in row["where"].split("; ")
            if has_functions(ROOT / place) and place not in files
        ]
    assert not missed, "\n".join(missed)
