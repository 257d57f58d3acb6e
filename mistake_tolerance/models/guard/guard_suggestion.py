"""Proposes what to enter to an administrator who adds a guard.

A guard holds the settings that make a record type respect decisions.
"""

import json

from odoo import api, fields, models
from odoo.models import MAGIC_COLUMNS

from ..base.wording import write_list
from .guard import SUBJECT_ENDS

NUMBERS = ("float", "integer", "monetary")
DATES = ("date", "datetime")
# Fields that every model has or that say nothing about a person.
COMMON = {*MAGIC_COLUMNS, "active", "sequence", "color", "company_id"}


class ToleranceGuard(models.Model):
    """Suggests conditions from the fields of a record type; a person decides."""

    _inherit = "tolerance.guard"

    suggestion = fields.Text(
        compute="_compute_suggestion",
        help="Read from the fields of the record type. Whether they mean what a guard "
        "needs must be checked by somebody who knows it.",
    )

    @api.depends("model")
    @api.depends_context("lang")
    def _compute_suggestion(self):
        for guard in self:
            guard.suggestion = guard._get_suggestion_note()

    @api.onchange("model")
    def _onchange_model(self):
        """Fill in what is still empty, from the fields of the record type."""
        for name, paths in self._get_candidates().items():
            # The day of creation is a default that nobody chose.
            if paths and (not self[name] or self[name] == "create_date"):
                self[name] = paths[0]

    def _get_candidates(self):
        """Return the paths that fit each part of a guard, the likeliest first.

        :return: ``{field of the guard: paths}``; empty if there is no such type
        :rtype: dict
        """
        if not self.model or self.model not in self.env:
            return {}
        paths = list(self._iter_paths())

        def find_paths(*wanted):
            found = [
                (path.count("."), wanted.index(end), path)
                for path, end in paths
                if end in wanted
            ]
            return [path for _depth, _end, path in sorted(found)]

        return {
            "path_subject": find_paths(
                "hr.employee", "tolerance.subject", "hr.department"
            ),
            "path_matter": find_paths("tolerance.matter"),
            "path_date": find_paths(*DATES),
            "path_amount": find_paths(*NUMBERS),
            "path_area": find_paths("tolerance.area"),
        }

    def _iter_paths(self):
        """Yield the path and the field type or model of each column.

        Of what a many2one leads to, its many2ones are yielded too, except behind a
        person or unit.
        """
        model = self.env[self.model]
        for name, field in self._iter_columns(model):
            if field.type != "many2one":
                yield name, field.type
                continue
            yield name, field.comodel_name
            # A line leads to its person through its parent record.
            for further, inner in self._iter_columns(self.env[field.comodel_name]):
                if inner.type == "many2one" and field.comodel_name not in SUBJECT_ENDS:
                    yield f"{name}.{further}", inner.comodel_name

    @api.model
    def _iter_columns(self, model):
        for name, field in sorted(model._fields.items()):
            if name not in COMMON and self._is_column(field):
                yield name, field

    def _get_suggestion_note(self):
        """Return the fields that were found, and those that were not.

        :rtype: str | bool
        """
        candidates = self._get_candidates()
        if not candidates:
            return False
        lines = []
        for name, paths in candidates.items():
            label = self._fields[name]._description_string(self.env)
            found = write_list(self.env, paths) or self.env._("nothing found")
            lines.append(f"{label}: {found}")
        lines += self._get_condition_notes()
        if not candidates["path_matter"]:
            lines.append(
                self.env._(
                    "No field names a matter: add a many2one to tolerance.matter. "
                    "Without it, everybody who enters a record about a protected "
                    "person must say each time what else it is about."
                )
            )
        lines.append(
            self.env._(
                "The fields do not say when a record is negative. Enter the "
                "condition, then press Dry Run."
            )
        )
        return "\n".join(lines)

    def _get_condition_notes(self):
        """Suggest a condition for each field that may make a record negative.

        :return: sentences, with a condition and neutral values to copy
        :rtype: list
        """
        notes = []
        for name, field in self._iter_columns(self.env[self.model]):
            if field.type == "selection":
                options = field._description_selection(self.env)
                if not options:
                    continue
                known = write_list(
                    self.env, [f"{key} ({label})" for key, label in options]
                )
                note = self.env._(
                    "%(field)s may say that a record is negative. Its values: "
                    "%(values)s.",
                    field=name,
                    values=known,
                )
                # Only an example: often the first value is the most favourable one.
                neutral, condition = options[0][0], [(name, "=", options[-1][0])]
            elif field.type in NUMBERS:
                note = self.env._(
                    "%(field)s, a number, may say that a record is negative.",
                    field=name,
                )
                neutral, condition = 0, [(name, ">", 0)]
            else:
                continue
            example = self.env._(
                "For example %(condition)s, neutral: %(neutral)s",
                condition=str(condition),
                neutral=json.dumps({name: neutral}),
            )
            notes.append(f"{note} {example}")
        return notes
