from odoo.tests import tagged

from ...models.scheme.dump import dump_version
from ...models.scheme.workbook.layout import Layout
from .workbook_common import WorkbookCase


@tagged("post_install", "-at_install")
class TestWorkbookForms(WorkbookCase):
    """A workbook after people and programs have worked in it."""

    def _assert_unchanged(self, book):
        draft, problems = self._load(book)
        self.assertFalse(problems)
        self._assert_same(draft, dump_version(self.version))

    def test_rows_columns_and_formats(self):
        book = self._open()
        for sheet in book.worksheets[1:-1]:
            if sheet.sheet_state == "visible" and sheet["B1"].value != "scheme.name":
                sheet.insert_rows(4)
                sheet.cell(4, 1).value = " \u200b\u3000"
                sheet.cell(sheet.max_row + 3, 2).value = "  "
                for row in range(sheet.max_row + 1, sheet.max_row + 50):
                    sheet.cell(row, 1).number_format = "@"
        steps = self._get_sheet(book, "steps")
        steps.move_range(f"A1:A{steps.max_row}", cols=steps.max_column + 1)
        self._assert_unchanged(book)

    def test_what_is_typed_in_other_ways(self):
        book = self._open()
        for key, number, value in (
            ("version.date_issued", 1, "２０１８年２月２３日"),
            ("version.date_from", 1, 43154),
            ("version.covers_units", 1, "√"),
            ("version.follow_up_months", 1, "12.0"),
            ("articles.number", 3, 3.0),
            ("situations.number", 2, " ２ "),
            ("situations.article", 2, "第六条"),
            ("situations.article", 3, 6),
            ("parts.situation", 1, "（一）"),
            ("steps.limit", 1, "７\u200b"),
            ("steps.required", 1, "Yes"),
            ("steps.body", 1, "party_group"),
            ("areas.area", 1, "unit_target_appraisal"),
            ("degrees.kind", 1, "exempt"),
        ):
            with self.subTest(key=key):
                cell = self._get_cell(book, key, number)
                if key == "steps.body":
                    cell = self._get_cell(book, key, 6)
                cell.value = value
                cell.number_format = "General"
        self._assert_unchanged(book)

    def test_formulas_and_merged_cells(self):
        """A merged article holds for each of its rows; a formula by its result."""
        book = self._open()
        cell = self._get_cell(book, "situations.article", 1)
        sheet, letter = cell.parent, cell.column_letter
        for row in range(cell.row + 1, cell.row + 12):
            sheet[f"{letter}{row}"].value = None
        sheet.merge_cells(f"{letter}{cell.row}:{letter}{cell.row + 11}")
        self._assert_unchanged(book)

    def test_heads_without_their_keys(self):
        """As when the rows were copied into another workbook."""
        book = self._open(self.Scheme._make_workbook(self.version))
        for sheet in book.worksheets[1:-1]:
            if sheet["B1"].value == "scheme.name@zh_CN":
                sheet.delete_cols(2)
            else:
                sheet.delete_rows(2)
        draft, problems = self._load(book, self.version.scheme_id)
        self.assertFalse(problems)
        self._assert_same(draft, dump_version(self.version))

    def test_another_language_than_the_users(self):
        draft, problems = self.env["tolerance.scheme"]._load_workbook(
            self.content, self.company
        )
        self.assertFalse(problems)
        self._assert_same(draft, dump_version(self.version))

    def test_every_column_has_a_note_and_choices_a_list(self):
        book = self._open()
        for sheet in Layout(self.Scheme.env, ["zh_CN", "zh_TW", "en_US"]).sheets:
            with self.subTest(sheet=sheet.title):
                page = book[sheet.title]
                heads = page[1] if sheet.is_upright else page["A"]
                self.assertEqual(
                    [head.value for head in heads], [c.label for c in sheet.columns]
                )
                for head in heads:
                    note = head.comment and head.comment.text
                    self.assertTrue(note, f"{head.value} has no note")
                    self.assertNotEqual(note.splitlines()[0], head.value)
                    self.assertNotIn("memberless", note)
                kinds = ("selection", "boolean", "many2one")
                chosen = [c for c in sheet.columns if c.field.type in kinds]
                lists = page.data_validations.dataValidation
                self.assertEqual(len(lists), len(chosen))


@tagged("post_install", "-at_install")
class TestWorkbookList(WorkbookCase):
    """The list of what is wrong: all of it at once, in the order of the file."""

    def test_examples_are_read_beside_other_mistakes(self):
        """A wrong value hides nothing; a wrong name alone does."""
        book = self._open()
        self._write_row(book, 1, steps__limit="7日", parts__group="甲组")
        self._write_row(book, 1, expectations__value="从未有过")
        answers = self._get_sheet(book, "answers")
        about = self._get_cell(book, "answers.about").column
        what = self.Scheme.env["tolerance.scheme.example.answer"]._fields["about"]
        label = dict(what._description_selection(self.Scheme.env))["situation"]
        claimed = next(
            row - 2
            for row in range(3, answers.max_row + 1)
            if answers.cell(row, about).value == label
        )
        self._write_row(book, claimed, answers__subject="1.9")
        _draft, problems = self._load(book)
        places = [
            self._place(book, *key)
            for key in (
                ("parts.group", 1),
                ("steps.limit", 1),
                ("answers.subject", claimed),
                ("expectations.value", 1),
            )
        ]
        self.assertEqual([(p.sheet, p.cell) for p in problems], places)

    def test_a_situation_in_an_example_needs_a_test_part(self):
        book = self._open()
        parts = self._get_sheet(book, "parts")
        parts.delete_rows(3, parts.max_row)
        _draft, problems = self._load(book)
        self.assertTrue(problems)
        for problem in problems:
            self.assertIn(parts.title, problem.advice)

    def test_mistakes_stand_in_the_order_of_the_file(self):
        book = self._open()
        self._write_row(
            book, 1, steps__limit="2个月", steps__article="第九十条", parts__group="甲"
        )
        self._write_row(book, 1, version__follow_up_months="一年")
        self._get_cell(book, "version.follow_up_article").value = "第九十条"
        _draft, problems = self._load(book)
        keys = (
            "version.follow_up_months",
            "version.follow_up_article",
            "parts.group",
            "steps.article",
            "steps.limit",
        )
        self.assertEqual(
            [(p.sheet, p.cell) for p in problems],
            [self._place(book, key, 1) for key in keys],
        )
