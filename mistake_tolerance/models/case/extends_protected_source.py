from odoo import fields, models


class ToleranceProtectedSource(models.Model):
    """Links the person who reported a matter to its case."""

    _inherit = "tolerance.protected.source"
    _conflict_paths = ("case_id.conflict_ids",)

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="case_id.company_id", store=True)

    def write(self, vals):
        before = self.case_id
        result = super().write(vals)
        if "case_id" in vals:
            # sudo: no user has a right to write conflicts.
            matters_sudo = (before | self.case_id).sudo().matter_id
            self.env["tolerance.conflict"].sudo()._refresh(matters_sudo)
        return result

    def _get_reported(self):
        return self.case_id.matter_id
