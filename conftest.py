"""A skipped test proves nothing: here it fails."""

import pytest


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
