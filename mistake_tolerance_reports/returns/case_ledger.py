"""The case ledger (容错案件台账): one row a party, in the order of ``COLUMNS``.

The layout is fixed and in Simplified Chinese, independent of the user's language,
because the superior organ reads it.

========  ==========================================================================
Columns   What stands there
========  ==========================================================================
1–2       running number; number of the case
3–6       matter: number, what it is, day, unit where it happened
7–9       party: name, person or unit, post
10–12     application: day handed in, filed late?, situation with its article
13–16     steps: days of acceptance, inquiry, preliminary opinion, feedback
17–19     decision: degree, number, day
20        areas in which the matter must not count
21        state of the correction
22        day of filing
========  ==========================================================================
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from .sheet import Column, Sheet

TITLE = "容错案件台账"

COLUMNS = (
    Column("number", "", "序号", 5),
    Column("case", "", "案件编号", 14),
    Column("matter", "事项", "编号", 13),
    Column("title", "事项", "名称", 20),
    Column("occurred_on", "事项", "发生日期", 11),
    Column("unit", "事项", "发生单位", 18),
    Column("party", "当事人", "姓名或名称", 14),
    Column("party_kind", "当事人", "类别", 6),
    Column("post", "当事人", "职务", 12),
    Column("applied_on", "申请", "申请日期", 11),
    Column("is_late", "申请", "是否逾期", 6),
    Column("situations", "申请", "适用情形", 24),
    Column("accepted_on", "办理", "受理", 11),
    Column("inquired_on", "办理", "调查核实", 11),
    Column("preliminary_on", "办理", "初步认定", 11),
    Column("answered_on", "办理", "反馈", 11),
    Column("degree", "认定", "认定结果", 12),
    Column("decision", "认定", "认定文号", 14),
    Column("decided_on", "认定", "认定日期", 11),
    Column("effects", "", "结果运用范围", 26),
    Column("correction", "", "纠错情况", 12),
    Column("filed_on", "", "备案日期", 11),
)


@dataclass(frozen=True)
class Heading:
    """The facts above the columns."""

    unit: str
    date_from: date
    date_to: date
    made_by: str
    made_at: datetime
    left_out: int = 0
    is_partial: bool = False
    level: str | None = None
    withheld: int = 0


def build(path, heading, rows, constant_memory=True):
    """Write the return to a file and say how many rows it has.

    :param path: name of the file to write
    :param Heading heading: the facts above the table
    :param rows: dictionaries by the keys of ``COLUMNS``, each read once; ``number``
        is counted here
    :param bool constant_memory: keep only the current row in memory
    :rtype: int
    """
    sheet = Sheet(path, TITLE, COLUMNS, heading.made_at, constant_memory)
    sheet.write_title(TITLE)
    if heading.level:
        sheet.write_note(f"密级：{heading.level}")
    sheet.write_note(
        f"填报单位：{heading.unit}    "
        f"期间：{heading.date_from}至{heading.date_to}    "
        f"制表人：{heading.made_by}    制表时间：{heading.made_at:%Y-%m-%d %H:%M}"
    )
    if heading.left_out:
        sheet.write_note(
            f"另有{heading.left_out}名当事人的案件因制表人无权查阅未列入。"
        )
    if heading.is_partial:
        sheet.write_note("本台账只列制表人有权查阅的案件。")
    if heading.withheld:
        sheet.write_note(
            f"其中{heading.withheld}名当事人的案件涉密，未列事项、单位、姓名和职务。"
        )
    sheet.write_heads()
    count, late, cases, degrees = 0, 0, set(), Counter()
    for row in rows:
        count += 1
        late += bool(row.get("is_late"))
        cases.add(row.get("case"))
        degrees[row.get("degree") or "未认定"] += 1
        row = {**row, "number": count}
        sheet.write_row([row.get(column.key) for column in COLUMNS])
    results = "、".join(f"{name}{degrees[name]}" for name in sorted(degrees))
    totals = {
        "number": "合计",
        "case": f"{len(cases)}件",
        "party": f"{count}人次",
        "is_late": f"逾期{late}",
        "degree": results,
    }
    sheet.write_row([totals.get(column.key) for column in COLUMNS], bold=True)
    sheet.close()
    return count
