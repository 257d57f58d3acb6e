from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base.single import check_single
from .limits import REVIEWS


class ToleranceApplication(models.Model):
    """The applicant asks, on the own page, that it is decided anew."""

    _inherit = "tolerance.application"

    remedy_ids = fields.One2many(
        "tolerance.remedy.request", "application_id", string="Requests to Decide Anew"
    )
    can_ask_reconsideration = fields.Boolean(compute="_compute_can_ask")
    can_ask_appeal = fields.Boolean(compute="_compute_can_ask")
    can_ask_correction = fields.Boolean(compute="_compute_can_ask")

    @api.depends("state", "user_id", "remedy_ids.state")
    @api.depends_context("uid")
    def _compute_can_ask(self):
        for application in self:
            for kind in (*REVIEWS, "correction"):
                refusal = application._get_ask_refusal(kind)
                application[f"can_ask_{kind}"] = not refusal

    @api.depends("remedy_ids.state")
    def _compute_can_request_recusal(self):
        return super()._compute_can_request_recusal()

    def _get_recusal_refusal(self):
        """Of the new panel, too, the applicant can ask for a recusal."""
        refusal = super()._get_recusal_refusal()
        # sudo: the applicant reads neither the case nor the panel.
        requests_sudo = self.sudo().party_ids._get_open_remedy()
        is_before_panel = "accepted" in requests_sudo.mapped("state")
        if is_before_panel and self.user_id == self.env.user:
            return False
        return refusal

    def _get_ask_refusal(self, kind):
        """Return why the current user does not ask for this here, or False.

        :param str kind: of the request
        """
        self.ensure_one()
        if self.user_id != self.env.user:
            return self.env._("Only the applicant asks for it here.")
        # sudo: the applicant reads neither the case nor what was decided.
        return self.sudo().party_ids[:1]._get_remedy_refusal(kind)

    def action_ask_reconsideration(self):
        """Open the page on which the applicant asks for a reconsideration."""
        return self._ask("reconsideration", self.env._("Ask for Reconsideration"))

    def action_ask_appeal(self):
        """Open the page on which the applicant appeals."""
        return self._ask("appeal", self.env._("Appeal"))

    def action_ask_correction(self):
        """Open the page on which the applicant asks for a correcting session."""
        return self._ask("correction", self.env._("Ask for a Correcting Session"))

    def _ask(self, kind, title):
        check_single(self)
        self.check_access("read")
        if refusal := self._get_ask_refusal(kind):
            raise UserError(refusal)
        # sudo: the applicant does not read the case; only the last day is told.
        limit = self.sudo().party_ids[:1]._get_remedy_limit(kind)
        today = self.company_id._tolerance_today()
        return self.env["tolerance.remedy.request"]._get_new_action(
            title,
            default_application_id=self.id,
            default_kind=kind,
            default_due_on=fields.Date.to_string(limit.due_on),
            default_limit_text=limit.text,
            default_is_late=bool(limit.due_on) and today > limit.due_on,
        )
