"""Compare Odoo's own tests without our addons and with them.

Reads what setup/compat.sh left, ``SIDE-WAY-ROUND``: logs of Odoo's runner and JUnit
files of pytest. Prints a table of the first round, then the tests that ended
differently in it, with how they ended in all rounds. A test that ran on one side only,
or that ended with our addons in a way in which it never did without them, makes the
exit status 1; the others are unsteady in Odoo itself.
"""

import argparse
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

STARTED = re.compile(r" odoo\.addons\.(\S+?)\.tests\.(\S+): Starting (\S+) \.\.\.")
ENDED = re.compile(
    r" odoo\.addons\.(\S+?)\.tests\.(\S+): (FAIL|ERROR|skipped):? (?:Subtest )?(\S+)"
)
CLASS = re.compile(r" ERROR \S+ \S+: ERROR: (setUpClass|tearDownClass) \((\S+)\)")
PATH = re.compile(r"(\w+)\.tests\.(.+)")
SIDES = ("without", "with")
NOT_RUN = "not run"


def read_log(text):
    """Return how each test of a log of Odoo's runner ended.

    >>> head = "2026-01-05 08:00:00,000 7 {} db odoo.addons.hr.tests.test_x: {}"
    >>> lines = [
    ...     head.format("INFO", "Starting TestX.test_a ... "),
    ...     head.format("INFO", "Starting TestX.test_b ... "),
    ...     head.format("ERROR", "FAIL: TestX.test_b"),
    ...     head.format("ERROR", "ERROR: setUpClass (odoo.addons.hr.tests.t.TestY)"),
    ... ]
    >>> read_log("\\n".join(lines))
    {('hr', 'test_x.TestX.test_a'): 'passed', ('hr', 'test_x.TestX.test_b'): 'FAIL', \
('hr', 't.TestY.setUpClass'): 'ERROR'}
    """
    found = {}
    for line in text.splitlines():
        if broken := CLASS.search(line):
            name, path = broken.groups()
            module, rest = path.removeprefix("odoo.addons.").split(".tests.")
            found[module, f"{rest}.{name}"] = "ERROR"
        elif ended := ENDED.search(line):
            module, file, way, name = ended.groups()
            found[module, f"{file}.{name}"] = way
        elif started := STARTED.search(line):
            module, file, name = started.groups()
            found.setdefault((module, f"{file}.{name}"), "passed")
    return found


def read_junit(text):
    """Return how each test of a JUnit file of pytest ended.

    >>> case = '<testcase classname="odoo.addons.hr.tests.t.X" name='
    >>> read_junit(f'<s>{case}"a"><error/></testcase>{case}"b"/></s>')
    {('hr', 't.X.a'): 'ERROR', ('hr', 't.X.b'): 'passed'}
    """
    found = {}
    for case in ET.fromstring(text).iter("testcase"):
        module, rest = PATH.search(case.get("classname")).groups()
        key = module, f"{rest}.{case.get('name')}"
        for tag, way in (
            ("error", "ERROR"),
            ("failure", "FAIL"),
            ("skipped", "skipped"),
        ):
            if case.find(tag) is not None:
                found[key] = way
        # What cannot be set up is told besides the test itself.
        found.setdefault(key, "passed")
    return found


WAYS = {"load": ("log", read_log), "whole": ("xml", read_junit)}


def read_rounds(folder, way):
    """Return the rounds of a way, the first with all tests, the others with some.

    :return: a list of ``{side: {(module, test): how it ended}}``
    """
    ending, read = WAYS[way]
    rounds = []
    while paths := [
        path
        for side in SIDES
        if (path := folder / f"{side}-{way}-{len(rounds)}.{ending}").exists()
    ]:
        if len(paths) < len(SIDES):
            sys.exit(f"{way}, round {len(rounds)}: no test ran, see the log")
        found = [read(path.read_text(errors="replace")) for path in paths]
        if not all(found):
            sys.exit(f"{way}, round {len(rounds)}: no test ran, see the log")
        rounds.append(dict(zip(SIDES, found, strict=True)))
    return rounds


