import base64
import io

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import accept_findings, act
from .test_shipped_walk import ShippedWalk

CONDITIONS = ("依法", "尽责", "无私利", "程序正当", "及时补救", "无重大后果")
ARTICLES = (
    "目的",
    "适用范围",
    "容错条件",
    "容错情形",
    "认定程序",
    "认定结果",
    "结果运用",
    "跟踪回访",
)
PROCEDURE = "申请；受理；核实；集体审议；认定；答复；备案"
# The sheets of a regulation that the product does not ship, as an office fills them in.
# Column by column, under the hidden key of the column.
SHEETS = {
    "bodies": (
        ("name@zh_CN", "code", "kind"),
        [("容错审议会", "council", "委员会")],
    ),
    "articles": (
        ("number", "title@zh_CN"),
        [(str(number), title) for number, title in enumerate(ARTICLES, start=1)],
    ),
    "factors": (
        ("name@zh_CN", "kind", "question@zh_CN", "article"),
        [(name, "条件", f"是否{name}？", "第三条") for name in CONDITIONS],
    ),
    "situations": (
        ("number", "name@zh_CN", "article"),
        [(1, "首次试点中的失误", 4), (2, "应急处置中的失误", 4)],
    ),
    "parts": (
        ("situation", "name@zh_CN", "group"),
        [(1, "属于首次试点", 1), (2, "情况紧急", 1)],
    ),
    "degrees": (
        ("name@zh_CN", "kind", "rank", "article", "area_effect"),
        [
            ("全部免责", "免责", 0, 6, None),
            ("部分免责", "减轻处理", 1, 6, None),
            ("不予免责", "不予容错", 2, 6, None),
        ],
    ),
    "areas": (
        ("area", "subject_kind", "form", "article"),
        [("评先评优", "个人", "不受影响", 7)],
    ),
    "steps": (
        (
            "name@zh_CN",
            "kind",
            "article",
            "body",
            "limit",
            "limit_unit",
            "limit_trigger",
        ),
        [
            ("申请", "申请", 5, None, None, None, None),
            ("受理", "受理", 5, None, None, None, None),
            ("核实", "调查核实", 5, None, 2, "个月", "受理"),
            ("集体审议", "听证", 5, "容错审议会", None, None, None),
            ("认定", "认定", 5, "容错审议会", 3, "个月", "受理"),
            ("答复", "反馈", 5, None, None, None, None),
            ("备案", "备案", 5, None, None, None, None),
        ],
    ),
    "conditions": (
        ("step", "what", "comparison", "value"),
        [("集体审议", "损失", "高于", "100000")],
    ),
    "examples": (
        (
            "name@zh_CN",
            "code",
            "article",
            "subject_kind",
            "loss",
            "nature",
            "degree",
            "received_on",
            "accepted_on",
            "decided_on",
        ),
        [
            (
                "损失较大的试点失误：经集体审议，全部免责",
                "大额",
                5,
                "个人",
                "80000",
                "一般过失",
                "全部免责",
                "2026-03-02",
                "2026-03-04",
                "2026-05-06",
            ),
            (
                "没有及时补救：不予免责",
                "未补救",
                3,
                "个人",
                "0",
                "一般过失",
                "不予免责",
                None,
                None,
                None,
            ),
        ],
    ),
    "answers": (
        ("example", "about", "subject", "answer"),
        [
            ("大额", "申请适用情形", "1", "是"),
            *[("大额", "条件或因素", name, "是") for name in CONDITIONS],
            ("未补救", "申请适用情形", "1", "是"),
            ("未补救", "条件或因素", "及时补救", "否"),
        ],
    ),
    "expectations": (
        ("example", "what", "value"),
        [
            ("大额", "依次进行的步骤", PROCEDURE),
            ("大额", "到期日", "核实＝2026年5月6日；认定＝2026-06-04"),
            ("大额", "可选的认定结果", "全部免责、部分免责、不予免责"),
            ("大额", "结果运用", "评先评优＝不受影响"),
            ("大额", "跟踪管理月数", "6"),
            ("大额", "跟踪管理结束日", "2026-11-06"),
            ("未补救", "可选的认定结果", "全部免责、不予免责"),
            ("未补救", "结果运用", None),
        ],
    ),
}


