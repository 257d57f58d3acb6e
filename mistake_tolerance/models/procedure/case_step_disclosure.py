from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError


class ToleranceCaseStep(models.Model):
    """Records how and within which range a decision was made known."""

    _inherit = "tolerance.case.step"

    version_id = fields.Many2one(related="scheme_step_id.version_id")
    disclosure_ids = fields.One2many(related="version_id.disclosure_ids")
    disclosure_id = fields.Many2one(
        "tolerance.scheme.disclosure",
        string="Form of Disclosure",
        ondelete="restrict",
        domain="[('version_id', '=', version_id), ('is_open', '=', False)]",
    )
    disclosure_range = fields.Char(
        "Range of Disclosure",
        help="Who was told: a division, a unit, the whole agency.",
    )

    @api.constrains("disclosure_id")
    def _check_disclosure_id(self):
        for step in self:
            step.disclosure_id._check_usable()
            if step.disclosure_id.version_id - step.version_id:
                raise ValidationError(
                    self.env._("Choose from the scheme version of the case.")
                )

    def write(self, vals):
        if self._get_disclosure_fields() & vals.keys() and self.filtered(
            lambda step: step.state in ("done", "skipped")
        ):
            raise AccessError(
                self.env._("How a decision was made known stays as it was recorded.")
            )
        return super().write(vals)

    @api.model
    def _get_disclosure_fields(self):
        return {"disclosure_id", "disclosure_range"}

    @api.model
    def _get_writable_fields(self):
        return super()._get_writable_fields() | self._get_disclosure_fields()

    def _get_required_fields(self, action):
        """Ask for form and range where the regulation names forms of disclosure."""
        names = super()._get_required_fields(action)
        if action != "finish" or self.kind != "disclosure":
            return names
        if not self.disclosure_ids.filtered(lambda form: not form.is_open):
            return names
        return ("disclosure_id", "disclosure_range", *names)
