"""Compare Odoo's own tests without our addons and with them.

Reads what setup/compat.sh left: the log of Odoo's runner and the JUnit file of
pytest of both databases. Prints a table; a test that ran in only one of them or
ended differently makes the exit status 1.
"""

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
SIDES = ("without", "with")


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

    >>> read_junit('<s><testcase classname="hr.tests.t.X" name="a"><error/></testcase>'
    ...            '<testcase classname="hr.tests.t.X" name="b"/></s>')
    {('hr', 't.X.a'): 'ERROR', ('hr', 't.X.b'): 'passed'}
    """
    found = {}
    for case in ET.fromstring(text).iter("testcase"):
        path = case.get("classname").removeprefix("odoo.addons.")
        module, _, rest = path.partition(".tests.")
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


def compare(way, results):
    """Print a line a module, then what differs.

    :param str way: how the tests were run
    :param dict results: ``{side: {(module, test): how it ended}}``
    :return: number of tests that differ
    :rtype: int
    """
    if not all(results.values()):
        sys.exit(f"{way}: no test ran, see the log")
    counts = {
        (side, kind): Counter(
            module
            for (module, _test), ended in found.items()
            if kind == "tests" or ended in ("FAIL", "ERROR")
        )
        for side, found in results.items()
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
    without, with_ = (results[side] for side in SIDES)
    differ = sorted(
        key
        for key in without.keys() | with_.keys()
        if without.get(key) != with_.get(key)
    )
    for key in differ:
        print(
            f"  {'.'.join(key)}: {without.get(key, 'not run')} without,"
            f" {with_.get(key, 'not run')} with our addons"
        )
    return len(differ)


def main(folder):
    differ = 0
    for way, ending, read in (
        ("load", "log", read_log),
        ("whole", "xml", read_junit),
    ):
        texts = {
            side: (folder / f"compat_{side}-{way}.{ending}").read_text(errors="replace")
            for side in SIDES
        }
        differ += compare(way, {side: read(text) for side, text in texts.items()})
    print(f"{differ} tests differ")
    return int(bool(differ))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
