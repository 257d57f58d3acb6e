from odoo import models


class ToleranceCase(models.Model):
    """Links a case to its applications and answers them."""

    _inherit = "tolerance.case"

    def _on_accepted(self, application):
        """Called when an application has been taken into the case."""
        self.ensure_one()
        if self._get_step("apply"):
            step = self._get_step("apply")
            step._write_unlocked(
                {
                    "state": "running",
                    "started_on": application.confirmed_started_on,
                }
            )
            self._complete_step("apply", application.submitted_on, application.user_id)
            self._complete_step("endorse", application.filed_on, application.filed_by)
            self._complete_step("accept")
            self._plan_todo("start_inquiry", self.clerk_id)

    def _do_decide(self):
        super()._do_decide()
        self.party_ids.application_id._write_unlocked({"state": "decided"})
