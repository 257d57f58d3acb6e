from odoo import fields, models

from ..base import bounded


class ToleranceSchemePartMixin(models.AbstractModel):
    """A part of a scheme version."""

    _name = "tolerance.scheme.part.mixin"
    _description = "Part of a Scheme Version"
    _inherit = ["tolerance.scheme.frozen"]
    _order = "sequence, id"

    version_id = fields.Many2one(
        "tolerance.scheme.version", required=True, ondelete="cascade", index=True
    )
    sequence = bounded.Integer(default=10, aggregator=None)
