from typing import Any, NamedTuple

from odoo import models

from ....rules import procedure

# Which kind of step has to come first for the trigger of a limit to occur.
TRIGGER_KINDS = {
    "receipt": "apply",
    "acceptance": "accept",
    "decision": "decision",
    "service": "decision",
}
# Which kind of step settles a fact on which others may depend.
FACT_KINDS = {"outcome": "decision", "degree": "decision", "answer": "inquiry"}


class PlannedStep(NamedTuple):
    """A step as it stands for a case, or for an example.

    ``state`` is one of those of :mod:`..rules.procedure`. ``grounds`` are conditions:
    those on which it depends while it is open, or that fail where it is left out.
    """

    step: Any
    state: str
    grounds: Any


class ToleranceSchemeStep(models.Model):
    """Which steps apply to given facts, and which could never be taken."""

    _inherit = "tolerance.scheme.step"

    def _plan(self, *parties):
        """Return for each of these steps whether it applies.

        :param parties: the facts of each party, see :mod:`..rules.procedure`
        :rtype: list[PlannedStep]
        """
        Condition = self.env["tolerance.scheme.step.condition"]
        known = [self._complete_facts(facts) for facts in parties]
        planned = []
        for step in self:
            rules = [condition._get_rule() for condition in step.condition_ids]
            plan = procedure.plan(rules, known)
            found = Condition.union(*(rule.key for rule in plan.grounds))
            planned.append(PlannedStep(step, plan.state, found))
        return planned

    def _complete_facts(self, facts):
        """Add whether tolerance was granted, where the degree is known.

        :param dict facts: of one party
        :rtype: dict
        """
        if not facts.get("degree") or facts.get("outcome"):
            return facts
        degree = self.version_id.degree_ids.filtered(
            lambda degree: degree._get_reference_code() == facts["degree"]
        )[:1]
        if not degree:
            return facts
        is_refused = degree.kind == "refused"
        return {**facts, "outcome": "refused" if is_refused else "granted"}

    def _get_faults(self):
        """Return why this step could never be taken, or its limit never begin.

        :return: sentences
        :rtype: list[str]
        """
        self.ensure_one()
        ordered = self.version_id.step_ids.sorted()
        earlier = ordered[: ordered.ids.index(self.id)]
        return self._get_reach_faults(earlier) + self._get_limit_faults(earlier)

    def _get_reach_faults(self, earlier):
        """Say why this step could never be taken.

        :param tolerance.scheme.step earlier: the steps before it
        :return: sentences
        :rtype: list[str]
        """
        faults = []
        rules = [condition._get_rule() for condition in self.condition_ids]
        if pair := procedure.find_contradiction(rules):
            faults.append(
                self.env._(
                    "%(step)s can never be taken: “%(one)s” and “%(other)s” exclude "
                    "each other.",
                    step=self.name,
                    one=pair[0].key.name,
                    other=pair[1].key.name,
                )
            )
        for condition in self.condition_ids:
            kind = FACT_KINDS.get(condition.what)
            if kind and kind not in earlier.mapped("kind"):
                faults.append(
                    self.env._(
                        "%(step)s depends on “%(condition)s”, which no earlier step "
                        "settles: put “%(kind)s” before it.",
                        step=self.name,
                        condition=condition.name,
                        kind=self._get_kind_label(kind),
                    )
                )
        return faults

    def _get_limit_faults(self, earlier):
        """Return why the time limit of this step could never begin to run.

        :param tolerance.scheme.step earlier: the steps before it
        :return: sentences
        :rtype: list[str]
        """
        if not self.limit:
            return []
        if self.limit_trigger == "previous_step" and not earlier:
            return [
                self.env._(
                    "%(step)s comes first: its limit cannot run from the step before. "
                    "Choose another trigger.",
                    step=self.name,
                )
            ]
        kind = TRIGGER_KINDS.get(self.limit_trigger)
        if kind and kind not in earlier.mapped("kind"):
            return [
                self.env._(
                    "%(step)s: its limit runs from “%(trigger)s”, but no step "
                    "“%(kind)s” comes before it.",
                    step=self.name,
                    trigger=dict(
                        self._fields["limit_trigger"]._description_selection(self.env)
                    )[self.limit_trigger],
                    kind=self._get_kind_label(kind),
                )
            ]
        return []

    def _get_kind_label(self, kind):
        """Return the name of a kind of step in the language of the reader.

        :rtype: str
        """
        return dict(self._fields["kind"]._description_selection(self.env))[kind]
