from odoo import api, fields, models

from ..base.wording import write_list


class ToleranceCase(models.Model):
    """What has to be done next, in plain words."""

    _inherit = "tolerance.case"

    next_action = fields.Char(
        "What to Do Next", compute="_compute_next_action", compute_sudo=True
    )
    due_on = fields.Date("Next Due", compute="_compute_current_step", store=True)
    current_step_id = fields.Many2one(
        "tolerance.case.step", compute="_compute_current_step", store=True
    )
    is_breached = fields.Boolean(
        "Limit Breached", compute="_compute_current_step", store=True
    )

    @api.depends("step_ids.state", "step_ids.due_on", "step_ids.is_breached")
    def _compute_current_step(self):
        for case in self:
            running = case.step_ids.filtered(lambda step: step.state == "running")[:1]
            case.current_step_id = running
            case.due_on = running.due_on
            case.is_breached = any(step.is_breached for step in case.step_ids)

    @api.depends(
        "state",
        "current_step_id",
        "party_ids.service_ids",
        "current_step_id.is_paused",
        "inquiry_ids.next_action",
        "archive_number",
    )
    @api.depends_context("lang")
    def _compute_next_action(self):
        for case in self:
            case.next_action = case._get_next_action()

    def _get_next_action(self):
        """Say in one sentence what comes next; rooms say it for their steps.

        :rtype: str
        """
        self.ensure_one()
        step = self.current_step_id
        if step.is_paused:
            return self.env._(
                "The step “%(step)s” is paused: end the pause when its reason is gone.",
                step=step.name,
            )
        if self.state != "filed" and step and step.kind not in step._get_own_verbs():
            return self.env._(
                "Take the step “%(step)s” and mark it as done.", step=step.name
            )
        if self.state == "open":
            return self.env._("Press Start Inquiry and form the team.")
        if self.state == "inquiry":
            return self.inquiry_ids[:1]._get_next_action()
        if self.state == "decided":
            return self._get_closing_action()
        if self.state == "filed":
            return self.env._("On file. Nothing to do.")
        return self.env._("Put the case before the deciding body.")

    def _get_follow_sentence(self):
        """Say on a part of the case that is closed what comes next in the case.

        :rtype: str
        """
        self.ensure_one()
        # While the inquiry is the step, it is what the case itself asks.
        if self.state in ("inquiry", "filed"):
            return self.env._("Nothing to do here.")
        return self.env._("Next in the case: %(action)s", action=self.next_action)

    def _get_closing_action(self):
        unserved = self.party_ids.filtered(lambda party: not party.is_served)
        if unserved:
            return self.env._(
                "Hand the decision in writing to %(names)s, explain it, and enter it "
                "under Service.",
                names=write_list(self.env, unserved.subject_id.mapped("name")),
            )
        # The refusals of later rooms belong to what is left to do.
        refusals = self._get_filing_refusals()
        if refusals:
            return refusals[self.id]
        if not self.archive_number:
            return self.env._("Enter the archive number, then press File the Case.")
        return self.env._("Press File the Case.")
