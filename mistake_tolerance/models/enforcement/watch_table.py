from typing import NamedTuple

from odoo import api, models, tools

from ..base.loading import is_loading
from ..guard.guard_validation_condition import iter_leaves


class Watch(NamedTuple):
    """The fields and guards to check when rows of one model are written.

    ``fields`` are the columns whose change makes a row worth judging;
    ``subject_columns`` those without which a new row has no subject yet;
    ``specs`` the guards of the model itself; ``hops`` pairs of a guard of
    another model and the path, from there, to a row of this one.
    """

    fields: frozenset
    subject_columns: frozenset
    specs: tuple
    hops: tuple


class ToleranceEnforcement(models.AbstractModel):
    """Judges records as they are written, and sweeps existing ones.

    It stores nothing and offers nothing to clients: ``tolerance.guard`` holds the
    settings, ``tolerance.blocked.attempt`` and ``tolerance.neutralisation`` what came
    of it.
    """

    _name = "tolerance.enforcement"
    _description = "Enforcement of Protections"

    @api.model
    def _get_watch(self, model_name):
        """Return what to watch on a model, or None.

        While modules are being loaded there is nothing to watch with; a sweep
        follows each load.

        :param str model_name: name of the model that is written
        :rtype: Watch | None
        """
        # Reading the table flushes guards first, so guards are not watched.
        if is_loading(self.env) or model_name == "tolerance.guard":
            return None
        return self._get_watch_table().get(model_name)

    @api.model
    @tools.ormcache()
    def _get_watch_table(self):
        """Return what is watched, by model name; cached until a guard changes.

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
                frozenset(entry["fields"]),
                frozenset(entry["subject_columns"]),
                tuple(entry["specs"]),
                tuple(entry["hops"]),
            )
            for name, entry in watched.items()
        }

    @api.model
    def _get_specs(self):
        """Return the guards that are watched by.

        :rtype: list
        """
        # Each stands with its own model, and nowhere else.
        specs = [
            spec for watch in self._get_watch_table().values() for spec in watch.specs
        ]
        return sorted(specs, key=lambda spec: spec.guard_id)

    @api.model
    def _watch_spec(self, watched, spec):
        """Add a guard, and every hop of its paths, to the watch table.

        :param dict watched: the watch table, by model name
        :param Spec spec: the guard
        """

        def entry(name):
            return watched.setdefault(
                name,
                {"fields": set(), "subject_columns": set(), "specs": [], "hops": []},
            )

        own = entry(spec.model)
        own["specs"].append(spec)
        own["subject_columns"].add(spec.subject[0])
        paths = [spec.subject, spec.matter, spec.date, spec.amount, spec.area]
        paths += [path for path, _leaf in iter_leaves(spec.domain)]
        for path in paths:
            model = self.env[spec.model]
            for depth, name in enumerate(path):
                hop = entry(model._name)
                hop["fields"].add(name)
                if depth and (spec, path[:depth]) not in hop["hops"]:
                    hop["hops"].append((spec, path[:depth]))
                if model._fields[name].type == "many2one":
                    model = self.env[model._fields[name].comodel_name]
        for hop in watched.values():
            hop["fields"].discard("id")
        own["fields"].update(self._get_human_columns(spec.model, own["fields"]))

    @api.model
    def _get_human_columns(self, model_name, names):
        """Find the columns a person writes from which ``names`` are computed.

        A person who changes the employee of a mark has written the mark, even
        if what the guard reads is the subject computed from it.
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
