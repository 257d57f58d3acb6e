from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base.single import check_single


class ToleranceApplication(models.Model):
    """The applicant asks that a member of the body takes no part in the case."""

    _inherit = "tolerance.application"

    recusal_ids = fields.One2many(
        "tolerance.recusal", "application_id", string="Requests for Recusal"
    )
    can_request_recusal = fields.Boolean(compute="_compute_can_request_recusal")

    @api.depends("state", "user_id")
    @api.depends_context("uid")
    def _compute_can_request_recusal(self):
        for application in self:
            application.can_request_recusal = not application._get_recusal_refusal()

    def _get_recusal_refusal(self):
        """Return why the current user asks for no recusal here, or False."""
        self.ensure_one()
        if self.user_id != self.env.user:
            return self.env._("Only the applicant asks for a recusal.")
        # sudo: the applicant reads neither the case nor what was decided.
        party_sudo = self.sudo().party_ids
        if not party_sudo or party_sudo._get_deciding_session():
            return self.env._(
                "A recusal is asked for from the acceptance until the decision."
            )
        return False

    def action_request_recusal(self):
        """Open the page on which the applicant asks for the recusal of a member.

        :return: action that shows it
        :rtype: dict
        :raises UserError: if it is not the time for it
        """
        check_single(self)
        self.check_access("read")
        if refusal := self._get_recusal_refusal():
            raise UserError(refusal)
        return self.env["tolerance.recusal"]._get_new_action(
            self.env._("Request a Recusal"), default_application_id=self.id
        )
