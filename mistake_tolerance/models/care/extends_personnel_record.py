from odoo import api, fields, models


class TolerancePersonnelRecord(models.AbstractModel):
    """Shows on personnel records that a follow-up ended without objection, no more."""

    _inherit = "tolerance.personnel.record"

    follow_up_note = fields.Char("Follow-up", compute="_compute_follow_up_note")

    @api.depends("subject_id")
    @api.depends_context("lang")
    def _compute_follow_up_note(self):
        cleared = self.env["tolerance.follow.up"]._get_cleared(self.subject_id)
        for record in self:
            record.follow_up_note = (
                self.env._("Completed without objection")
                if record.subject_id.id in cleared
                else False
            )
