import doctest
import tempfile
import zipfile
from datetime import date, datetime, timezone
from pathlib import Path

from openpyxl import load_workbook

from odoo.tests import tagged
from odoo.tests.common import BaseCase

from ..returns import case_ledger, sheet

HEADING = case_ledger.Heading(
    unit="=1+1",
    date_from=date(2026, 1, 1),
    date_to=date(2026, 12, 31),
    made_by="@SUM(A1)",
    made_at=datetime(2026, 11, 2, 8, 5, tzinfo=timezone.utc),
)
ROWS = [
    {
        "case": "RC-2026-0001",
        "matter": '=HYPERLINK("http://example.com")',
        "title": "=1+1",
        "occurred_on": date(2026, 2, 3),
        "party": "http://example.com",
        "party_kind": "个人",
        "post": "+86",
        "applied_on": date(2026, 3, 2),
        "is_late": False,
        "degree": "免责",
    },
    {"case": "RC-2026-0001", "party": "一监区", "is_late": True, "degree": "免责"},
    {"case": "RC-2026-0002", "party": "=1+1", "situations": "字" * 40_000},
]
# Title, note, two rows of heads.
FIRST = 5


@tagged("post_install", "-at_install")
class TestSheet(BaseCase):
    def build(self, rows, heading=HEADING, constant_memory=True):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = Path(folder.name) / "return.xlsx"
        count = case_ledger.build(str(path), heading, iter(rows), constant_memory)
        self.assertEqual(count, len(rows))
        return path

    # pylint: disable-next=method-required-super
    def read(self, path):
        return load_workbook(path).active

    def test_doctests(self):
        results = doctest.testmod(sheet)
        self.assertGreater(results.attempted, 2)
        self.assertFalse(results.failed)

    def test_every_cell_stands_where_the_layout_says(self):
        page = self.read(self.build(ROWS))
        self.assertEqual(page.cell(1, 1).value, "容错案件台账")
        self.assertIn("填报单位：=1+1", page.cell(2, 1).value)
        self.assertIn("期间：2026-01-01至2026-12-31", page.cell(2, 1).value)
        self.assertIn("制表时间：2026-11-02 08:05", page.cell(2, 1).value)
        labels = [column.label for column in case_ledger.COLUMNS]
        self.assertEqual([cell.value for cell in page[4]], labels)
        for place, row in enumerate(ROWS):
            for column, cell in zip(
                case_ledger.COLUMNS, page[FIRST + place], strict=True
            ):
                with self.subTest(row=place, column=column.key):
                    expected = row.get(column.key)
                    if column.key == "number":
                        expected = place + 1
                    if isinstance(expected, bool):
                        expected = "是" if expected else "否"
                    expected = None if expected is None else str(expected)
                    if expected and len(expected) > sheet.LONGEST_TEXT:
                        expected = expected[: sheet.LONGEST_TEXT - 1] + "…"
                    # An empty string is read back as an empty cell or as itself.
                    self.assertEqual(cell.value or None, expected)
        totals = {
            column.key: cell.value or None
            for column, cell in zip(
                case_ledger.COLUMNS, page[FIRST + len(ROWS)], strict=True
            )
        }
        self.assertEqual(totals["number"], "合计")
        self.assertEqual(totals["case"], "2件")
        self.assertEqual(totals["party"], "3人次")
        self.assertEqual(totals["is_late"], "逾期1")
        self.assertEqual(totals["degree"], "免责2、未认定1")
        self.assertEqual(page.max_row, FIRST + len(ROWS))

    def test_text_never_becomes_formula_or_link(self):
        path = self.build(ROWS)
        page = self.read(path)
        kinds = {cell.data_type for row in page.iter_rows() for cell in row}
        self.assertNotIn("f", kinds)
        self.assertEqual(page.cell(FIRST, 3).value, '=HYPERLINK("http://example.com")')
        with zipfile.ZipFile(path) as archive:
            text = archive.read("xl/worksheets/sheet1.xml").decode()
        self.assertNotIn("<f>", text)
        self.assertNotIn("<hyperlink", text)

    def test_heads_are_merged_and_repeated_in_print(self):
        page = self.read(self.build(ROWS))
        merged = {str(area) for area in page.merged_cells.ranges}
        self.assertLessEqual({"A1:V1", "A2:V2", "C3:F3", "G3:I3"}, merged)
        self.assertLessEqual({"J3:L3", "M3:P3", "Q3:S3"}, merged)
        self.assertEqual(page.print_title_rows, "$3:$4")
        self.assertEqual(page.page_setup.orientation, "landscape")
        self.assertEqual(str(page.page_setup.paperSize), str(sheet.A4))
        self.assertEqual(page.page_setup.fitToHeight, 0)
        self.assertEqual(page.freeze_panes, "C5")
        self.assertTrue(page.print_area.endswith("$A$1:$V$8"))
        # Neighbours of one width are stored as one range.
        widths = {
            place: area.width
            for area in page.column_dimensions.values()
            for place in range(area.min, area.max + 1)
        }
        for place, column in enumerate(case_ledger.COLUMNS, start=1):
            self.assertAlmostEqual(widths[place], column.width, delta=1)

    def test_sheet_states_omitted_rows(self):
        heading = case_ledger.Heading(**{**vars(HEADING), "left_out": 2})
        page = self.read(self.build(ROWS, heading))
        self.assertIn("另有2名", page.cell(3, 1).value)
        self.assertEqual(page.cell(5, 1).value, "序号")

    def test_sheet_without_rows_says_so(self):
        page = self.read(self.build([]))
        self.assertEqual(page.cell(FIRST, 1).value, "合计")

    def test_same_rows_same_bytes(self):
        self.assertEqual(self.build(ROWS).read_bytes(), self.build(ROWS).read_bytes())

    def test_row_by_row_writes_the_same_cells(self):
        def cells(path):
            rows = self.read(path).iter_rows(values_only=True)
            return [[value or None for value in row] for row in rows]

        self.assertEqual(
            cells(self.build(ROWS)), cells(self.build(ROWS, constant_memory=False))
        )
