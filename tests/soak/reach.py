"""A pytest plugin: notes which files' functions each test enters.

Only calls are looked at, not lines, so that the tests stay quick. ``REACH_FILE`` names
the file into which ``{test: [files]}`` is written as JSON.
"""

import json
import os
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
found = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    entered = set()

    def look(frame, event, _arg):
        if event == "call":
            entered.add(frame.f_code)

    threading.settrace(look)
    sys.settrace(look)
    try:
        return (yield)
    finally:
        sys.settrace(None)
        threading.settrace(None)
        # The body of a module is entered by the module that imports it.
        paths = {code.co_filename for code in entered if code.co_name != "<module>"}
        found[item.nodeid] = sorted(
            str(Path(path).relative_to(ROOT))
            for path in paths
            if path.startswith(f"{ROOT}{os.sep}mistake_tolerance")
        )


def pytest_sessionfinish():
    Path(os.environ["REACH_FILE"]).write_text(json.dumps(found), encoding="utf-8")
