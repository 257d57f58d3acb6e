from odoo import models

from ....rules.completeness import around, find_gap
from ...base.wording import write_list
from .found import Found


class ToleranceSchemeCheck(models.AbstractModel):
    """Checks the steps of a draft: whether each can come, and all cases are decided."""

    _inherit = "tolerance.scheme.check"

    def _find_step_faults(self, version):
        steps = version.step_ids.sorted()
        findings = []
        for number, step in enumerate(steps):
            earlier = steps[:number]
            # What the finding rests on, in no language.
            detail = repr(
                [
                    [condition._get_rule()[:4] for condition in step.condition_ids],
                    earlier.mapped("kind"),
                ]
            )
            for check, faults in (
                (
                    "unreachable",
                    step._get_reach_faults(earlier)
                    + self._get_scope_faults(version, step),
                ),
                ("untriggered", step._get_limit_faults(earlier)),
            ):
                if faults:
                    findings.append(Found(check, step, " ".join(faults), detail))
        return findings + self._find_undecided(version)

    def _get_scope_faults(self, version, step):
        """Say why a step is never taken by those whom the version covers.

        :param tolerance.scheme.version version: that it belongs to
        :param tolerance.scheme.step step: one step
        :return: sentences
        :rtype: list[str]
        """
        return [
            self.env._(
                "The step “%(step)s” depends on “%(condition)s”, but this version does "
                "not cover those. Change the condition, or whom it covers.",
                step=step.name,
                condition=condition.name,
            )
            for condition in step.condition_ids
            if condition.what == "subject_kind"
            and condition.comparison == "is"
            and not version._covers(condition.value)
        ]

    def _find_undecided(self, version):
        """Find facts of a case that no determination follows."""
        decisions = version.step_ids.filtered(lambda step: step.kind == "decision")
        conditions = decisions.condition_ids
        rules = [[c._get_rule() for c in step.condition_ids] for step in decisions]
        gap = find_gap(rules, self._get_fact_values(version, conditions))
        if gap is None:
            return []
        if not decisions:
            sentence = self.env._(
                "No step is a determination: no case has an outcome. Add one."
            )
        else:
            sentence = self.env._(
                "No determination is taken in a case like this: %(facts)s. Change the "
                "conditions of its steps.",
                facts=write_list(self.env, self._write_facts(conditions, gap)),
            )
        return [
            Found("outcome", decisions[:1] or version, sentence, repr((rules, gap)))
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
                found = [kind for kind in ("person", "unit") if version._covers(kind)]
            elif what == "loss":
                found = around([rule.value for rule in rules])
            else:
                # A value that no condition names stands for all others.
                found = [*same[:1]._get_values(), *(rule.value for rule in rules)]
                found = list(dict.fromkeys(found)) or [None]
            values[what, rules[0].question if factor else None] = found
        return values
