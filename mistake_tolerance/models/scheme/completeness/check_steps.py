from odoo import models

from ....rules.completeness import OTHER, around, find_gap
from ....rules.procedure import holds
from ...base.wording import write_list
from ..step.step_condition import OWN_LISTS
from .found import Found


class ToleranceSchemeCheck(models.AbstractModel):
    """Checks whether each step of a draft can be reached, and each case is decided."""

    _inherit = "tolerance.scheme.check"

    def _find_step_faults(self, version):
        steps = version.step_ids.sorted()
        findings = []
        for number, step in enumerate(steps):
            earlier = steps[:number]
            # Without labels: an acceptance of the finding ends when this changes.
            detail = repr(
                [
                    [condition._get_rule()[:4] for condition in step.condition_ids],
                    earlier.mapped("kind"),
                ]
            )
            for check, faults in (
                # It is never taken.
                (
                    "unreachable",
                    step._get_reach_faults(earlier)
                    + self._get_scope_faults(version, step),
                ),
                # Its time limit never begins.
                ("untriggered", step._get_limit_faults(earlier)),
            ):
                if faults:
                    findings.append(Found(check, step, " ".join(faults), detail))
        return findings + self._find_undecided(version)

    def _get_scope_faults(self, version, step):
        """Say why a step is never taken: it depends on parties that are not covered.

        :param tolerance.scheme.version version: that it belongs to
        :param tolerance.scheme.step step: one step
        :return: sentences
        :rtype: list[str]
        """
        return [
            self.env._(
                "The step “%(step)s” depends on “%(condition)s”, but this version does "
                "not cover such parties. Change the condition, or whom it covers.",
                step=step.name,
                condition=condition.name,
            )
            for condition in step.condition_ids
            if condition.what == "subject_kind"
            and not any(
                holds(condition._get_rule(), {"subject_kind": kind})
                for kind in self._get_covered_kinds(version)
            )
        ]

    def _get_covered_kinds(self, version):
        return [kind for kind in ("person", "unit") if version._covers(kind)]

    def _find_undecided(self, version):
        """Find the facts of a case for which no decision step is taken."""
        decisions = version.step_ids.filtered(lambda step: step.kind == "decision")
        conditions = decisions.condition_ids
        rules = [[c._get_rule() for c in step.condition_ids] for step in decisions]
        gap = find_gap(rules, self._get_fact_values(version, conditions))
        if gap is None:
            return []
        if not decisions:
            sentence = self.env._(
                "No step is a decision: no case has an outcome. Add one."
            )
        else:
            sentence = self.env._(
                "No decision is taken in a case like this: %(facts)s. Change the "
                "conditions of its steps.",
                facts=write_list(self.env, self._write_facts(conditions, gap)),
            )
        return [
            Found(
                "outcome",
                decisions[:1] or version,
                sentence,
                repr(([[r[:4] for r in step] for step in rules], gap)),
            )
        ]

    def _write_facts(self, conditions, facts):
        """Write facts as people read them, and not by their codes.

        :param tolerance.scheme.step.condition conditions: in which they stand
        :param dict facts: of :func:`..rules.completeness.find_gap`
        :rtype: list[str]
        """
        answers = facts.get("answers", {})
        texts = []
        for (what, factor), same in conditions.grouped(
            lambda condition: (condition.what, condition.factor_id)
        ).items():
            if what == "answer":
                value = answers.get(factor._get_reference_code())
            else:
                value = facts.get(what)
            texts.append(
                self.env._(
                    "%(subject)s: %(value)s",
                    subject=same[:1]._get_subject(),
                    value=same._get_value_label(value),
                )
            )
        return texts

    def _get_fact_values(self, version, conditions):
        """Return the values that the facts of some conditions can have.

        :param tolerance.scheme.version version: that they belong to
        :param tolerance.scheme.step.condition conditions: of its steps
        :return: ``{(fact, question): values}``
        :rtype: dict
        """
        values = {}
        for (what, factor), same in conditions.grouped(
            lambda condition: (condition.what, condition.factor_id)
        ).items():
            rules = [condition._get_rule() for condition in same]
            if what == "subject_kind":
                found = self._get_covered_kinds(version)
            elif what == "loss":
                found = around([rule.value for rule in rules])
            elif what in OWN_LISTS:
                entries = version[OWN_LISTS[what]]
                found = [entry._get_reference_code() for entry in entries] or [OTHER]
            else:
                found = [*same[:1]._get_values()]
                # Who answers in their own words may answer anything.
                found = found or [*(rule.value for rule in rules), OTHER]
            values[what, rules[0].question if factor else None] = found
        return values
