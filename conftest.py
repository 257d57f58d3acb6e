"""A skipped test proves nothing: here it fails. What tests counted is printed."""

import re

import pytest

# A line that pytest caught from a logger whose name ends so.
FIGURE = re.compile(r"\.figures:\S+ (.+)")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    return refuse_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    return refuse_skip(report)


def refuse_skip(report):
    if report.skipped:
        report.outcome = "failed"
        # An expected failure carries this mark, and pytest would not count it.
        vars(report).pop("wasxfail", None)
        report.longrepr = f"skipped, which counts as failed here: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter):
    reports = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.getreports(outcome)
    ]
    for line in FIGURE.findall("\n".join(report.caplog for report in reports)):
        terminalreporter.write_line(line)
