"""Limits what a guard may read and replace, and hands its settings to the engine.

A guard is data that an administrator enters, and it runs with the rights of the system.
Without limits it could be used to read secret records or to change user accounts.
"""

from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain

from .guard import SUBJECT_ENDS
from .guard_validation_condition import iter_conditions

# Models that describe users and rights; they cannot be guarded.
SYSTEM = frozenset({"base", "web", "mail", "bus", "hr"})
OURS = frozenset({"mistake_tolerance", "mistake_tolerance_reports"})
# Models to which the paths of every guard lead.
ENDS = frozenset(
    {
        "tolerance.subject",
        "tolerance.matter",
        "tolerance.area",
        "tolerance.effect",
    }
)
# Types of fields that describe a record and cannot name a person.
ANONYMOUS = ("boolean", "selection", "integer", "float", "monetary", "date", "datetime")
REPLACED = (*ANONYMOUS, "char", "text", "html")


class GuardSpec(NamedTuple):
    """The settings of a guard as the engine reads them; ``spec`` in the code.

    ``subject``, ``matter``, ``date``, ``amount`` and ``area`` are paths: tuples of
    field names that start at the guarded model, such as ``("appraisal_id",
    "employee_id", "tolerance_subject_id")``. A path is empty if the guard does not read
    the fact. ``domain`` is the condition under which a record is negative, ``neutral``
    the values that replace those of a negative record.
    """

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


class ToleranceGuard(models.Model):
    """Which fields a guard may read, and which it may replace.

    The author of a guard may read neither cases nor, as a rule, the guarded records. A
    refusal reveals whether the condition is true: a condition on a ballot, a protected
    source or a field restricted to a group would be a way to read it. The system
    itself writes neutral values: on a user or an employee they would be a way to
    change who somebody is.
    """

    _inherit = "tolerance.guard"

    def _get_problem(self):
        return super()._get_problem() or self._get_scope_problem()

    def _get_scope_problem(self):
        """Return why the guard reads or replaces what is not its own, or False.

        :rtype: str | bool
        """
        if not self.model:
            return False
        model = self.env[self.model]
        if model._original_module in SYSTEM or self._is_closed(self.model):
            return self.env._(
                "%(model)s holds nothing against anybody and cannot be guarded. Guard "
                "the record type in which the negative record is entered.",
                model=self.model,
            )
        paths = (self.path_subject, self.path_matter, self.path_date)
        paths += (self.path_amount, self.path_area)
        conditions = [path for path, _condition in iter_conditions(self._get_domain())]
        for path in [*(path.split(".") for path in paths if path), *conditions]:
            if problem := self._get_link_problem(path):
                return problem
        for path in conditions:
            if problem := self._get_group_problem(path):
                return problem
        for name, value in self._get_neutral_values().items():
            # A link may be emptied, but never changed to another record.
            if value and model._fields[name].type not in REPLACED:
                return self.env._(
                    "%(field)s of %(model)s names another record and cannot be "
                    "replaced. Enter neutral values of other fields.",
                    field=name,
                    model=self.model,
                )
        return False

    @api.model
    def _get_countable_models(self):
        """Return the names of our own personnel records; a hook.

        :rtype: set
        """
        return set()

    def _is_closed(self, model_name):
        """Return whether a record type belongs to cases and not to personnel work."""
        return (
            self.env[model_name]._original_module in OURS
            and model_name not in self._get_countable_models()
        )

    def _get_link_problem(self, path):
        """Return a refusal if a path leads through records kept closed, else False."""
        model = self.env[self.model]
        for name in path[:-1]:
            model = self.env[model._fields[name].comodel_name]
            if self._is_closed(model._name) and model._name not in ENDS:
                return self.env._(
                    "%(path)s leads through %(model)s, which is kept closed. Name a "
                    "field of the record itself.",
                    path=".".join(path),
                    model=model._name,
                )
        return False

    def _get_group_problem(self, path):
        """Return a refusal if it reads a field kept for a group, else False."""
        model = self.env[self.model]
        for name in path:
            field = model._fields[name]
            if field.groups or (
                # Of a matter or a person, only classifying fields, no text and no name.
                model._name in ENDS and field.type not in ANONYMOUS
            ):
                return self.env._(
                    "%(field)s of %(model)s is kept for those who work with it: a "
                    "condition cannot ask for it.",
                    field=name,
                    model=model._name,
                )
            if field.type == "many2one":
                model = self.env[field.comodel_name]
        return False

    def _get_spec(self):
        """Return the settings as the engine reads them; the guard must have no problem.

        :rtype: GuardSpec
        """
        self.ensure_one()
        model = self.env[self.model]
        subject = tuple(self.path_subject.split("."))
        end = model
        for name in subject:
            end = self.env[end._fields[name].comodel_name]
        if SUBJECT_ENDS[end._name]:
            subject += (SUBJECT_ENDS[end._name],)

        def split(path):
            return tuple(path.split(".")) if path else ()

        return GuardSpec(
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
