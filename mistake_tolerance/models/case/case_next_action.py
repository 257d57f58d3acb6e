from odoo import api, fields, models

from ..base.wording import write_list


class ToleranceCase(models.Model):
    """Tells the reader the next action of a case."""

    _inherit = "tolerance.case"
    _read_ahead = ("party_ids.subject_id", "party_ids.delivery_ids", "matter_id")

    next_action = fields.Char(
        "What to Do Next", compute="_compute_next_action", compute_sudo=True
    )

    @api.depends("state", "party_ids.delivery_ids", "archive_number")
    @api.depends_context("lang", "uid")
    def _compute_next_action(self):
        self.filtered(lambda case: case.state != "filed")._read_together()
        for case in self:
            case.next_action = case._get_next_action()

    def _get_next_action(self):
        """Return one sentence on what comes next; a hook.

        :rtype: str
        """
        self.ensure_one()
        return self._get_step_action() or self._get_state_action()

    def _get_step_action(self):
        """Return the sentence of the step under way, which comes first; a hook.

        :rtype: str | bool
        """
        return False

    def _get_state_action(self):
        """Return the sentence on the next act in this state of the case.

        :rtype: str
        """
        if self.state == "decided":
            return self._ask_clerk(self._get_closing_action())
        if self.state == "filed":
            return self.env._("On file. Nothing to do.")
        return self.env._("Put the case before the deciding body.")

    def _ask_clerk(self, action):
        """Return what a clerk has to do; for others, that a clerk does it.

        :param str action: what a clerk does next
        :rtype: str
        """
        if self.env.user.has_group("mistake_tolerance.group_clerk"):
            return action
        return self.env._(
            "Next, by the clerk %(clerk)s: %(step)s.",
            clerk=self.clerk_id.name,
            step=self._get_step_name(),
        )

    def _get_step_name(self):
        """Return the name of the step under way; the procedure room overrides this.

        :rtype: str
        """
        if self.state == "decided":
            # A regulation may end with its decision: what is left is no step of it.
            if all(party.is_served for party in self.party_ids):
                return self.env._("File the Case")
            return self.env._("Serve the Decision in Writing")
        return dict(self._fields["state"]._description_selection(self.env))[self.state]

    def _get_follow_sentence(self):
        """Return, for a part that is closed, what comes next in its case.

        :rtype: str
        """
        self.ensure_one()
        # During the inquiry, the case shows the next action of the inquiry.
        if self.state in ("inquiry", "filed"):
            return self.env._("Nothing to do here.")
        return self.env._(
            "Next, on the case %(case)s: %(action)s",
            case=self.name,
            action=self.next_action,
        )

    def _get_closing_action(self):
        unserved = self.party_ids.filtered(lambda party: not party.is_served)
        if unserved:
            return self.env._(
                "Hand the decision in writing to %(names)s, explain it, and press "
                "Enter a Service.",
                names=write_list(self.env, unserved.subject_id.mapped("name")),
            )
        # Refusals added by later rooms are named as well.
        if refusal := self._get_filing_refusal():
            return refusal
        if not self.archive_number:
            return self.env._("Enter the archive number, then press File the Case.")
        return self.env._("Press File the Case.")
