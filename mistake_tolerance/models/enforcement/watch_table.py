"""Knows which columns of which models the guards read.

Every write of every model asks this table, so the answer is cached and costs one
look-up. Example: the guard of marks reads the subject, the matter and the points of a
mark; a write of its description is not judged.
"""

from typing import NamedTuple

from odoo import api, models, tools

from ..base.loading import is_loading
from ..guard.guard_validation_condition import iter_conditions


class Watch(NamedTuple):
    """What has to be checked when rows of one model are written.

    ``fields``: columns that a guard reads. A write of other columns is not checked.
    ``subject_columns``: columns that name the subject; a new row without them is not
    checked yet.
    ``specs``: the guards of this model.
    ``linked``: guards of other models that read a field of this one. Each is a pair of
    the guard and the path from the guarded model to this one.
    """

    fields: frozenset
    subject_columns: frozenset
    specs: tuple
    linked: tuple


class ToleranceEnforcement(models.AbstractModel):
    """Judges records when they are written, and existing ones in a sweep.

    It stores nothing and has no public method. ``tolerance.guard`` holds the settings;
    ``tolerance.blocked.attempt`` and ``tolerance.neutralisation`` hold the results.
    """

    _name = "tolerance.enforcement"
    _description = "Enforcement of Protections"

    @api.model
    def _get_watch(self, model_name):
        """Return the watch of a model, or None if no guard reads it.

        While modules are being loaded nothing is watched; a sweep follows each load.

        :param str model_name: name of the model that is written
        :rtype: Watch | None
        """
        # Reading the table flushes guards, so a write of a guard must not read it.
        if is_loading(self.env) or model_name == "tolerance.guard":
            return None
        return self._get_watch_table().get(model_name)

    @api.model
    @tools.ormcache()
    def _get_watch_table(self):
        """Return the watches of all models; cached until a guard changes.

        :return: :class:`Watch` by model name
        :rtype: dict
        """
        watched = {}
        # sudo: every guard applies, even if the writing user may not read it.
        # pylint: disable-next=no-search-all
        for guard in self.env["tolerance.guard"].sudo().search([]):
            if not guard._get_problem():
                self._watch_spec(watched, guard._get_spec())
        return {
            name: Watch(
                frozenset(watch["fields"]),
                frozenset(watch["subject_columns"]),
                tuple(watch["specs"]),
                tuple(watch["linked"]),
            )
            for name, watch in watched.items()
        }

    @api.model
    def _get_specs(self):
        """Return the guards in force.

        :return: of :class:`GuardSpec`, in the order of their ids
        :rtype: list
        """
        # A guard is in the ``specs`` of its own model only.
        specs = [
            spec for watch in self._get_watch_table().values() for spec in watch.specs
        ]
        return sorted(specs, key=lambda spec: spec.guard_id)

    @api.model
    def _watch_spec(self, watched, spec):
        """Add a guard to the watch of its model and of each model on its paths.

        :param dict watched: the watches so far, by model name
        :param GuardSpec spec: the guard
        """

        def get_watch(name):
            return watched.setdefault(
                name,
                {"fields": set(), "subject_columns": set(), "specs": [], "linked": []},
            )

        own = get_watch(spec.model)
        own["specs"].append(spec)
        own["subject_columns"].add(spec.subject[0])
        paths = [spec.subject, spec.matter, spec.date, spec.amount, spec.area]
        paths += [path for path, _condition in iter_conditions(spec.domain)]
        for path in paths:
            model = self.env[spec.model]
            for depth, name in enumerate(path):
                watch = get_watch(model._name)
                watch["fields"].add(name)
                if depth and (spec, path[:depth]) not in watch["linked"]:
                    watch["linked"].append((spec, path[:depth]))
                if model._fields[name].type == "many2one":
                    model = self.env[model._fields[name].comodel_name]
        for watch in watched.values():
            watch["fields"].discard("id")
        own["fields"].update(self._get_human_columns(spec.model, own["fields"]))

    @api.model
    def _get_human_columns(self, model_name, names):
        """Return the columns from which stored computed fields are computed.

        A person who changes the employee of a mark has written the mark, even if the
        guard reads the subject that is computed from the employee.

        :param str model_name: model of the fields
        :param names: names of the fields that the guard reads
        :rtype: set
        """
        fields = self.env[model_name]._fields
        is_column = self.env["tolerance.guard"]._is_column
        found = set()
        for name in names:
            if not fields[name].compute or not fields[name].store:
                continue
            for dotted in fields[name].get_depends(self.env[model_name])[0]:
                first = fields.get(dotted.split(".")[0])
                if is_column(first):
                    found.add(first.name)
        return found
