"""The case ledger row by row against the same ledger kept in memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

RETURNS = Path(__file__).resolve().parents[2] / "mistake_tolerance_reports"
# A new interpreter each time: the peak of one run says nothing after another.
SCRIPT = """
import json, sys, time
from datetime import date, datetime, timezone
sys.path.insert(0, sys.argv[1])
from returns import case_ledger

def peak():
    # Of this program alone: what getrusage says begins with the size of its parent.
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024

def rows(count):
    for n in range(count):
        yield {
            "case": f"RC-2026-{n:05d}", "matter": f"M-2026-{n:05d}",
            "occurred_on": date(2026, 1, 1 + n % 28), "unit": "青澜省听澜监狱一监区",
            "party": f"张三{n}", "party_kind": "个人", "post": "监区民警",
            "applied_on": date(2026, 2, 1 + n % 28), "is_late": n % 7 == 0,
            "situations": "（2）在监管执法中因先行先试出现探索性失误的",
            "degree": "免责", "decision": f"RD-2026-{n:05d}",
            "effects": "年度考核、提拔任用、评优评先", "correction": "整改中",
        }

heading = case_ledger.Heading(
    "青澜省监狱管理局", date(2026, 1, 1), date(2026, 12, 31), "徐立新",
    datetime(2026, 12, 31, 17, 0, tzinfo=timezone.utc),
)
before, start = peak(), time.process_time()
count = case_ledger.build(
    sys.argv[2], heading, rows(int(sys.argv[3])), sys.argv[4] == "constant"
)
print(json.dumps({
    "rows": count, "seconds": time.process_time() - start, "grown": peak() - before
}))
"""


def measure(path, rows, mode):
    command = [sys.executable, "-c", SCRIPT, str(RETURNS), str(path), str(rows), mode]
    output = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(output.stdout)


@pytest.mark.parametrize("rows", [20_000])
def test_row_by_row_needs_a_fraction_of_the_memory(tmp_path, rows):
    found = {}
    for mode in ("constant", "normal"):
        path = tmp_path / f"{mode}.xlsx"
        found[mode] = measure(path, rows, mode)
        assert found[mode]["rows"] == rows
        print(
            f"\n{rows} rows, {mode}: {found[mode]['seconds']:.2f} s, "
            f"{found[mode]['grown']:.1f} MB more, file {path.stat().st_size >> 10} kB"
        )
    assert found["constant"]["grown"] < found["normal"]["grown"] / 4
    assert found["constant"]["seconds"] < 2 * found["normal"]["seconds"]
