import io
import time
import zipfile
from datetime import datetime

import openpyxl

from odoo.tests import tagged

from ...models.scheme.dump import dump_version
from ...models.scheme.workbook import opening
from .workbook_common import WorkbookCase

# (key of the column, number of the entry, what is written there); a tuple of keys is
# a text taken away in all its languages.
NAMES = ("name@zh_CN", "name@zh_TW", "name@en_US")
MISTAKES = [
    ("articles.number", 3, None),
    ("articles.number", 5, "4"),
    (("articles.title@zh_CN", "articles.title@zh_TW", "articles.title@en_US"), 6, None),
    ("articles.kind", 7, "篇"),
    ("articles.parent", 8, "第九章"),
    ("situations.number", 1, "首项"),
    ("situations.number", 3, 2),
    ("situations.number", 4, 4.5),
    ("situations.article", 5, "99"),
    ("situations.article", 6, "第二十条"),
    ("situations.clause", 7, datetime(2026, 1, 2)),
    ("situations.clause", 8, -8),
    (tuple(f"situations.{name}" for name in NAMES), 9, None),
    ("parts.situation", 1, "13"),
    ("parts.situation", 2, None),
    ("parts.group", 3, "甲组"),
    ("parts.group", 9, -1),
    (tuple(f"parts.{name}" for name in NAMES), 5, None),
    ("exclusions.kind", 1, "硬性"),
    ("exclusions.article", 2, "第十七条"),
    ("exclusions.name@zh_CN", 3, True),
    ("exclusions.clause", 4, "=1/0"),
    ("factors.kind", 1, "条见"),
    (tuple(f"factors.question@{lang}" for lang in ("zh_CN", "zh_TW", "en_US")), 4, ""),
    ("factors.scale", 5, "是或否"),
    ("factors.kind", 8, "条件"),  # a condition is answered by yes or no alone
    ("degrees.kind", 1, None),
    ("degrees.rank", 2, "最轻"),
    ("degrees.rank", 3, "3%"),
    ("degrees.kind", 4, "全免"),
    ("areas.area", 1, "提拔"),
    ("areas.area", 2, None),
    ("areas.area", 4, "干部提拔任用"),
    ("areas.subject_kind", 5, "大家"),
    ("areas.form", 6, "没有"),
    ("areas.free_after_period", 7, "也许"),
    ("measures.for_granted", 1, "大概"),
    ("measures.name@zh_CN", 2, "=A1&B1"),
    ("measures.article", 3, "#REF!"),
    ("steps.kind", 1, "立案登记"),
    ("steps.body", 2, "局党委会"),
    ("steps.limit", 3, "7个工作日"),
    ("steps.limit", 4, 99999),
    ("steps.limit_unit", 5, "工作天"),
    ("steps.limit_trigger", 6, "某日"),
    ("steps.required", 7, "看情况"),
    (tuple(f"steps.{name}" for name in NAMES), 8, None),
    ("version.date_issued", 1, "2018-2-30"),
    ("version.date_from", 1, "18年2月"),
    ("version.follow_up_months", 1, "一年"),
    ("version.covers_persons", 1, "部分"),
    ("bodies.kind", 1, "小组"),
    (tuple(f"bodies.{name}" for name in NAMES), 3, None),
]
# What is possible but was not meant: only a worked example finds it.
UNNOTICED = [
    ("steps.limit", 9, 70),
    ("situations.article", 10, "7"),
]


