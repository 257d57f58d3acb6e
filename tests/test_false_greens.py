"""What would pass without having tested anything fails here."""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
HEAD = "2026-01-05 08:00:00,000 7"


def check_log(tmp_path, text):
    log = tmp_path / "server.log"
    log.write_text(text)
    checker = REPOSITORY / "setup" / "check_log.py"
    return subprocess.run(
        [sys.executable, checker, log], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD} WARNING demo odoo.modules.loading: The models are deprecated",
        f"{HEAD} ERROR ? odoo.tests.tag_selector: Invalid tag /a/b/c",
        f"{HEAD} CRITICAL demo odoo.service.server: out of memory",
        f"{HEAD} ERROR demo odoo.sql_db: bad query: SELECT 1\nERROR: no such column",
        f"{HEAD} ERROR demo odoo.sql_db: bad query: UPDATE x\n"
        "ERROR: could not serialize access due to concurrent update",
        "Traceback (most recent call last):",
        "",
    ],
    ids=["warning", "tag", "critical", "query", "gave-up", "traceback", "empty"],
)
def test_log_is_refused(tmp_path, text):
    result = check_log(tmp_path, text)
    assert result.returncode == 1
    assert result.stderr


def test_retried_conflict_is_let_through(tmp_path):
    result = check_log(
        tmp_path,
        f"{HEAD} ERROR demo odoo.sql_db: bad query: UPDATE x\n"
        "ERROR: could not serialize access due to concurrent update\n"
        f"{HEAD} INFO demo odoo.service.model: SERIALIZATION_FAILURE, "
        "4 tries left, try again in 0.1 sec...\n",
    )
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        ("import pytest\ndef test_it():\n    pytest.skip('no browser')\n", 1),
        ("import pytest\npytest.skip('no', allow_module_level=True)\n", 2),
        (
            "import unittest\nclass TestIt(unittest.TestCase):\n"
            "    def setUp(self):\n        self.skipTest('no browser')\n"
            "    def test_it(self):\n        pass\n",
            1,
        ),
        ("import pytest\n@pytest.mark.xfail\ndef test_it():\n    assert False\n", 1),
        ("def nothing():\n    pass\n", 5),
    ],
    ids=["skip", "module-skip", "unittest-skip", "xfail", "no-test"],
)
def test_run_is_refused(tmp_path, source, outcome):
    result = run_pytest(tmp_path, source)
    assert result.returncode == outcome, result.stdout
    assert "passed" not in result.stdout


@pytest.mark.parametrize(
    "source",
    [
        "import pytest\ndef test_it():\n    pytest.skip('no browser')\n",
        "import pytest\npytest.skip('no browser', allow_module_level=True)\n",
    ],
    ids=["skip", "module-skip"],
)
def test_run_in_several_processes_is_refused(tmp_path, source):
    result = run_pytest(tmp_path, source, "--numprocesses=2")
    assert result.returncode == 1, result.stdout
    assert "passed" not in result.stdout


def test_figures_of_several_processes_are_printed(tmp_path):
    source = (
        "import logging\n"
        "def test_it():\n    logging.getLogger('a.figures').warning('3 cells')\n"
    )
    result = run_pytest(tmp_path, source, "--numprocesses=2")
    assert result.stdout.splitlines()[-2] == "3 cells"


def run_pytest(tmp_path, source, *options):
    """Run one test file under the hooks of this repository."""
    (tmp_path / "test_it.py").write_text(source)
    (tmp_path / "conftest.py").write_text((REPOSITORY / "conftest.py").read_text())
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:odoo", *options, tmp_path],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
