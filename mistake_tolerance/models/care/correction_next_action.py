from odoo import api, fields, models

from ..base.wording import write_day


class ToleranceCorrection(models.Model):
    """Tells the reader the next action of a correction."""

    _inherit = "tolerance.correction"

    next_action = fields.Char("What to Do Next", compute="_compute_next_action")

    @api.depends("state", "responsible_id", "checker_id", "deadline", "subject_id")
    @api.depends_context("lang", "uid")
    def _compute_next_action(self):
        for correction in self:
            correction.next_action = correction._get_next_action()

    def _get_next_action(self):
        """Return what the reader does next, or for whom the correction waits.

        :rtype: str
        """
        self.ensure_one()
        sentences = {
            "open": self._get_plan_sentence,
            "planned": self._get_report_sentence,
            "reported": self._get_check_sentence,
        }
        if self.state in sentences:
            return sentences[self.state]()
        return self.env._("This has ended. Nothing to do.")

    def _get_plan_sentence(self):
        if self.can_plan or not self.id:
            return self.env._("Fill in the plan, then press Confirm Plan.")
        # Who the clerk is, is no secret.
        return self.env._(
            "The clerk %(name)s makes the plan.", name=self._get_clerk().sudo().name
        )

    def _get_report_sentence(self):
        # So is who is responsible, and who checks.
        values = {
            "name": self.responsible_id.sudo().name,
            "day": write_day(self.env, self.deadline),
        }
        if self.can_report:
            return self.env._(
                "Put it right and fill in the report, then press Report as Done, by "
                "%(day)s.",
                **values,
            )
        return self.env._("%(name)s puts it right and reports by %(day)s.", **values)

    def _get_check_sentence(self):
        if self.can_verify:
            return self.env._(
                "Check it and write down what you found, then press Confirm as "
                "Corrected, or press Send Back."
            )
        return self.env._(
            "%(name)s checks whether it was put right.",
            name=self.checker_id.sudo().name,
        )
