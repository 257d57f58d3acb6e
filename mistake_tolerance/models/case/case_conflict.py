from odoo import api, fields, models

from ..base.write_permit import unlocked


class ToleranceCase(models.Model):
    _inherit = "tolerance.case"

    conflict_ids = fields.One2many(
        "tolerance.conflict", "case_id", string="Conflicts of Interest"
    )
    accuser_ids = fields.One2many(
        "tolerance.accuser",
        "case_id",
        string="Who Reported It",
        groups="mistake_tolerance.group_clerk",
    )

    @api.model_create_multi
    def create(self, vals_list):
        cases = super().create(vals_list)
        # Conflicts are kept by the system; those of the matter are the case's too.
        cases_sudo = cases.sudo()
        for case_sudo in cases_sudo:
            unlocked(case_sudo.matter_id.conflict_ids).case_id = case_sudo
        cases_sudo.env["tolerance.conflict"]._refresh(cases_sudo.matter_id)
        return cases

    def _get_conflicts(self, users):
        """Add the conflicts that were found or declared."""
        # The rows are read for the rule, not shown to the reader.
        rows_sudo = self.sudo().conflict_ids
        return rows_sudo._add_sentences(super()._get_conflicts(users), users)
