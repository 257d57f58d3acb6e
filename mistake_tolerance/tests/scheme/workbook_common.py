import io

import openpyxl

from ...models.scheme.dump import dump_version
from .scheme_common import SchemeCase


class WorkbookCase(SchemeCase):
    """The Gansu measures in a workbook, in Chinese."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_TW")
        cls.version = cls.env["tolerance.scheme"]._load_preset(
            "gansu_2018", cls.company
        )
        cls.Scheme = cls.env["tolerance.scheme"].with_context(lang="zh_CN")
        cls.content = cls.Scheme._make_workbook(cls.version, True)

    def _open(self, content=None):
        return openpyxl.load_workbook(io.BytesIO(content or self.content))

    def _save(self, book):
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    def _get_sheet(self, book, key):
        """Return the sheet whose hidden keys begin with ``key``."""
        for sheet in book.worksheets:
            for cell in (*sheet[2], *sheet["B"]):
                if str(cell.value).startswith(f"{key}."):
                    return sheet
        raise KeyError(key)

    def _get_cell(self, book, key, row=1):
        """Return a cell by its key, in the ``row``-th entry of its sheet."""
        sheet = self._get_sheet(book, key.partition(".")[0])
        for cell in sheet[2]:
            if cell.value == key:
                return sheet.cell(row + 2, cell.column)
        for cell in sheet["B"]:
            if cell.value == key:
                return sheet.cell(cell.row, row + 2)
        raise KeyError(key)

    def _load(self, book, scheme=None):
        content = book if isinstance(book, bytes) else self._save(book)
        return self.Scheme._load_workbook(content, self.company, scheme)

    def _assert_same(self, version, expected):
        """Compare the entries of two versions list by list."""
        found = dump_version(version)
        for key in expected:
            with self.subTest(list=key):
                self.assertEqual(found[key], expected[key])

    def _write_row(self, book, number, **values):
        """Fill in one row of a sheet, by keys with one underscore for their point."""
        for name, value in values.items():
            self._get_cell(book, name.replace("__", "."), number).value = value

    def _get_places(self, problems):
        return {(p.sheet, p.cell) for p in problems}

    def _place(self, book, key, number):
        cell = self._get_cell(book, key, number)
        return cell.parent.title, cell.coordinate
