"""Finds the entries that cells of other sheets name."""

import re
from difflib import get_close_matches

from ....rules.cell import clean_text, read_ordinal, simplify
from .labels import (
    get_entry_label,
    get_entry_ref,
    get_outside,
    iter_entry_names,
    iter_envs,
    simplify_ref,
)

# Between several references in one cell: names may have the others in them.
SEPARATORS = (r"[;；\n]", r"[;；\n,，、]")


class ReferenceReader:
    """Puts a code or number in place of what people wrote.

    :param reader: a :class:`.reader.WorkbookReader` that has read all cells
    """

    def __init__(self, reader):
        self.reader = reader
        self.env = reader.env
        self.layout = reader.layout
        self.index = {}
        for sheet in self.layout.sheets:
            if sheet.is_upright:
                self.index[sheet.model._name] = self._index_rows(sheet)
        for sheet in self.layout.sheets:
            for column in sheet.columns:
                name = column.field.comodel_name
                if column.is_reference and name not in self.index:
                    self.index[name] = self._index_outside(name)

    def resolve(self):
        """Resolve all references, and put entries into what they belong to."""
        for sheet in self.layout.sheets:
            for row in self.reader.rows.get(sheet.key, []):
                for column in sheet.columns:
                    if column.is_owner:
                        self._put_into_owner(sheet, row, column)
                    elif column.is_reference and column.name in row:
                        self._resolve_cell(row, column)
        self._check_follow_up_article()

    def _check_follow_up_article(self):
        """Note an article on the follow-up that the workbook does not have."""
        row, name = self.reader.regulation, "version.follow_up_article"
        sheet = self.layout.find_sheet("tolerance.scheme.article")
        written = row.get(name) if row else None
        if written and read_ordinal(written) not in self.index[sheet.model._name]:
            self.reader.add(
                row,
                name,
                self.env._(
                    "The sheet “%(sheet)s” has no entry %(found)s. Write one that it "
                    "has, or add it there.",
                    sheet=sheet.title,
                    found=written,
                ),
            )

    def _index_outside(self, model_name):
        """Index records that are no part of a workbook, such as effect areas."""
        index = {}
        for env in iter_envs(self.env):
            for record in env[model_name].search([]):
                for name in (record.code, record.name, record.display_name):
                    index.setdefault(simplify(name), []).append((record.code, None))
        return index

    def _index_rows(self, sheet):
        index = {}
        for row in self.reader.rows.get(sheet.key, []):
            for name in dict.fromkeys(iter_entry_names(sheet.model, row)):
                ref = get_entry_ref(sheet.model, row)
                index.setdefault(name, []).append((ref, row))
        return index

    def _resolve_cell(self, row, column):
        """Replace what was written in one cell."""
        written = row.pop(column.name)
        if column.field.type == "many2one":
            ref, _target = self._find(row, column, written)
            if ref:
                row[column.name] = ref
            return
        names = [written]
        for separator in SEPARATORS:
            if not all(self._get_found(column, name) for name in names):
                parts = [n.strip() for n in re.split(separator, written)]
                names = [part for part in parts if part]
        refs = [self._find(row, column, name)[0] for name in names]
        row[column.name] = [ref for ref in dict.fromkeys(refs) if ref]

    def _put_into_owner(self, sheet, row, column):
        """Move an entry into the one that it belongs to."""
        written = row.pop(column.name, None)
        if written is None:
            return
        _ref, owner = self._find(row, column, written)
        if owner is not None:
            owner.setdefault(sheet.key, []).append(row)

    def _get_found(self, column, written):
        """Return the records that may be meant, a reference and its row each.

        :rtype: list
        """
        model = self.env[column.field.comodel_name]
        found = self.index[model._name].get(simplify_ref(model, written), [])
        domain = column.field.domain
        wanted = {
            term[0]: term[2]
            for term in (domain if isinstance(domain, (list, tuple)) else ())
            if len(term) == 3 and term[1] == "="
        }
        return [
            (ref, target)
            for ref, target in {(r, id(t)): (r, t) for r, t in found}.values()
            if target is None
            or all(
                self._get_value(model, target, name) == value
                for name, value in wanted.items()
            )
        ]

    def _get_value(self, model, target, name):
        if name in target:
            return target[name]
        return model.default_get([name]).get(name)

    def _find(self, row, column, written):
        """Return the reference that was written, and the row it means.

        :return: ``(None, None)`` after noting what is wrong
        :rtype: tuple
        """
        found = self._get_found(column, written)
        exact = [(r, t) for r, t in found if simplify(r) == simplify(written)]
        found = exact if len(exact) == 1 else found
        refs = {ref for ref, _target in found}
        if len(found) == 1 or (len(refs) == 1 and found[0][1] is None):
            return found[0]
        model = self.env[column.field.comodel_name]
        if len(refs) == 1 and found[0][0]:
            self._note_repeated(model, found)
            return found[0]
        target = self.layout.find_sheet(model._name)
        where = target.title if target else model._description
        if found:
            advice = self.env._(
                "The sheet “%(sheet)s” has %(count)s entries %(found)s. Give each a "
                "code or number of its own.",
                sheet=where,
                count=len(found),
                found=written,
            )
        elif near := self._get_near(model, target, written):
            advice = self.env._(
                "The sheet “%(sheet)s” has no entry %(found)s. Did you mean %(near)s?",
                sheet=where,
                found=written,
                near=near,
            )
        else:
            advice = self.env._(
                "The sheet “%(sheet)s” has no entry %(found)s. Write one that it has, "
                "or add it there.",
                sheet=where,
                found=written,
            )
        self.reader.add(row, column.name, advice)
        return None, None

    def _note_repeated(self, model, found):
        """Note the rows that repeat a code or number, and not those that name it.

        :param model: of the entries
        :param list found: the reference and the row of each, the first one first
        """
        (ref, first), *others = found
        names = dict.fromkeys([*getattr(model, "_preset_refs", ()), "number", "code"])
        for _ref, row in others:
            name = next((name for name in names if name in row.cells), None)
            if name not in row.wrong_names:
                self.reader.add(
                    row,
                    name,
                    self.env._(
                        "“%(ref)s” stands in %(cell)s already. Give each entry a code "
                        "or number of its own.",
                        ref=ref,
                        cell=first.get_address(name),
                    ),
                )

    def _get_near(self, model, target, written):
        """Return the name of the entry that was most probably meant, if any."""
        if target:
            lang = self.layout.langs[0]
            names = [
                get_entry_label(model, row, lang) or ""
                for row in self.reader.rows[target.key]
            ]
        else:
            names = list(get_outside(self.env, model._name))
        near = get_close_matches(clean_text(written), names, 1)
        return near[0] if near else None
