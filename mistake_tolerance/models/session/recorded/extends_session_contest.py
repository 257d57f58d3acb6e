from odoo import api, fields, models

from ...base.single import check_single
from ...base.wording import write_list


class ToleranceSession(models.Model):
    """Members contest what was entered; it is answered before the chair confirms."""

    _inherit = "tolerance.session"

    contest_ids = fields.One2many("tolerance.session.contest", "session_id", "Contests")
    can_contest = fields.Boolean(compute="_compute_can_contest")

    @api.depends("mode", "state", "seat_ids.user_id")
    @api.depends_context("uid")
    def _compute_can_contest(self):
        for session in self:
            session.can_contest = not session._get_contest_refusal()

    def _get_contest_sentence(self, contests):
        """Return who answers what was contested, before the chair can confirm.

        :param tolerance.session.contest contests: not answered yet
        :rtype: str
        """
        names = write_list(self.env, contests.user_id.mapped("name"))
        clerk = self.case_id.clerk_id
        if self.env.user == clerk:
            return self.env._("Answer first what %(names)s contested.", names=names)
        return self.env._(
            "%(clerk)s first answers what %(names)s contested; the secretary or the "
            "chair can do so, too.",
            clerk=clerk.name,
            names=names,
        )

    def _get_open_contests(self):
        """Return the contests that are not answered yet.

        :rtype: tolerance.session.contest
        """
        self.ensure_one()
        # sudo: that something is contested shows to all who read the session.
        return self.sudo().contest_ids.filtered(lambda c: c.state == "open").sudo(False)

    def _get_contest_refusal(self):
        """Return why this user does not contest the session, or False."""
        self.ensure_one()
        if not self.is_recorded or self.state not in ("open", "closed"):
            return self.env._("A recorded session is contested once it is submitted.")
        # sudo: the roll may not be readable to the user who asks.
        seats_sudo = self.sudo().seat_ids.filtered(lambda s: s.state != "recused")
        if self.env.user not in seats_sudo.user_id:
            return self.env._("The members of the session contest what was entered.")
        return False

    def action_contest(self):
        """Open the dialog in which a member contests the session.

        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Contest This Record"),
            "res_model": "tolerance.session.contest",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_session_id": self.id},
        }
