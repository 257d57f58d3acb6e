from odoo import fields, models
from odoo.tools.translate import LazyTranslate

from ...base import bounded
from ...base.field import written

_lt = LazyTranslate(__name__)


class ToleranceSchemeSituationPart(models.Model):
    """One fact that must be shown before a situation applies."""

    _name = "tolerance.scheme.situation.part"
    _description = "Test Part of a Situation"
    _inherit = ["tolerance.scheme.part.mixin"]
    _preset_key = "parts"
    _preset_parent = "situation_id"
    _frozen_parent = "situation_id"
    _preset_explicit = {
        "group": _lt(
            "The situation has several parts. Write whether one of them is enough (1 "
            "in each row) or all must be met (1, 2, 3: a number of its own in each)."
        )
    }
    _order = "situation_id, group, sequence, id"

    situation_id = fields.Many2one(
        "tolerance.scheme.situation", required=True, ondelete="cascade", index=True
    )
    version_id = fields.Many2one(
        related="situation_id.version_id", required=False, index=False
    )
    group = bounded.Integer(
        "Test Group",
        default=1,
        required=True,
        aggregator=None,
        help="Parts of the same group are alternatives; every group must be met. "
        "Where all parts must be met, give each a group of its own: 1, 2, 3. A part "
        "that is the only one of its situation needs no number.",
    )
    name = written.Char(required=True, translate=True)

    def _get_frozen_versions(self):
        return self.situation_id.version_id
