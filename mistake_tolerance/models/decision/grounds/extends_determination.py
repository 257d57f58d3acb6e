from odoo import models


class ToleranceDetermination(models.Model):
    """The provisions and answers that a determination rests on."""

    _name = "tolerance.determination"
    _inherit = ["tolerance.determination", "tolerance.grounded.mixin"]

    def _get_grounds(self):
        lines = self.line_ids.browse()
        if lines.has_access("read"):
            lines = self.line_ids.filtered("is_selected")
        return [
            *super()._get_grounds(),
            self.degree_id,
            self.situation_ids,
            self.exclusion_ids,
            self.principle_ids,
            lines.scheme_area_id,
        ]

    def _get_found_answers(self):
        # sudo: what is found is read with the rights of the user.
        party = self.sudo().party_id.with_env(self.env)
        return super()._get_found_answers() + party._get_found_answers()
