from odoo import api, models


class ToleranceCaseParty(models.Model):
    _inherit = "tolerance.case.party"

    @api.model_create_multi
    def create(self, vals_list):
        parties = super().create(vals_list)
        # Conflicts are kept by the system.
        self.env["tolerance.conflict"].sudo()._refresh(parties.sudo().matter_id)
        return parties

    def write(self, vals):
        result = super().write(vals)
        if {"subject_id", "application_id"} & vals.keys():
            self.env["tolerance.conflict"].sudo()._refresh(self.sudo().matter_id)
        return result


class ToleranceInquiryMember(models.Model):
    _inherit = "tolerance.inquiry.member"

    def _do_state(self, state, statement):
        result = super()._do_state(state, statement)
        if state == "withdrawn":
            # Whoever withdrew takes no further part, in whatever role.
            self.env["tolerance.conflict"].sudo()._add(
                [(self.sudo().case_id.matter_id.id, self.user_id.id, "recused")]
            )
        return result
