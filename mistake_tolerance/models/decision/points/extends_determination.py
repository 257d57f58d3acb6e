from odoo import api, fields, models

from ...base.wording import write_list


class ToleranceDetermination(models.Model):
    """Asks to how many points a deduction is reduced, and says what is protected."""

    _inherit = "tolerance.determination"

    protection_note = fields.Char("Protects", compute="_compute_protection_note")

    @api.depends(
        "line_ids.is_selected",
        "line_ids.form",
        "line_ids.cap_points",
        "line_ids.date_to",
    )
    @api.depends_context("lang")
    def _compute_protection_note(self):
        for determination in self:
            lines = determination.line_ids.filtered("is_selected")
            determination.protection_note = write_list(
                self.env, [line._get_protection_note() for line in lines]
            )

    @api.model
    def _get_can_depends(self):
        return super()._get_can_depends() | {
            "line_ids.cap_points",
            "line_ids.no_points",
        }

    @api.depends("line_ids.cap_points", "line_ids.no_points")
    def _compute_next_action(self):
        return super()._compute_next_action()

    def _get_areas_refusal(self):
        if refusal := super()._get_areas_refusal():
            return refusal
        for line in self.line_ids:
            if line._is_unlimited():
                return self.env._(
                    "%(area)s: the deduction is reduced. Under Effect Areas, enter "
                    "“%(points)s”, or tick “%(none)s”.",
                    area=line.area_id.name,
                    points=line._fields["cap_points"]._description_string(self.env),
                    none=line._fields["no_points"]._description_string(self.env),
                )
        return False
