from odoo import api, fields, models


class ToleranceDetermination(models.Model):
    """Tells the reader the next action after a decision."""

    _inherit = "tolerance.determination"

    next_action = fields.Char("What to Do Next", compute="_compute_next_action")

    @api.depends(
        "state",
        "situation_ids",
        "influence_until",
        "line_ids.is_selected",
        "line_ids.omission_reason",
    )
    @api.depends_context("lang", "uid")
    def _compute_next_action(self):
        for determination in self:
            determination.next_action = determination._get_next_action()

    def _get_next_action(self):
        """Say what the reader does next, or for whom the decision waits.

        :rtype: str
        """
        self.ensure_one()
        if self.state == "draft" and self._is_decider():
            lacking = self._get_content_refusals("confirm").get(self.id)
            return lacking or self.env._("Press Confirm Decision.")
        if self.state == "draft":
            # Which body decides is no secret.
            body_sudo = (
                self.sudo()
                .case_id.session_ids.filtered(
                    lambda session: session.kind == "decision"
                )
                .body_id
            )
            return self.env._(
                "The member who decided for “%(body)s” confirms it.",
                body=body_sudo[:1].name,
            )
        case = self.case_id._filtered_access("read")
        if self.state == "confirmed" and case:
            return self.env._("Confirmed. %(next)s", next=case._get_follow_sentence())
        return self.env._("Nothing to do here.")
