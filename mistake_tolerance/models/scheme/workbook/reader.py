"""Reads a workbook into the entries of a regulation, and lists all that is wrong."""

from ....rules.cell import WrongCell, clean_text, simplify
from .cells.cell_reader import CellReader
from .cells.grid import KEY, Grid
from .cells.row import Row
from .labels import iter_envs
from .layout import LANGUAGES, Layout
from .opening import NoWorkbook
from .problem import CELL_REQUIRED, CELL_SENTENCES, FOREIGN, Problem
from .references import ReferenceReader
from .writer import LISTS

# Of all sheets together. The longest shipped regulation has a tenth of it.
MOST_ROWS = 5_000


class WorkbookReader:
    """Reads one workbook.

    ``problems`` holds all that is wrong; ``preset`` the entries, each a :class:`Row`.
    """

    def __init__(self, env, workbook):
        """Prepare the reading.

        :param env: of the user who loads
        :param Workbook workbook: opened by :func:`.opening.open_workbook`
        :raises NoWorkbook: if it has more rows than any regulation
        """
        self.env = env
        self.problems = []
        self.preset = {}
        self.rows = {}
        self.regulation = None
        self.grids = [
            Grid(values, workbook.formulas[values.title])
            for values in workbook.values.worksheets
        ]
        if sum(len(grid.data_rows) for grid in self.grids) > MOST_ROWS:
            raise NoWorkbook("rows")
        self.layout = Layout(env, self._find_langs())
        self.cell_reader = CellReader(env)

    def read_entries(self):
        """Read all sheets.

        :return: the entries; none where no sheet is one of a regulation
        :rtype: dict
        """
        grids = self._find_sheets()
        if not grids:
            sentence = self.env._(FOREIGN)
            self.problems = [Problem("", "", "", "", sentence)]
            return {}
        for sheet in self.layout.sheets:
            grid = grids.get(sheet.key)
            if grid:
                self.rows[sheet.key] = self._read_sheet(sheet, grid)
            else:
                self.rows[sheet.key] = []
                self._add(
                    sheet.title,
                    "",
                    "",
                    "",
                    self.env._(
                        "The sheet is missing. Copy it from an empty workbook; it may "
                        "stay empty."
                    ),
                )
        self._make_regulation(grids.get("regulation"))
        ReferenceReader(self).resolve()
        self._check_explicit()
        for sheet in self.layout.sheets:
            if sheet.is_upright and not sheet.owner:
                self.preset[sheet.key] = self.rows[sheet.key]
        return self.preset

    def sort_problems(self):
        """Put what is wrong in the order of the file: sheets, rows, columns."""
        titles = [grid.title for grid in self.grids]
        self.problems.sort(key=lambda problem: problem.get_place(titles))

    def _check_explicit(self):
        """Note what is empty and would be a guess, where an entry has several parts."""
        for sheet in self.layout.sheets:
            names = getattr(sheet.model, "_preset_explicit", {})
            owner_rows = self.rows.get(sheet.owner, []) if names else []
            for owner in owner_rows:
                parts = owner.get(sheet.key, [])
                if len(parts) < 2:
                    continue
                for part in parts:
                    for name, advice in names.items():
                        if name not in part.cells:
                            self.add(part, name, self.env._(advice))

    def add(self, row, name, advice, found=None):
        """Note what is wrong in a row, which then is not loaded.

        :param Row row: the entry
        :param str name: key of the entry, or None where it concerns all of it
        :param str advice: what to write instead
        :param str found: what is there, if it is not what the cell holds
        """
        row.is_wrong = True
        row.wrong_names.add(name)
        columns = [c for c in row.sheet.columns if c.name == name]
        cell = row.cells.get(name)
        if found is None:
            found = clean_text(cell.value) if cell else ""
        label = columns[0].label if columns else ""
        address = row.get_address(name)
        self._add(row.grid.title, address, label, found, advice)

    def _add(self, sheet, cell, column, found, advice):
        self.problems.append(Problem(sheet, cell, column, found[:80], str(advice)))

    def _find_langs(self):
        """Return the languages of the texts, that of the user first."""
        langs = {}
        for grid in self.grids:
            for key in grid.keys:
                lang = KEY.fullmatch(key)[4]
                if lang:
                    langs[lang] = True
        known = {*LANGUAGES, *dict(self.env["res.lang"].get_installed())}
        mine = self.env.lang or "en_US"
        langs = [lang for lang in langs if lang in known]
        return sorted(langs, key=lambda lang: lang != mine) or [mine]

    def _find_sheets(self):
        """Find which sheet is which, by its keys or else by its title.

        :return: ``{key of sheet: Grid}``
        :rtype: dict
        """
        titles, ours = {}, {LISTS}
        for env in iter_envs(self.env):
            layout = Layout(env, self.layout.langs)
            titles |= {simplify(sheet.title): sheet.key for sheet in layout.sheets}
            ours.add(layout.guide)
        found = {}
        for grid in self.grids:
            keys = [KEY.fullmatch(key)[1] for key in grid.keys]
            key = max(set(keys), key=keys.count) if keys else None
            if key in ("scheme", "version"):
                key = "regulation"
            if key not in self.layout.keys:
                key = titles.get(simplify(grid.title))
            if key == "regulation" and grid.is_upright and not grid.key_row:
                grid.turn()
            if not key:
                if grid.cells and grid.title not in ours:
                    self._add(
                        grid.title,
                        "",
                        "",
                        "",
                        self.env._(
                            "This sheet is not part of the workbook. Delete it, or "
                            "empty it."
                        ),
                    )
            elif key in found:
                self._add(
                    grid.title,
                    "",
                    "",
                    "",
                    self.env._(
                        "The sheet “%(other)s” holds the same kind of entries. Put "
                        "all of them on one sheet and delete the other.",
                        other=found[key].title,
                    ),
                )
            else:
                found[key] = grid
        return found

    def _read_sheet(self, sheet, grid):
        """Return the entries of a sheet.

        :rtype: list
        """
        columns = self._find_columns(sheet, grid)
        # A text in several languages is told in the column of the first.
        places = {c.name: place for place, c in reversed(columns.items())}
        rows = []
        for number in grid.data_rows:
            row = Row(sheet, grid, number, places)
            for place, column in columns.items():
                cell = grid.cells.get((number, place))
                if cell:
                    self._read_cell(row, column, cell)
            if row.cells:
                rows.append(row)
        for row in rows:
            for name in {c.name for c in sheet.columns if c.is_required}:
                if name not in row.cells and name in {c.name for c in columns.values()}:
                    self._add_required(row, name, columns)
        return rows

    def _add_required(self, row, name, columns):
        place = next(place for place, c in columns.items() if c.name == name)
        row.is_wrong = True
        row.wrong_names.add(name)
        self._add(
            row.grid.title,
            row.grid.get_address(row.number, place),
            columns[place].label,
            "",
            self.env._(CELL_REQUIRED),
        )

    def _find_columns(self, sheet, grid):
        """Say which column of a sheet holds what.

        :return: ``{number of the column: Column}``
        :rtype: dict
        """
        by_key = {column.key: column for column in sheet.columns}
        by_label = None
        columns = {}
        for place in grid.columns:
            head = grid.get_text(grid.head_row, place)
            key = grid.get_key(place)
            column = by_key.get(key)
            if not column and head and not KEY.fullmatch(key):
                by_label = by_label or self._get_labels(sheet)
                column = by_key.get(by_label.get(simplify(head)))
            address = grid.get_address(grid.head_row, place)
            if column and column not in columns.values():
                columns[place] = column
            elif column:
                self._add(
                    grid.title,
                    address,
                    head,
                    "",
                    self.env._("This column is there twice. Delete one of the two."),
                )
            elif any((row, place) in grid.cells for row in grid.data_rows) or head:
                self._add(
                    grid.title,
                    address,
                    head,
                    "",
                    self.env._(
                        "The program does not know this column. Delete it, or move its "
                        "content to one of: %(columns)s.",
                        columns="、".join(
                            dict.fromkeys(column.label for column in sheet.columns)
                        ),
                    ),
                )
        names = {column.name for column in columns.values()}
        for column in sheet.columns:
            if column.is_required and column.name not in names:
                self._add(
                    grid.title,
                    "",
                    column.label,
                    "",
                    self.env._(
                        "The column is missing. Copy its head and the hidden cell "
                        "below it from an empty workbook."
                    ),
                )
        return columns

    def _get_labels(self, sheet):
        """Return the keys of columns by their heads in every language.

        :rtype: dict
        """
        labels = {}
        for env in iter_envs(self.env):
            layout = Layout(env, self.layout.langs)
            for column in layout.keys[sheet.key].columns:
                labels.setdefault(simplify(column.label), column.key)
        return labels

    def _read_cell(self, row, column, cell):
        row.cells.setdefault(column.name, cell)
        try:
            value = self.cell_reader.read_cell(column, cell, row.grid)
        except WrongCell as wrong:
            sentence = self.env._(CELL_SENTENCES[wrong.reason])
            row.is_wrong = True
            row.wrong_names.add(column.name)
            self._add(
                row.grid.title,
                cell.address,
                column.label,
                clean_text(cell.value),
                sentence % wrong.values if wrong.values else sentence,
            )
            return
        if value is None:
            return
        if column.lang and column.field.translate:
            row.setdefault(column.name, {})[column.lang] = value
        else:
            row[column.name] = value

    def _make_regulation(self, grid):
        """Make the two entries of the regulation: its title, and the version."""
        rows = self.rows.pop("regulation")
        for row in rows[1:]:
            self.add(
                row,
                next(iter(row.cells)),
                self.env._(
                    "The regulation is described in one column only. Delete this."
                ),
            )
        self.regulation = rows[0] if rows else None
        if grid and not rows:
            self._add(
                grid.title,
                "",
                "",
                "",
                self.env._("The sheet is empty. Write at least the title."),
            )
        for key in ("scheme", "version"):
            self.preset[key] = {
                name.removeprefix(f"{key}."): value
                for name, value in (self.regulation or {}).items()
                if name.startswith(f"{key}.")
            }
