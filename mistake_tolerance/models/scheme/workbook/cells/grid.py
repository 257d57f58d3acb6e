"""One sheet as a table: heads, keys and rows, wherever they lie."""

import re
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from .....rules.cell import clean_text

# Such as ``articles.title@zh_CN``, in the hidden row below the heads.
KEY = re.compile(r"([a-z_]+)\.([a-z_]+)(@([a-z]{2,3}(_[A-Za-z]{2,4})?))?")
# Somebody may have put rows above the heads.
LAST_KEY_ROW = 12


@dataclass(frozen=True)
class Cell:
    """A cell that is not empty; ``is_formula`` says that its value was calculated."""

    value: object
    address: str
    number_format: str = "General"
    is_formula: bool = False
    is_error: bool = False
    is_spread: bool = False


class Grid:
    """The cells of a sheet by row and column.

    The sheet of the regulation lies on its side; here its rows are columns too.
    """

    def __init__(self, values, formulas):
        """Read a sheet.

        :param values: worksheet of openpyxl with the results of formulas
        :param formulas: the same with the formulas
        """
        self.title = values.title
        self.first_day = values.parent.epoch.date()
        self.cells = {}
        # Going through rows and columns would make a cell of each place up to the last
        # one, which may be the last of the sheet.
        for cell in formulas._cells.values():
            value = getattr(cell, "value", None)
            if value is None or (isinstance(value, str) and not clean_text(value)):
                continue
            self._take(cell, values)
        for merged in values.merged_cells.ranges:
            top = self.cells.get((merged.min_row, merged.min_col))
            for row in range(merged.min_row + 1, merged.max_row + 1):
                # Merged downward, it holds for each of the rows.
                if top and (row, merged.min_col) not in self.cells:
                    address = f"{get_column_letter(merged.min_col)}{row}"
                    self.cells[row, merged.min_col] = Cell(
                        top.value, address, top.number_format, is_spread=True
                    )
        self._find_keys()

    def _take(self, cell, values):
        shown = values.cell(cell.row, cell.column)
        is_formula = cell.data_type == "f"
        self.cells[cell.row, cell.column] = Cell(
            shown.value if is_formula else cell.value,
            cell.coordinate,
            cell.number_format,
            is_formula,
            (shown if is_formula else cell).data_type == "e",
        )

    def _find_keys(self):
        """Find the row or column of keys."""
        self.is_upright = True
        rows, columns = {}, {}
        for (row, column), cell in self.cells.items():
            if isinstance(cell.value, str) and KEY.fullmatch(clean_text(cell.value)):
                rows[row] = rows.get(row, 0) + 1
                columns[column] = columns.get(column, 0) + 1
        self.key_row = None
        row = max(rows, key=rows.get, default=None)
        column = max(columns, key=columns.get, default=None)
        if column and columns[column] > rows[row]:
            self.turn()
            self.key_row = column
        elif row and row <= LAST_KEY_ROW:
            self.key_row = row

    def turn(self):
        """Make columns of the rows."""
        self.is_upright = False
        self.cells = {(c, r): cell for (r, c), cell in self.cells.items()}

    def get_key(self, column):
        """Return the key of a column, or an empty text.

        :rtype: str
        """
        return self.get_text(self.key_row, column) if self.key_row else ""

    def get_text(self, row, column):
        """Return the text of a cell, empty where there is none.

        :rtype: str
        """
        cell = self.cells.get((row, column))
        return clean_text(cell.value) if cell else ""

    def get_address(self, row, column):
        """Return where a cell lies in the sheet, such as ``C5``.

        :rtype: str
        """
        if not self.is_upright:
            row, column = column, row
        return f"{get_column_letter(column)}{row}"

    @property
    def keys(self):
        """The keys that the sheet has, with their columns."""
        return {
            self.get_key(column): column
            for column in self.columns
            if KEY.fullmatch(self.get_key(column))
        }

    @property
    def columns(self):
        """The numbers of the columns that hold anything."""
        return sorted({column for _, column in self.cells})

    @property
    def head_row(self):
        """The number of the row of heads."""
        if self.key_row:
            return max(self.key_row - 1, 1)
        return min((row for row, _ in self.cells), default=1)

    @property
    def data_rows(self):
        """The numbers of the rows below the heads that hold anything."""
        heads = self.key_row or self.head_row
        return sorted(
            {
                row
                for (row, _), cell in self.cells.items()
                if row > heads and not cell.is_spread
            }
        )
