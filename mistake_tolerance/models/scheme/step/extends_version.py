from odoo import models


class ToleranceSchemeVersion(models.Model):
    """Says which steps of the procedure apply."""

    _inherit = "tolerance.scheme.version"

    def _plan_steps(self, *facts):
        """Return which steps apply to a case, and on what the others depend.

        The running case and the examples of the regulation both ask here.

        :param facts: a dictionary for each party, see :mod:`..rules.procedure`
        :return: one for each step, in order
        :rtype: list[PlannedStep]
        """
        return self._get_known_steps()._plan(*facts)

    def _get_known_steps(self):
        """Return the steps in order, but those whose wording is not known yet.

        :rtype: tolerance.scheme.step
        """
        self.ensure_one()
        return self.step_ids.sorted().filtered(lambda step: not step.is_open)