def find_different(rounds):
    """Return how each test ended in each round, if it differed in the first.

    :return: ``{(module, test): {side: Counter of endings}}``, sorted
    """
    first = rounds[0]
    keys = first["without"].keys() | first["with"].keys()
    return {
        key: {
            side: Counter(
                found[side].get(key, NOT_RUN)
                for number, found in enumerate(rounds)
                if number == 0 or key in found[side]
            )
            for side in SIDES
        }
        for key in sorted(keys)
        if first["without"].get(key) != first["with"].get(key)
    }


def is_unsteady(endings):
    """Say whether Odoo alone ended the test in each way seen with our addons.

    >>> is_unsteady({"without": Counter(passed=3, FAIL=1), "with": Counter(FAIL=4)})
    True
    >>> is_unsteady({"without": Counter(passed=4), "with": Counter(passed=3, FAIL=1)})
    False
    >>> is_unsteady({"without": Counter(FAIL=4), "with": Counter(passed=4)})
    False
    """
    return endings["with"].keys() <= endings["without"].keys()


def name_unsettled(way, different):
    """Return the tests that another round may settle, as the way's runner names them.

    >>> endings = {"without": Counter(passed=1), "with": Counter(FAIL=1)}
    >>> different = {("hr", "test_x.TestX.test_a"): endings}
    >>> name_unsettled("load", different)
    ['/hr:TestX.test_a']
    >>> name_unsettled("whole", different)
    ['hr/tests/test_x.py::TestX::test_a']
    >>> name_unsettled("load", {("hr", "t.TestY.setUpClass"): endings})
    ['/hr:TestY']
    """
    names = []
    for (module, test), endings in different.items():
        if is_unsteady(endings) or any(NOT_RUN in endings[side] for side in SIDES):
            continue
        file, name, method = test.rsplit(".", 2)
        if way == "whole":
            path = file.replace(".", "/")
            names.append(f"{module}/tests/{path}.py::{name}::{method}")
        elif method in ("setUpClass", "tearDownClass"):
            names.append(f"/{module}:{name}")
        else:
            names.append(f"/{module}:{name}.{method}")
    return names


def print_table(way, first, without_tests):
    """Print a line a module: how many tests ran and failed on each side."""
    counts = {
        (side, kind): Counter(
            module
            for (module, _test), ended in found.items()
            if kind == "tests" or ended in ("FAIL", "ERROR")
        )
        for side, found in first.items()
        for kind in ("tests", "failed")
    }
    heads = [f"{kind} {side}" for kind in ("tests", "failed") for side in SIDES]
    print(f"{way:24}", *(f"{head:>15}" for head in heads))
    modules = sorted(set().union(*counts.values()))
    for module in [*modules, "total"]:
        cells = [
            counts[side, kind].total()
            if module == "total"
            else counts[side, kind][module]
            for kind in ("tests", "failed")
            for side in SIDES
        ]
        print(f"  {module:22}", *(f"{cell:>15}" for cell in cells))
    for module in without_tests:
        print(f"  {module:22} has no tests in this package of Odoo: nothing compared")


def write_endings(endings):
    """Write how often a test ended how.

    >>> write_endings(Counter({"passed": 3, "FAIL": 1}))
    'passed 3, FAIL 1'
    """
    return ", ".join(f"{ending} {count}" for ending, count in endings.items())


def report(folder, without_tests):
    """Print what was found and return how many tests differ."""
    differ = unsteady = 0
    for way in WAYS:
        rounds = read_rounds(folder, way)
        if not rounds:
            print(f"{way}: left out")
            continue
        print_table(way, rounds[0], without_tests)
        for key, endings in find_different(rounds).items():
            settled = is_unsteady(endings)
            unsteady += settled
            differ += not settled
            print(
                f"  {'unsteady' if settled else 'differs'}: {'.'.join(key)}:"
                f" {write_endings(endings['without'])} without,"
                f" {write_endings(endings['with'])} with our addons"
            )
    print(f"{differ} tests differ, {unsteady} are unsteady without our addons too")
    return differ


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--unsettled", choices=WAYS, help="name what to run again")
    parser.add_argument("folder", type=Path)
    parser.add_argument("without_tests", nargs="*", help="modules that have no tests")
    options = parser.parse_args()
    if options.unsettled:
        different = find_different(read_rounds(options.folder, options.unsettled))
        for name in name_unsettled(options.unsettled, different):
            print(name)
        return 0
    return int(bool(report(options.folder, options.without_tests)))


if __name__ == "__main__":
    sys.exit(main())
