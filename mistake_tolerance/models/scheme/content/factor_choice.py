from odoo import fields, models

from ...base.field import written


class ToleranceSchemeFactorChoice(models.Model):
    """One of the answers that the scheme itself gives to an open question."""

    _name = "tolerance.scheme.factor.choice"
    _description = "Choice of an Assessment Factor"
    _inherit = ["tolerance.scheme.part.mixin"]
    _preset_key = "choices"
    _preset_parent = "factor_id"
    _frozen_parent = "factor_id"
    _order = "factor_id, sequence, id"

    factor_id = fields.Many2one(
        "tolerance.scheme.factor", required=True, ondelete="cascade", index=True
    )
    version_id = fields.Many2one(
        related="factor_id.version_id", required=False, index=False
    )
    name = written.Char(required=True, translate=True)
    code = fields.Char(help="By it the condition of a step names this answer.")

    def _get_frozen_versions(self):
        return self.factor_id.version_id
