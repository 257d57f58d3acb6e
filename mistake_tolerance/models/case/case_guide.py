from odoo import api, fields, models

from ..base.wording import write_list


class ToleranceCase(models.Model):
    """What has to be done next, in plain words."""

    _inherit = "tolerance.case"

    next_action = fields.Char(
        "What to Do Next", compute="_compute_next_action", compute_sudo=True
    )

    @api.depends("state", "party_ids.service_ids", "archive_number")
    @api.depends_context("lang")
    def _compute_next_action(self):
        for case in self:
            case.next_action = case._get_next_action()

    def _get_next_action(self):
        """Say in one sentence what comes next; rooms say it for their steps.

        :rtype: str
        """
        self.ensure_one()
        return self._get_step_action() or self._get_state_action()

    def _get_step_action(self):
        """Say what the step under way asks before all else, or return False; a hook.

        :rtype: str | bool
        """
        return False

    def _get_state_action(self):
        """Say what comes next in this state of the case.

        :rtype: str
        """
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
        if refusal := self._get_filing_refusal():
            return refusal
        if not self.archive_number:
            return self.env._("Enter the archive number, then press File the Case.")
        return self.env._("Press File the Case.")
