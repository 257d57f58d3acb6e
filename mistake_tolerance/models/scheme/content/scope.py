from odoo import fields, models


class ToleranceSchemeScope(models.Model):
    """A kind of units or staff that a version covers."""

    _name = "tolerance.scheme.scope"
    _description = "Kind of Units or Staff Covered"
    _inherit = ["tolerance.scheme.part.mixin"]
    _rec_name = "type_id"
    _preset_key = "scopes"

    type_id = fields.Many2one(
        "tolerance.subject.type",
        "Kind of Units or Staff",
        required=True,
        ondelete="restrict",
        index=True,
    )
    kind = fields.Selection(related="type_id.kind")

    _type_uniq = models.UniqueIndex(
        "(version_id, type_id)", "This version names this kind already."
    )
