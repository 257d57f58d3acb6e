"""What make compat says of Odoo's own tests that did not end alike."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "setup" / "compare_tests.py"
HEAD = "2026-01-05 08:00:00,000 7 {} db odoo.addons.hr.tests.test_x: "
STARTED = HEAD.format("INFO") + "Starting TestX.test_a ... "
FAILED = HEAD.format("ERROR") + "FAIL: TestX.test_a"
OTHER = HEAD.format("INFO") + "Starting TestX.test_b ... "
PASSES, FAILS = f"{STARTED}\n{OTHER}", f"{STARTED}\n{FAILED}\n{OTHER}"


def compare(folder, rounds, *arguments):
    for number, sides in enumerate(rounds):
        for side, text in zip(("without", "with"), sides, strict=True):
            (folder / f"{side}-load-{number}.log").write_text(text, encoding="utf-8")
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments, folder, "base_import"],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("rounds", "status", "words"),
    [
        ([(PASSES, PASSES)], 0, "0 tests differ, 0 are unsteady"),
        ([(PASSES, FAILS)], 1, "differs: hr.test_x.TestX.test_a: passed 1 without"),
        ([(PASSES, OTHER)], 1, "passed 1 without, not run 1 with our addons"),
        ([(PASSES, FAILS), (FAILS, FAILS)], 0, "unsteady: hr.test_x.TestX.test_a"),
        # Only with our addons: that may be ours.
        ([(PASSES, FAILS), (PASSES, PASSES)], 1, "FAIL 1, passed 1 with our addons"),
    ],
)
def test_only_what_odoo_does_alone_is_called_unsteady(tmp_path, rounds, status, words):
    result = compare(tmp_path, rounds)
    assert words in result.stdout
    assert result.returncode == status, result.stderr


def test_a_module_without_tests_and_a_way_left_out_are_named(tmp_path):
    output = compare(tmp_path, [(PASSES, PASSES)]).stdout
    assert "base_import" in output and "has no tests" in output
    assert "whole: left out" in output


def test_flaky_failures_are_named(tmp_path):
    first = (PASSES, FAILS)
    assert compare(tmp_path, [first], "--unsettled", "load").stdout == (
        "/hr:TestX.test_a\n"
    )
    assert (
        compare(tmp_path, [first, (FAILS, FAILS)], "--unsettled", "load").stdout == ""
    )


def test_a_side_without_results_is_no_agreement(tmp_path):
    result = compare(tmp_path, [(PASSES, "")])
    assert result.returncode == 1
    assert "no test ran" in result.stderr
