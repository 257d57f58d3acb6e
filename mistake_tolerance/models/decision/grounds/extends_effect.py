from odoo import models


class ToleranceEffect(models.Model):
    """The provision and answers that an effect rests on."""

    _name = "tolerance.effect"
    _inherit = ["tolerance.effect", "tolerance.grounded.mixin"]

    def _get_grounds(self):
        # sudo: a reader of an effect may not read the decision; the regulation is
        # for everybody.
        line_sudo = self.sudo().determination_id.line_ids.filtered(
            lambda line: line.area_id == self.sudo().area_id
        )
        return [*super()._get_grounds(), line_sudo.scheme_area_id.with_env(self.env)]

    def _get_found_answers(self):
        # sudo: what is found is read with the rights of the user.
        decision = self.sudo().determination_id.with_env(self.env)
        found = decision._filtered_access("read")
        return super()._get_found_answers() + (
            found._get_found_answers() if found else []
        )
