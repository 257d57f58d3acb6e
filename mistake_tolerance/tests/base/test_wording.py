import re
from pathlib import Path

import polib

from odoo.tests import BaseCase, TransactionCase, tagged
from odoo.tools import file_path

# Words that read wrong or meant two things, and how the catalogues say it now.
WORDS = {
    "所应对的": "涉及的问责程序",
    "请求的结果": "申请认定结果",
    "主张的情形": "申请适用情形",
    "认定的排除情形": "不予容错情形",
    "排除情形": "不予容错情形",
    "承办": "经办",
    "利益冲突": "回避情况",
    "投票": "表决",
    "视为已提交": "逾期自动转报",
    "确定确认": "是否确认",
    "仍被计入的反映": "反映仍被计入",
    "指挥链": "上下级关系",
    "展开": "生成考核表",
    "表式": "报表名称",
    "替换的": "替代的证据",
}
LABELS = {
    "Requested Outcome": "申请认定结果",
    "Claimed Situations": "申请适用情形",
    "Related Proceeding": "涉及的问责程序",
    "Exclusions Found": "不予容错情形",
    "Degree": "认定结果",
    "Clerk in Charge": "经办人",
    "Conflicts of Interest": "回避情况",
    "Cast Ballot": "表决",
    "To Forward": "待转报",
    "Report as Still Counted": "反映仍被计入",
    "Reporting Line": "上下级关系",
    "Create Appraisals": "生成考核表",
    "Quota (%)": "比例上限（%）",
    "Name of the Return": "报表名称",
    "No Handling Needed": "无须处理",
    "Withdraw Honour": "撤销荣誉",
    "Evidence Replaced": "替代的证据",
}


@tagged("post_install", "-at_install")
class TestWording(BaseCase):
    """Requirement: the words are those of a Chinese office, one for one thing."""

    def setUp(self):
        super().setUp()
        self.entries = [
            entry
            for module in ("mistake_tolerance", "mistake_tolerance_reports")
            for entry in polib.pofile(file_path(f"{module}/i18n/zh_CN.po"))
        ]

    def test_old_words_are_gone(self):
        for word, better in WORDS.items():
            found = [e.msgid for e in self.entries if word in e.msgstr]
            self.assertFalse(found, f"{word}: write {better}")

    def test_a_question_asks_whether(self):
        found = [e.msgstr for e in self.entries if e.msgstr.endswith("吗？")]
        self.assertFalse(found)

    def test_labels_of_the_table(self):
        words = {entry.msgid: entry.msgstr for entry in self.entries}
        for label, word in LABELS.items():
            with self.subTest(label=label):
                self.assertEqual(words[label], word)

    def test_chinese_lists_use_chinese_separators(self):
        found = [
            e.msgstr
            for e in self.entries
            for left, right in zip(e.msgstr, e.msgstr[1:], strict=False)
            if left in ",;" and "\u4e00" <= right <= "\u9fff"
        ]
        self.assertFalse(found)

    def test_code_joins_words_by_the_language(self):
        models = Path(file_path("mistake_tolerance/models"))
        found = [
            f"{path.relative_to(models)}: use write_list"
            for path in models.rglob("*.py")
            if re.search(
                r"""["'][,;] ["']\.join\((?!\[)""", path.read_text(encoding="utf-8")
            )
        ]
        self.assertFalse(found)


@tagged("post_install", "-at_install")
class TestNoRawValues(TransactionCase):
    """Requirement: no sentence shows False, None or a technical name."""

    def test_a_record_that_is_being_entered_has_no_raw_name(self):
        checked = 0
        for name, model in self.env.registry.items():
            if name.startswith("tolerance.") and not model._abstract:
                for lang in ("en_US", None):
                    new = self.env[name].with_context(lang=lang).new({})
                    checked += 1
                    with self.subTest(model=name):
                        self.assertNotRegex(new.display_name or "", r"False|None")
        self.assertGreater(checked, 50)

    def test_guard_texts_use_labels_of_models(self):
        guard = self.env["tolerance.guard"].search(
            [("model", "=", "tolerance.mark")], limit=1
        )
        problem = guard._get_field_problem(self.env["tolerance.mark"], "matter_idd")
        self.assertIn("Negative Mark", problem)
        self.assertNotIn("tolerance.mark", problem)
