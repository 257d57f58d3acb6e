"""One sheet of a return, written row by row so that length costs no memory."""

from dataclasses import dataclass
from datetime import timezone

import xlsxwriter

# Excel cuts a cell here; xlsxwriter would leave the cell empty instead.
LONGEST_TEXT = 32_767
A4 = 9


@dataclass(frozen=True)
class Column:
    """A column of the layout.

    ``head`` stands above several columns when neighbours share it; it is empty
    where the label alone says everything.
    """

    key: str
    head: str
    label: str
    width: int


def to_text(value):
    """Return the text of a cell; what is unknown stays blank.

    >>> import datetime
    >>> to_text(datetime.date(2018, 2, 23)), to_text(True), to_text(False)
    ('2018-02-23', '是', '否')
    >>> to_text(None), to_text(0), to_text("=1+1")
    ('', '0', '=1+1')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    text = str(value)
    if len(text) > LONGEST_TEXT:
        text = text[: LONGEST_TEXT - 1] + "…"
    return text


class Sheet:
    """A landscape A4 sheet with title, notes, two rows of heads and totals.

    Text never becomes a formula, a link or a number: every cell is written
    with ``write_string``.
    """

    def __init__(self, path, name, columns, made_at, constant_memory=True):
        self._columns = columns
        self._book = xlsxwriter.Workbook(path, {"constant_memory": constant_memory})
        # Otherwise the clock goes into the file and no two are the same.
        created = made_at.astimezone(timezone.utc).replace(tzinfo=None)
        self._book.set_properties({"title": name, "created": created})
        self._sheet = self._book.add_worksheet(name)
        self._row = 0
        self._formats = {}
        self._set_up_page()

    def _set_up_page(self):
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, column.width)

    def _format(self, **properties):
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
            self._formats[key] = self._book.add_format({**base, **properties})
        return self._formats[key]

    def write_title(self, text):
        """Write a line as wide as the sheet, in large type."""
        self._sheet.set_row(self._row, 30)
        self._write_across(text, self._format(bold=True, font_size=18, align="center"))

    def write_note(self, text):
        """Write a line as wide as the sheet."""
        self._write_across(text, self._format(align="left"))

    def _write_across(self, text, cell_format):
        last = len(self._columns) - 1
        # A merged range is given its text by write(), which makes formulas.
        self._sheet.merge_range(self._row, 0, self._row, last, "", cell_format)
        self._sheet.write_string(self._row, 0, to_text(text), cell_format)
        self._row += 1

    def write_heads(self):
        """Write both rows of heads; they are repeated on every printed page."""
        look = {"bold": True, "align": "center", "bg_color": "#EDEDED"}
        upper = self._format(border=1, **look)
        first_row, place = self._row, 0
        while place < len(self._columns):
            head = self._columns[place].head
            end = place
            while head and end + 1 < len(self._columns):
                if self._columns[end + 1].head != head:
                    break
                end += 1
            if end > place:
                self._sheet.merge_range(first_row, place, first_row, end, "", upper)
            # A head of one column flows into its label: no line between the two.
            look_here = upper if head else self._format(top=1, left=1, right=1, **look)
            self._sheet.write_string(first_row, place, head, look_here)
            place = end + 1
        for place, column in enumerate(self._columns):
            lines = (
                {"border": 1} if column.head else {"bottom": 1, "left": 1, "right": 1}
            )
            cell_format = self._format(text_wrap=True, **lines, **look)
            self._sheet.write_string(first_row + 1, place, column.label, cell_format)
        self._row += 2
        self._sheet.repeat_rows(first_row, first_row + 1)
        self._sheet.freeze_panes(first_row + 2, 2)

    def write_row(self, values, bold=False):
        """Write one row of the table, in the order of the columns."""
        look = {"bold": True} if bold else {}
        cell_format = self._format(border=1, text_wrap=True, **look)
        for place, value in enumerate(values):
            self._sheet.write_string(self._row, place, to_text(value), cell_format)
        self._row += 1

    def close(self):
        """Finish the file."""
        last = max(self._row - 1, 0)
        whole = (0, 0, last, len(self._columns) - 1)
        self._sheet.print_area(*whole)
        # Numbers are text on purpose; no green corners.
        self._sheet.ignore_errors(
            {"number_stored_as_text": xlsxwriter.utility.xl_range(*whole)}
        )
        self._book.close()
