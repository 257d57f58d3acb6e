from odoo import api, fields, models

from ...base.wording import write_day


class ToleranceApplication(models.Model):
    """Until when the clerk has to decide on acceptance, as the regulation says."""

    _inherit = "tolerance.application"

    answer_due_on = fields.Date(
        "Decide on Acceptance By",
        compute="_compute_answer_due_on",
        help="Empty where the regulation prescribes no time limit for the acceptance.",
    )
    answer_due_provisional = fields.Boolean(compute="_compute_answer_due_on")

    @api.depends(
        "state",
        "filed_on",
        "version_id",
        "kind",
        "proceeding_started_on",
        "notified_on",
    )
    def _compute_answer_due_on(self):
        for application in self:
            due, provisional = application._get_answer_due()
            application.answer_due_on = due
            application.answer_due_provisional = provisional

    def _get_answer_due(self):
        """Return until when to decide, while that is to be done, and if it may move.

        :return: ``(day or False, is provisional)``
        :rtype: tuple
        """
        self.ensure_one()
        if self.state != "filed":
            return False, False
        step = self._get_planned_step("accept")
        start = step._get_start_day(
            {
                "proceeding_start": self.proceeding_started_on,
                "notice": self.notified_on,
                "receipt": self.filed_on,
            },
            self.filed_on,
        )
        return step._get_due(start, self.company_id)

    def _get_answer_sentence(self):
        if not self.answer_due_on:
            return self.env._("Press Decide on Acceptance.")
        return self.env._(
            "Press Decide on Acceptance, by %(day)s.",
            day=write_day(self.env, self.answer_due_on),
        )