@tagged("post_install", "-at_install")
class TestWorkbookMistakes(WorkbookCase):
    """A wrong workbook says all that is wrong, and changes nothing."""

    def _seed(self, book, mistakes):
        """Write mistakes into a workbook.

        :return: ``{(sheet, row): mistake}``
        """
        seeded = {}
        for keys, number, value in mistakes:
            for key in keys if isinstance(keys, tuple) else (keys,):
                cell = self._get_cell(book, key, number)
                cell.value = value
            seeded[cell.parent.title, cell.row] = (keys, number, value)
        self.assertEqual(len(seeded), len(mistakes), "two mistakes in one row")
        return seeded

    def _get_rows(self, problems):
        return {
            (problem.sheet, openpyxl.utils.cell.coordinate_from_string(problem.cell)[1])
            for problem in problems
            if problem.cell
        }

    def test_mistakes_are_found_together(self):
        book = self._open()
        seeded = self._seed(book, MISTAKES + UNNOTICED)
        self.assertGreaterEqual(len(seeded), 50)
        counts = self._count()
        draft, problems = self._load(book, self.version.scheme_id)
        self.assertFalse(draft)
        self.assertEqual(self._count(), counts)
        found = self._get_rows(problems)
        missed = [mistake for row, mistake in seeded.items() if row not in found]
        self.assertEqual(missed, UNNOTICED)
        for problem in problems:
            with self.subTest(problem=problem):
                self.assertTrue(problem.advice)
                self.assertNotIn("%(", problem.advice)

    def _count(self):
        self.env.flush_all()
        names = ["tolerance.scheme", "tolerance.scheme.version", "tolerance.body"]
        models = self.env["tolerance.scheme.part.mixin"]._get_part_models()
        names += [model._name for model in models]
        return {name: self.env[name].search_count([]) for name in names}

    def test_only_what_is_wrong_is_named(self):
        """Beside a wrong entry, only what refers to it, for it cannot be told."""
        expected = dump_version(self.version)
        for keys, number, value in MISTAKES[::3]:
            with self.subTest(keys=keys, value=value):
                book = self._open()
                ((sheet, row),) = self._seed(book, [(keys, number, value)])
                _draft, problems = self._load(book)
                self.assertIn((sheet, row), self._get_rows(problems))
                for problem in problems:
                    if (sheet, row) not in self._get_rows([problem]):
                        self.assertIn(sheet, problem.advice)
        self._assert_same(self.version, expected)

    def test_a_contradiction_between_two_cells(self):
        book = self._open()
        self._get_cell(book, "version.date_to").value = "2017-01-01"
        _draft, problems = self._load(book)
        self.assertEqual(len(problems), 1, problems)
        self.assertEqual(problems[0].sheet, book.worksheets[1].title)

    def test_a_wrong_condition_is_told_in_its_cell(self):
        """And at once, even where the step itself is wrong."""
        for value in ("很多", None, "-5"):
            with self.subTest(value=value):
                book = self._open()
                step = self._get_cell(book, "steps.name@zh_CN", 1).value
                self._write_row(
                    book,
                    1,
                    conditions__step=step,
                    conditions__what="loss",
                    conditions__comparison="above",
                    conditions__value=value,
                    steps__limit="7日",
                )
                _draft, problems = self._load(book)
                places = {
                    self._place(book, key, 1)
                    for key in ("conditions.value", "steps.limit")
                }
                self.assertEqual(self._get_places(problems), places)
                label = self._get_cell(book, "conditions.value", -1).value
                (wrong,) = [p for p in problems if p.column == label]
                self.assertEqual(wrong.found, value or "")

    def test_an_amount_may_have_its_unit(self):
        book = self._open()
        step = self._get_cell(book, "steps.name@zh_CN", 1).value
        self._write_row(
            book,
            1,
            conditions__step=step,
            conditions__what="loss",
            conditions__comparison="above",
            conditions__value="50万元",
        )
        draft, problems = self._load(book)
        self.assertFalse(problems)
        self.assertIn("500,000", draft.step_ids.condition_ids.name)

    def test_words_of_examples_are_told_in_their_cells(self):
        book = self._open()
        self._write_row(
            book,
            1,
            answers__answer="可能",
            answers__subject=self._get_cell(book, "answers.subject", 1).value,
            expectations__value="免于追责",
        )
        self._write_row(book, 2, answers__subject="从未有过")
        self._write_row(book, 2, measures__for_granted="大概")
        _draft, problems = self._load(book)
        self.assertEqual(len(problems), 4, problems)
        keys = (
            ("answers.answer", 1),
            ("answers.subject", 2),
            ("expectations.value", 1),
            ("measures.for_granted", 2),
        )
        self.assertEqual(
            self._get_places(problems), {self._place(book, *key) for key in keys}
        )

    def test_an_example_of_what_is_wrong_itself_is_not_told(self):
        book = self._open()
        sheet = self._get_sheet(book, "steps")
        self._write_row(book, 1, **{"steps__name@zh_CN": None})
        for lang in ("zh_TW", "en_US"):
            self._write_row(book, 1, **{f"steps__name@{lang}": None})
        self._write_row(book, 1, steps__code=None)
        _draft, problems = self._load(book)
        self.assertEqual({p.sheet for p in problems}, {sheet.title})

    def test_a_repeated_number_is_told_where_it_is_repeated(self):
        book = self._open()
        self._write_row(book, 2, situations__number=1)
        parts = self._get_sheet(book, "parts")
        column = self._get_cell(book, "parts.situation").column
        for row in range(3, parts.max_row + 1):
            if str(parts.cell(row, column).value) == "2":
                parts.cell(row, column).value = 1
        _draft, problems = self._load(book)
        self.assertEqual(
            self._get_places(problems), {self._place(book, "situations.number", 2)}
        )
        first = self._get_cell(book, "situations.number", 1).coordinate
        self.assertIn(first, problems[0].advice)

    def test_the_group_of_several_parts_is_never_a_guess(self):
        book = self._open()
        parts = self._get_sheet(book, "parts")
        owner = self._get_cell(book, "parts.situation").column
        group = self._get_cell(book, "parts.group").column
        counts = {}
        for row in range(3, parts.max_row + 1):
            counts.setdefault(parts.cell(row, owner).value, []).append(row)
            parts.cell(row, group).value = None
        several = {row for rows in counts.values() if len(rows) > 1 for row in rows}
        self.assertTrue(several)
        self.assertTrue([rows for rows in counts.values() if len(rows) == 1])
        _draft, problems = self._load(book)
        self.assertEqual(
            self._get_places(problems),
            {(parts.title, parts.cell(row, group).coordinate) for row in several},
        )

    def test_columns_and_sheets(self):
        book = self._open()
        steps = self._get_sheet(book, "steps")
        steps.cell(1, steps.max_column + 1).value = "承办人"
        articles = self._get_sheet(book, "articles")
        articles.delete_cols(1)
        book.remove(self._get_sheet(book, "measures"))
        book.create_sheet("草稿")["B2"] = "别忘了"
        copy = book.copy_worksheet(self._get_sheet(book, "degrees"))
        draft, problems = self._load(book)
        self.assertFalse(draft)
        places = {problem.sheet for problem in problems if not problem.cell}
        self.assertLessEqual({"草稿", copy.title, articles.title}, places)
        self.assertIn("承办人", {problem.column for problem in problems})
        self.assertEqual(len(places), 4, problems)

    def test_what_is_no_workbook(self):
        for content, reason in (
            (b"", "empty"),
            (b"PK" + bytes(opening.MOST_BYTES), "large"),
            (opening.OLE + b"Workbook", "old"),
            (opening.OLE + opening.ENCRYPTED, "encrypted"),
            ("名称,编号\n".encode(), "other"),
            (self._zip({"word/document.xml": b"<w/>"}), "other"),
            (b"PK\x03\x04 cut off", "damaged"),
            (self.content[: len(self.content) // 2], "damaged"),
            (self._zip({"xl/workbook.xml": b"<x/>", "big": bytes(60 << 20)}), "large"),
            (
                self._zip({"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]>'}),
                "damaged",
            ),
            (self._zip({"xl/workbook.xml": b"<c />" * 400_000}), "cells"),
            (self._zip({"xl/workbook.xml": b"<x:c\tr='A1'/>" * 400_000}), "cells"),
            (self._tamper(b'<mergeCell ref="A1:XFD1048576"/>'), "cells"),
            (self._tamper(b'<hyperlink display="" ref="A1:XFD9999"/>'), "cells"),
            (self._tamper(b'<mergeCell ref="nowhere"/>'), "damaged"),
            (self._tamper(b"<x>&#0;</x>"), "damaged"),
            (self._tamper(b"<x>&#xD800;</x>"), "damaged"),
            (self._zip({"xl/workbook.xml": b"<x/>"}), "damaged"),
        ):
            with self.subTest(reason=reason, start=content[:20]):
                with self.assertRaises(opening.NoWorkbook) as caught:
                    opening.open_workbook(content)
                self.assertEqual(caught.exception.reason, reason)
                _draft, problems = self.Scheme._load_workbook(content, self.company)
                self.assertEqual(len(problems), 1)

    def test_a_workbook_of_something_else_is_told_in_one_sentence(self):
        book = openpyxl.Workbook()
        book.active["A1"] = "值班表"
        draft, problems = self._load(book)
        self.assertFalse(draft)
        self.assertEqual(len(problems), 1)

    def test_many_rows_are_refused_at_once(self):
        book = self._open()
        sheet = self._get_sheet(book, "articles")
        for number in range(6_000):
            sheet.append([str(number)])
        draft, problems = self._load(book)
        self.assertFalse(draft)
        self.assertEqual(len(problems), 1)
        self.assertIn("5,000", problems[0].advice)

    def test_a_cell_far_away_costs_nothing(self):
        book = self._open()
        sheet = self._get_sheet(book, "articles")
        sheet["XFD1048576"] = "x"
        started = time.monotonic()
        draft, problems = self._load(book)
        self.assertFalse(draft)
        self.assertIn("XFD", "".join(problem.cell for problem in problems))
        self.assertLess(time.monotonic() - started, 60)

    def test_macros_and_links_to_other_files_do_nothing(self):
        content = self._add(
            {
                "xl/vbaProject.bin": opening.OLE + b"macro",
                "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            }
        )
        draft, problems = self._load(content)
        self.assertFalse(problems)
        self._assert_same(draft, dump_version(self.version))

    def _tamper(self, inserted):
        """Return the workbook with something written into its first sheets."""
        return self._add(
            {}, lambda text: text.replace(b"</sheetData>", b"</sheetData>" + inserted)
        )

    def _add(self, members, change=None):
        """Return the workbook with other members and changed sheets."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            old = {name: archive.read(name) for name in archive.namelist()}
        for name, text in old.items():
            if change and name.startswith("xl/worksheets/sheet"):
                old[name] = change(text)
        return self._zip({**old, **members})

    def _zip(self, members):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return file.getvalue()
