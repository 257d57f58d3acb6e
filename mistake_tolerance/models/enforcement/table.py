from typing import NamedTuple

from odoo import api, models, tools
from odoo.fields import Domain

from ..base.loading import is_loading
from ..guard.condition import iter_leaves
from ..guard.guard import SUBJECT_ENDS


class Spec(NamedTuple):
    """What the guard needs to know of a record type, without reading records."""

    guard_id: int
    model: str
    subject: tuple
    matter: tuple
    date: tuple
    amount: tuple
    area: tuple
    area_id: int
    domain: Domain
    neutral: tuple


class Watch(NamedTuple):
    """What to look at when rows of one model are written.

    ``fields`` are the columns whose change makes a row worth judging;
    ``subject_columns`` those without which a new row has no subject yet;
    ``specs`` the guards of the model itself; ``hops`` pairs of a guard of
    another model and the path, from there, to a row of this one.
    """

    fields: frozenset
    subject_columns: frozenset
    specs: tuple
    hops: tuple


class ToleranceGuard(models.Model):
    _inherit = "tolerance.guard"

    @api.model
    def _get_watch(self, model_name):
        """Return what to watch on a model, or None.

        While modules are being loaded there is nothing to watch with; a sweep
        follows each load.

        :param str model_name: name of the model that is written
        :rtype: Watch | None
        """
        # Reading the table writes guards down first: they are not watched.
        if is_loading(self.env) or model_name == self._name:
            return None
        return self._get_table().get(model_name)

    @api.model
    @tools.ormcache()
    def _get_table(self):
        """Return what is watched, by model name; cached until a guard changes.

        :rtype: dict
        """
        watched = {}
        # pylint: disable-next=no-search-all
        for guard in self.sudo().search([]):
            if guard._get_problem():
                continue
            spec = guard._get_spec()
            self._watch_spec(watched, spec)
        return {
            name: Watch(
                frozenset(entry["fields"]),
                frozenset(entry["subject_columns"]),
                tuple(entry["specs"]),
                tuple(entry["hops"]),
            )
            for name, entry in watched.items()
        }

    def _get_spec(self):
        model = self.env[self.model]
        subject = tuple(self.path_subject.split("."))
        end = model
        for name in subject:
            end = self.env[end._fields[name].comodel_name]
        if SUBJECT_ENDS[end._name]:
            subject += (SUBJECT_ENDS[end._name],)

        def split(path):
            return tuple(path.split(".")) if path else ()

        return Spec(
            self.id,
            self.model,
            subject,
            split(self.path_matter),
            split(self.path_date),
            split(self.path_amount),
            split(self.path_area),
            self.area_id.id,
            self._get_domain(),
            tuple(sorted(self._get_neutral_values().items())),
        )

    @api.model
    def _watch_spec(self, watched, spec):
        """Enter a guard, and every hop of its paths, into the table."""

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
        found = set()
        for name in names:
            if not fields[name].compute or not fields[name].store:
                continue
            for dotted in fields[name].get_depends(self.env[model_name])[0]:
                first = fields.get(dotted.split(".")[0])
                if self._is_column(first):
                    found.add(first.name)
        return found
