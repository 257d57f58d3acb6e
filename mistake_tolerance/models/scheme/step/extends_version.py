from odoo import models

from ....rules import procedure
from ..content.level import OF_COMMITTEE


class ToleranceSchemeVersion(models.Model):
    """Says which steps of the procedure apply, and which bodies could not act."""

    _inherit = "tolerance.scheme.version"

    def _plan_steps(self, *facts):
        """Return which steps apply to a case, and on what the others depend.

        The running case and the examples of the regulation both ask here.

        :param facts: a dictionary for each party, see :mod:`..rules.procedure`
        :return: one for each step, in order
        :rtype: list[PlannedStep]
        """
        return self._get_known_steps()._plan(*facts)

    def _get_apply_step(self, kind):
        """Return the step by which a person or a unit applies.

        :param str kind: ``person`` or ``unit``
        :rtype: tolerance.scheme.step
        """
        return self._get_step_for("apply", kind)

    def _get_step_for(self, step_kind, kind):
        """Return the first step of a kind that a person or a unit may have to take.

        :param str step_kind: such as ``apply``
        :param str kind: ``person`` or ``unit``
        :rtype: tolerance.scheme.step
        """
        if not self:
            return self.step_ids
        return self.step_ids.browse().union(
            *(
                plan.step
                for plan in self._plan_steps({"subject_kind": kind})
                if plan.step.kind == step_kind and plan.state != procedure.LEFT_OUT
            )
        )[:1]

    def _get_known_steps(self):
        """Return the steps in order, but those whose wording is not known yet.

        :rtype: tolerance.scheme.step
        """
        self.ensure_one()
        return self.step_ids.sorted().filtered(lambda step: not step.is_open)

    def _find_body_faults(self, levels=None):
        """Find the bodies that act by this version and for which nobody can.

        :param tolerance.scheme.level levels: where its bodies act; None: all levels
        :return: each body with what is missing
        :rtype: list[tuple]
        """
        self.ensure_one()
        levels = self.level_ids if levels is None else levels
        deciding = self._get_deciding_bodies(levels)
        steps = self.step_ids
        bodies = steps.body_id | steps.partner_body_id
        bodies |= levels.body_id | levels.office_id
        return [
            (body, sentence)
            for body in bodies
            if body.active
            and (sentence := body._get_acting_fault(is_deciding=body in deciding))
        ]

    def _get_deciding_bodies(self, levels):
        """Return the bodies that deliberate or decide in a step that has to be taken.

        :param tolerance.scheme.level levels: where its bodies act
        :rtype: tolerance.body
        """
        steps = self.step_ids.filtered("required")
        steps = steps.filtered(lambda step: step.kind in OF_COMMITTEE)
        return steps.body_id | levels.body_id

    def _get_body_faults(self, department):
        """Say which bodies would stop a case of a unit, for nobody can act there.

        The other steps are taken by clerks and inquirers, with or without a head.

        :param hr.department department: the unit; while the level that deals with it
            is not known, the bodies of all levels count
        :return: sentences
        :rtype: list[str]
        """
        if not self:
            return []
        levels = self.level_ids._get_for_unit(department) or self.level_ids
        deciding = self._get_deciding_bodies(levels)
        return [
            sentence
            for body, sentence in self._find_body_faults(levels)
            if body in deciding
        ]
