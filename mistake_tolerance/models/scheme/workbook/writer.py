"""Writes the entries of a regulation into a workbook."""

import io
from datetime import date

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from odoo.exceptions import UserError

from .guide import get_guide, get_note
from .labels import (
    NO,
    YES,
    get_choices,
    get_entry_label,
    get_entry_ref,
    get_outside,
    is_by_code,
    is_by_number,
)

# Excel cuts a cell here.
LONGEST_TEXT = 32_767
# Rows with drop-down lists and formats, beyond those that are filled.
SPARE_ROWS = 200
LISTS = "_lists"
WIDTHS = {"text": 60, "integer": 10, "boolean": 10, "date": 14}
TEXT_WIDTH = 40


class WorkbookWriter:
    """Writes one workbook."""

    def __init__(self, layout):
        """Prepare a workbook.

        :param Layout layout: its sheets and columns
        """
        self.layout = layout
        self.env = layout.env
        self.file = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.file, {"in_memory": True})
        self.book.set_properties({"created": date(2000, 1, 1)})
        base = {"font_name": "宋体", "font_size": 11, "valign": "top", "align": "left"}
        border = {"border": 1, "border_color": "#BFBFBF"}
        self.formats = {
            "title": self.book.add_format({**base, "bold": True, "font_size": 16}),
            "plain": self.book.add_format({**base, "text_wrap": True}),
            "head": self.book.add_format(
                {**base, **border, "bold": True, "bg_color": "#DDEBF7"}
            ),
            "required": self.book.add_format(
                {**base, **border, "bold": True, "bg_color": "#FCE4D6"}
            ),
            # Else a spreadsheet turns “(1)” into -1 and “1-2” into a day.
            "text": self.book.add_format(
                {**base, "num_format": "@", "text_wrap": True}
            ),
            "integer": self.book.add_format({**base, "num_format": "0"}),
            "float": self.book.add_format({**base, "num_format": "General"}),
            "date": self.book.add_format({**base, "num_format": "yyyy-mm-dd"}),
        }
        self.lists = {}
        self.labels = {}

    def write_file(self, preset):
        """Write the workbook.

        :param dict preset: the entries, as a shipped file holds them
        :return: the file
        :rtype: bytes
        """
        self._write_guide()
        entries = self._flatten(preset)
        for sheet in self.layout.sheets:
            self.labels[sheet.model._name] = self._get_labels(sheet, entries[sheet.key])
        for sheet in self.layout.sheets:
            for column in sheet.columns:
                name = column.field.comodel_name
                if column.is_reference and name not in self.labels:
                    names = get_outside(self.env, name)
                    self.labels[name] = {code: label for label, code in names.items()}
        self.pages = {
            sheet.key: self.book.add_worksheet(sheet.title)
            for sheet in self.layout.sheets
        }
        for sheet in self.layout.sheets:
            self._write_sheet(sheet, entries[sheet.key])
        self._write_lists()
        self.book.close()
        return self.file.getvalue()

    def _flatten(self, preset):
        """Return the entries of each sheet, with the owner of each.

        :return: ``{key of sheet: [(entry, ref of owner)]}``
        :rtype: dict
        """
        regulation = {
            f"{key}.{name}": value
            for key in ("scheme", "version")
            for name, value in preset.get(key, {}).items()
        }
        entries = {"regulation": [(regulation, None)]}
        for sheet in self.layout.sheets:
            if sheet.owner:
                owner = next(s for s in self.layout.sheets if s.key == sheet.owner)
                entries[sheet.key] = [
                    (entry, get_entry_ref(owner.model, parent))
                    for parent, _ in entries[sheet.owner]
                    for entry in parent.get(sheet.key, [])
                ]
            elif sheet.is_upright:
                entries[sheet.key] = [(e, None) for e in preset.get(sheet.key, [])]
        return entries

    def _get_labels(self, sheet, entries):
        """Return the cells for the records of a sheet.

        A name that two of them have would not say which is meant: then it is the code.

        :return: ``{ref: label}``
        :rtype: dict
        """
        lang = self.layout.langs[0]
        labels = {}
        counts = {}
        for entry, _ in entries:
            label = get_entry_label(sheet.model, entry, lang)
            labels[get_entry_ref(sheet.model, entry)] = label
            counts[label] = counts.get(label, 0) + 1
        return {
            ref: label if is_by_number(sheet.model) or counts[label] == 1 else ref
            for ref, label in labels.items()
        }

    def _write_guide(self):
        page = self.book.add_worksheet(self.layout.guide)
        page.set_column(0, 0, 100)
        page.hide_gridlines(2)
        page.write_string(
            0, 0, self.env._("How to Fill In This Workbook"), self.formats["title"]
        )
        for row, line in enumerate(get_guide(self.layout), start=2):
            page.write_string(row, 0, line, self.formats["plain"])

    def _write_sheet(self, sheet, entries):
        page = self.pages[sheet.key]
        if sheet.is_upright:
            page.freeze_panes(2, 1)
            page.set_row(1, None, None, {"hidden": True})
            page.set_landscape()
        else:
            page.freeze_panes(0, 1)
            page.set_column(1, 1, None, None, {"hidden": True})
            page.set_column(0, 0, 34)
            page.set_column(2, 2, 70)
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        for place, column in enumerate(sheet.columns):
            head = "required" if column.is_required else "head"
            self._put(sheet, 0, place, column.label, head)
            self._put(sheet, 1, place, column.key, "plain")
            row, col = self._at(sheet, 0, place)
            page.write_comment(
                row,
                col,
                get_note(self.layout, column),
                {"x_scale": 2.2, "y_scale": 1.6, "author": ""},
            )
            kind = self._get_format(column)
            if sheet.is_upright:
                width = TEXT_WIDTH if column.lang else 18
                width = WIDTHS.get(column.field.type, width)
                page.set_column(place, place, width, self.formats[kind])
            else:
                page.write_blank(place, 2, None, self.formats[kind])
            self._add_list(sheet, column, place, len(entries))
            for number, (entry, owner) in enumerate(entries, start=2):
                value = self._get_value(sheet, column, entry, owner)
                if value not in (None, ""):
                    self._put(sheet, number, place, value, kind)

    def _at(self, sheet, row, place):
        """Return where a cell lies: the sheet of the regulation lies on its side."""
        return (row, place) if sheet.is_upright else (place, row)

    def _put(self, sheet, row, place, value, kind):
        page, where = self.pages[sheet.key], self._at(sheet, row, place)
        cell_format = self.formats[kind]
        if isinstance(value, date):
            page.write_datetime(*where, value, cell_format)
        elif isinstance(value, (int, float)):
            page.write_number(*where, value, cell_format)
        else:
            if len(value) > LONGEST_TEXT:
                raise UserError(
                    self.env._(
                        "A text on the sheet %(sheet)s is longer than a cell can be. "
                        "Shorten it first: %(text)s…",
                        sheet=sheet.title,
                        text=value[:60],
                    )
                )
            # Text never becomes a formula, a link or a number.
            page.write_string(*where, value, cell_format)

    def _get_format(self, column):
        kind = column.field.type
        return kind if kind in ("integer", "float", "date") else "text"

    def _get_value(self, sheet, column, entry, owner):
        """Return the value of a cell.

        :rtype: str | int | float | date | None
        """
        field = column.field
        if column.is_owner:
            target = self.labels[field.comodel_name]
            return target.get(owner, owner)
        value = entry.get(column.name)
        if value is None:
            return None
        if column.lang:
            if not isinstance(value, dict):
                return value
            return value.get(column.lang)
        if column.is_reference:
            labels = self.labels[field.comodel_name]
            refs = value if field.type == "many2many" else [value]
            return "；".join(labels.get(str(ref), str(ref)) for ref in refs)
        if field.type == "boolean":
            return self.env._(YES) if value else self.env._(NO)
        if field.type == "selection":
            return get_choices(self.env, field).get(value, value)
        if field.type == "date":
            return date.fromisoformat(value)
        return value

    def _add_list(self, sheet, column, place, count):
        """Let a column be filled in from a drop-down list."""
        field = column.field
        rule = {"validate": "list", "error_type": "warning"}
        if field.type == "boolean":
            rule["source"] = [self.env._(YES), self.env._(NO)]
        elif field.type == "selection":
            labels = list(get_choices(self.env, field).values())
            rule["source"] = self._make_list(f"{field.model_name}.{field.name}", labels)
        elif field.type == "many2one":
            target = self.layout.find_sheet(field.comodel_name)
            if target:
                rule["source"] = self._get_range(target)
            else:
                names = list(get_outside(self.env, field.comodel_name))
                rule["source"] = self._make_list(field.comodel_name, names)
        else:
            return
        page = self.pages[sheet.key]
        if sheet.is_upright:
            page.data_validation(2, place, count + SPARE_ROWS, place, rule)
        else:
            page.data_validation(place, 2, place, 2, rule)

    def _get_range(self, target):
        """Return the cells of another sheet by which its entries are known."""
        wanted = ("number",) if is_by_number(target.model) else ("name", "code")
        if is_by_code(target.model):
            wanted = ("code", "name")
        names = [column.name for column in target.columns]
        place = next(names.index(name) for name in wanted if name in names)
        column = xl_col_to_name(place)
        title = target.title.replace("'", "''")
        return f"='{title}'!${column}$3:${column}${SPARE_ROWS}"

    def _make_list(self, key, values):
        """Return the cells of a hidden sheet that hold a list."""
        place = list(self.lists).index(key) if key in self.lists else len(self.lists)
        self.lists[key] = values
        column = xl_col_to_name(place)
        return f"='{LISTS}'!${column}$1:${column}${max(len(values), 1)}"

    def _write_lists(self):
        page = self.book.add_worksheet(LISTS)
        page.hide()
        for place, values in enumerate(self.lists.values()):
            for row, value in enumerate(values):
                page.write_string(row, place, value)
