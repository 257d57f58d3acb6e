"""What is wrong in a workbook, and what to write instead."""

from dataclasses import dataclass

from openpyxl.utils.cell import coordinate_to_tuple

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# For each reason of ..opening.NoWorkbook.
FILE_SENTENCES = {
    "empty": _lt("The file is empty. Choose the workbook that you filled in."),
    "large": _lt(
        "The file is larger than any regulation: at most 5 MB, and 40 MB unpacked. "
        "Remove pictures and sheets that are not part of it."
    ),
    "cells": _lt(
        "The sheets have formats in very many empty cells. Select the rows below the "
        "last entry, delete them, and save the file again."
    ),
    "rows": _lt(
        "The sheets have more rows than any regulation has entries: at most 5,000. "
        "Delete what does not belong to the regulation, and load the file again."
    ),
    "old": _lt(
        "This is a workbook of the old format .xls. Open it, save it as Excel "
        "Workbook (.xlsx), and load that file."
    ),
    "encrypted": _lt(
        "The file is protected by a password. Open it, remove the password, save it, "
        "and load it again."
    ),
    "other": _lt(
        "This is no Excel workbook, whatever its name says. Save it as Excel Workbook "
        "(.xlsx), and load that file."
    ),
    "damaged": _lt(
        "The file is damaged. Open it in a spreadsheet program, save it as Excel "
        "Workbook (.xlsx), and load that file."
    ),
}
# For each reason of .....rules.cell.WrongCell, and some of the reader's own.
CELL_SENTENCES = {
    "changed_boolean": _lt(
        "The program that you typed in made TRUE or FALSE of a text. Set the format of "
        "the cell to Text and type it again."
    ),
    "changed_day": _lt(
        "The program that you typed in made the day %(found)s of a text. Set the "
        "format of the cell to Text and type it again."
    ),
    "changed_item": _lt(
        "The program that you typed in made a negative number of (%(found)s). Set the "
        "format of the cell to Text and type it again."
    ),
    "control": _lt("The text has a sign that cannot be shown. Type it again."),
    "percent": _lt(
        "This is a percentage. Set the format of the cell to General and write a whole "
        "number, such as 7."
    ),
    "fraction": _lt("%(found)s is no whole number. Write one, such as 7."),
    "unit": _lt("Write the number without a unit: %(number)s."),
    "not_a_number": _lt("%(found)s is no number. Write a number, such as 7."),
    "not_a_boolean": _lt("%(found)s is neither yes nor no. Write yes or no."),
    "not_a_day": _lt("%(found)s is no day. Write year, month and day: 2018-02-23."),
    "no_such_day": _lt("There is no day %(found)s. Write one that exists: 2018-02-23."),
    "bounds": _lt("Enter a number from %(low)s to %(high)s."),
    "choice": _lt("This is not in the list. Write: %(near)s."),
    "formula": _lt(
        "The formula has no result in the file. Write the value itself, or open the "
        "file in a spreadsheet program and save it."
    ),
    "error_value": _lt("The formula fails: %(found)s. Write the value itself."),
}
FOREIGN = _lt(
    "None of the sheets belongs to the workbook of a regulation. Press “Download Empty "
    "Workbook”, fill that in, and load it."
)
CELL_REQUIRED = _lt("This is empty. Fill it in.")


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is, what is there, and what to write instead.

    ``cell`` is an address such as ``C5``; it is empty where the mistake concerns the
    whole sheet or file.
    """

    sheet: str
    cell: str
    column: str
    found: str
    advice: str

    def get_place(self, titles):
        """Return by what mistakes are put in the order of the file.

        :param list titles: of the sheets in order; a sheet that lacks comes last
        :rtype: tuple
        """
        place = titles.index(self.sheet) if self.sheet in titles else len(titles)
        row, column = coordinate_to_tuple(self.cell) if self.cell else (0, 0)
        return place, row, column