@tagged("post_install", "-at_install")
class TestWorkbookRegulation(ShippedWalk):
    """A regulation of an agency's own: from an empty workbook to a case."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        addon = cls.env["ir.module.module"].search([("name", "=", "mistake_tolerance")])
        addon._update_translations(["zh_CN"])
        # The agency works by its own regulation only.
        cls.version.scheme_id.active = False
        cls.administrator = cls.env(
            user=cls.users["administrator"],
            context={**cls.env.context, "lang": "zh_CN"},
        )

    def download(self):
        dialog = self.administrator["tolerance.scheme.workbook.download"].create({})
        act(dialog).action_download()
        content = base64.b64decode(dialog.file)
        return openpyxl.load_workbook(io.BytesIO(content))

    def load(self, book, **values):
        file = io.BytesIO()
        book.save(file)
        load = self.administrator["tolerance.scheme.workbook.load"].create(
            {"file": base64.b64encode(file.getvalue()), **values}
        )
        verb = "action_replace" if load.draft_id else "action_load"
        action = getattr(act(load), verb)()
        self.assertFalse(
            [(p.sheet, p.cell, p.found, p.advice) for p in load.problem_ids]
        )
        # A draft that was replaced is opened by its address.
        draft_id = action.get("res_id") or int(action["url"].rpartition("/")[2])
        return self.administrator["tolerance.scheme.version"].browse(draft_id)

    def find_sheet(self, book, key):
        """Return the sheet of a kind of entry, and the columns by their keys."""
        for sheet in book.worksheets:
            keys = {cell.value: cell.column for cell in sheet[2]}
            if any(str(k).startswith(f"{key}.") for k in keys):
                return sheet, keys
        raise KeyError(key)

    def fill_in(self, book):
        page = next(s for s in book.worksheets if s["B1"].value == "scheme.name@zh_CN")
        values = {
            "scheme.name@zh_CN": "某局容错免责办法",
            "version.follow_up_months": 6,
        }
        for row in page.iter_rows():
            if row[1].value in values:
                page.cell(row[1].row, 3).value = values[row[1].value]
        for key, (names, rows) in SHEETS.items():
            sheet, columns = self.find_sheet(book, key)
            for number, row in enumerate(rows, start=sheet.max_row + 1):
                for name, value in zip(names, row, strict=True):
                    sheet.cell(number, columns[f"{key}.{name}"]).value = value

    def correct(self, book, key, name, old, new):
        sheet, columns = self.find_sheet(book, key)
        column = columns[f"{key}.{name}"]
        cell = next(
            c
            for (c,) in sheet.iter_rows(min_col=column, max_col=column)
            if c.value == old
        )
        cell.value = new

    def test_from_an_empty_workbook_to_the_effects(self):
        book = self.download()
        self.fill_in(book)
        draft = self.load(book)
        failed = draft.example_ids.filtered(lambda e: e.state == "failed")
        self.assertEqual(set(failed.mapped("code")), {"大额", "未补救"})
        first, second = failed.sorted("sequence")
        # The article and the fact or answer that led elsewhere are named.
        for words in ("集体审议", "第五条", "100,000", "80,000"):
            self.assertIn(words, first.differences)
        self.assertEqual(len(first.differences.splitlines()), 1)
        for words in ("及时补救", "第三条", "否"):
            self.assertIn(words, second.differences)
        unlocked(draft.step_ids.body_id.sudo()).head_user_id = self.users["leader"]
        accept_findings(draft)
        with self.assertRaises(UserError):
            act(draft).action_publish()
        draft.invalidate_recordset()
        self.assertIn(first.name, draft.publish_missing)

        self.correct(book, "examples", "loss", "80000", "120000")
        self.correct(book, "expectations", "value", "全部免责、不予免责", "不予免责")
        draft = self.load(book, scheme_id=draft.scheme_id.id)
        self.assertEqual(set(draft.example_ids.mapped("state")), {"passed"})
        accept_findings(draft)
        act(draft).action_publish()
        self.assertEqual(draft.state, "published")
        self.run_case(draft.sudo().with_env(self.env))

    def run_case(self, version):
        self.version = version
        self.situation = version.situation_ids[0]
        self.degrees = version.degree_ids.grouped("kind")
        case = self.accept()
        self.assertEqual(case.version_id, version)
        case.matter_id.loss_amount = 120000
        self.inquire(case)
        self.assertEqual(case.current_step_id.kind, "hearing")
        self.hold_hearing(case)
        determination = self.decide_once(case)
        self.assertEqual(
            {line.area_id.code: line.form for line in determination.line_ids},
            {"honours": "unaffected"},
        )
        self.assertEqual(determination.effect_ids.area_id.code, "honours")
        follow_up = self.env["tolerance.follow.up"].search(
            [("determination_id", "=", determination.id)]
        )
        self.assertEqual(follow_up.months, 6)
