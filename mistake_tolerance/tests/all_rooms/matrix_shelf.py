"""One record of every model of ours, made on demand from its required fields."""

from itertools import count
from unittest.mock import patch

from odoo import fields

from ...models.base.write_permit import unlocked
from .matrix_records import (
    AccessRecords,
    BodyRecords,
    CalendarRecords,
    CareRecords,
    CaseRecords,
    EffectRecords,
    GuardRecords,
    InquiryRecords,
    LedgerRecords,
    PersonnelRecords,
    SchemeRecords,
    SessionRecords,
)

NUMBERS = count(1)
# Records belong to a dossier if they lead to one of these.
SEEDS = {
    "hr.employee",
    "tolerance.ledger.chain",
    "tolerance.ledger.entry",
    "tolerance.matter",
    "tolerance.subject",
}


def find_models(env):
    """Return the stored models of our addons.

    :rtype: list
    """
    return sorted(
        name
        for name, cls in env.registry.items()
        if name.startswith("tolerance.") and not cls._abstract
    )


def find_leading(env, seeds, models):
    """Return the seeds, and the models whose records lead to one, however far away.

    :param set seeds: names of models
    :param list models: names of those that count on the way
    :rtype: set
    """
    found = set(seeds)
    while True:
        more = {
            name
            for name in models
            if any(
                field.comodel_name in found
                for field in env[name]._fields.values()
                if field.type == "many2one" and field.store
            )
        } - found
        if not more:
            return found
        found |= more


class Shelf(
    LedgerRecords,
    BodyRecords,
    CalendarRecords,
    SchemeRecords,
    CaseRecords,
    InquiryRecords,
    SessionRecords,
    EffectRecords,
    GuardRecords,
    PersonnelRecords,
    CareRecords,
    AccessRecords,
):
    """Records made on demand, one a model, each from its required fields."""

    def __init__(self, env, company, shared=None):
        self.env = env(su=True)
        self.company = company
        self.shared = shared
        self.records = {}
        self.tied = (
            shared.tied if shared else find_leading(env, SEEDS, find_models(env))
        )

    def get(self, model):
        """Return the record of a model, made if there is none yet."""
        if self.shared and model not in self.tied:
            return self.shared.get(model)
        if model not in self.records:
            special = getattr(self, f"_make_{model.replace('.', '_')}", None)
            record = (
                special()
                if special
                else self._find(model)
                or unlocked(self.env[model]).create(self.prepare(model))
            )
            if not record:
                raise ValueError(f"There is no {model} to try.")
            # What was unlocked to make it has an environment of its own.
            self.records[model] = record.with_env(self.env)
        return self.records[model]

    def _make_plainly(self, model):
        return unlocked(self.env[model]).create(self.prepare(model))

    def _make_other(self, model):
        return unlocked(self.env[model]).create(self.prepare(model, fresh=True))

    def _waive(self, model, name, value=False):
        """Leave out a check on state or content, to get at a record at all."""
        return patch.object(self.env.registry[model], name, lambda *args: value)

    def _next_number(self):
        return next(NUMBERS)

    def _find(self, model):
        """Return a record that came by itself with an earlier one, if any."""
        Model = self.env[model]
        for name, owner in (
            ("case_id", "tolerance.case"),
            ("assessment_id", "tolerance.assessment"),
            ("determination_id", "tolerance.determination"),
        ):
            if name in Model._fields and owner in self.records and owner != model:
                return Model.search([(name, "=", self.records[owner].id)], limit=1)
        return Model

    def prepare(self, model, fresh=False):
        """Return values for a new record: what is required, and its company.

        :param bool fresh: for one more record beside the first
        :rtype: dict
        """
        Model = self.env[model]
        vals = {}
        if "company_id" in Model._fields and not Model._fields["company_id"].related:
            vals["company_id"] = self.company.id
        for name, field in Model._fields.items():
            if (
                field.required
                and field.store
                and not (field.related or field.default)
                and not (field.compute and field.readonly)
                and name not in vals
            ):
                vals[name] = self._get_value(Model, field)
        extra = getattr(self, f"_vals_{model.replace('.', '_')}", None)
        return {**vals, **(extra(fresh) if extra else {})}

    def _get_value(self, Model, field):
        if field.type == "many2one":
            return self.get(field.comodel_name).id
        if field.type == "selection":
            return field.get_values(self.env)[0]
        if field.type in ("integer", "many2one_reference"):
            number = 100 + self._next_number()
            # A field with bounds takes what lies between them.
            low, high = getattr(field, "low", 0), getattr(field, "high", number)
            return low + number % (high - low + 1)
        if field.type in ("float", "monetary"):
            return 1
        if field.type == "date":
            return fields.Date.to_date("2026-03-02")
        if field.type == "datetime":
            return fields.Datetime.to_datetime("2026-03-02 08:00:00")
        return f"Matrix {self._next_number()}"

    def _make_res_company(self):
        return self.company

    def _make_res_users(self):
        return self.env.ref("base.user_admin")
