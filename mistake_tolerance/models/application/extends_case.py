from odoo import models


class ToleranceCase(models.Model):
    """Links a case to its applications and answers them."""

    _inherit = "tolerance.case"

    def _on_accepted(self, application):
        """Called when an application has been taken into the case."""
        self.ensure_one()
        is_new = len(self.party_ids.application_id) == 1
        self._start_next_step(self.company_id._tolerance_today())
        self._complete_application_steps()
        if is_new:
            self._plan_todo("start_inquiry", self.clerk_id)

    def _start_next_step(self, day):
        super()._start_next_step(day)
        # A step before the application is done, and the application is there.
        if self.step_ids.filtered(lambda s: s.state == "running").kind == "apply":
            self._complete_application_steps()

    def _complete_application_steps(self):
        """Note application and acceptance as done, once nothing comes before them."""
        self.ensure_one()
        applications = self.party_ids.application_id
        application = applications.filtered("answered_on").sorted("submitted_on")[:1]
        step = self._get_step("apply")
        if not application or not step or self._get_order_refusal("apply"):
            return
        # The step before it is over: one step runs at a time.
        self.step_ids.flush_recordset(["state"])
        step._write_unlocked(
            {"state": "running", "started_on": application.confirmed_started_on}
        )
        self._complete_step("apply", application.submitted_on, application.user_id)
        self._complete_step("endorse", application.filed_on, application.filed_by)
        self._complete_step("accept", application.answered_on)

    def _get_receipt_day(self):
        days = self.party_ids.application_id.filtered("filed_on").mapped("filed_on")
        return min(days, default=False) or super()._get_receipt_day()

    def _do_decide(self):
        super()._do_decide()
        self.party_ids.application_id._write_unlocked({"state": "decided"})
