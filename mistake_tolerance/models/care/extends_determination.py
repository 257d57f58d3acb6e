"""What follows a decision: corrections and follow-ups."""

from odoo import fields, models


class ToleranceDetermination(models.Model):
    """Opens corrections and follow-ups on a decision, ends them on its revocation."""

    _inherit = "tolerance.determination"

    correction_ids = fields.One2many(
        "tolerance.correction", "determination_id", string="Corrections"
    )
    follow_up_ids = fields.One2many(
        "tolerance.follow.up", "determination_id", string="Follow-ups"
    )
    post_adjustment_ids = fields.One2many(
        "tolerance.post.adjustment", "determination_id", string="Post Adjustments"
    )

    def _on_confirmed(self):
        result = super()._on_confirmed()
        # sudo: the deciding user has no rights on these records.
        determinations_sudo = self.sudo()
        determinations_sudo.env["tolerance.correction"]._open_for(determinations_sudo)
        determinations_sudo.env["tolerance.follow.up"]._start_for(determinations_sudo)
        return result

    def _on_revoked(self):
        result = super()._on_revoked()
        # sudo: the revoking user has no rights on these records.
        for determination_sudo in self.sudo():
            reason = determination_sudo.revocation_reason
            determination_sudo.correction_ids.filtered(
                lambda correction: correction.state not in ("verified", "void")
            )._void(reason)
            determination_sudo.post_adjustment_ids.filtered(
                lambda adjustment: adjustment.state not in ("done", "void")
            )._void(reason)
            determination_sudo.follow_up_ids.filtered(
                lambda follow_up: follow_up.state not in ("completed", "void")
            )._void(reason)
        return result
