from odoo import fields, models
from odoo.exceptions import UserError

from ..base import bounded


class ToleranceArea(models.Model):
    """An area of personnel work that a decision can protect."""

    _name = "tolerance.area"
    _description = "Effect Area"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = bounded.Integer(default=10)
    subject_kind = fields.Selection(
        [("person", "Persons"), ("unit", "Units"), ("both", "Persons and Units")],
        required=True,
        default="person",
    )

    _code_uniq = models.UniqueIndex("(code)", "Each effect area has a code of its own.")

    def write(self, vals):
        # Guards, marks and published regulations know an area by its code.
        if any(area.code != vals.get("code", area.code) for area in self):
            raise UserError(
                self.env._(
                    "The code of an effect area stays as it is. Add a new area instead."
                )
            )
        return super().write(vals)
