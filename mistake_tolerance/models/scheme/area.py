from odoo import fields, models
from odoo.exceptions import UserError

from ..base import bounded
from ..base.field import written


class ToleranceArea(models.Model):
    """An area of personnel work that a decision can protect."""

    _name = "tolerance.area"
    _description = "Effect Area"
    _order = "sequence, id"

    name = written.Char(required=True, translate=True)
    code = written.Char(required=True)
    sequence = bounded.Integer(default=10)
    subject_kind = fields.Selection(
        [("person", "Persons"), ("unit", "Units"), ("both", "Persons and Units")],
        required=True,
        default="person",
    )
    # Stands for all areas: a decision that protects in it protects in each, also in one
    # that is added later, against what cites its matter.
    is_every = fields.Boolean(readonly=True, export_string_translation=False)

    _code_uniq = models.UniqueIndex("(code)", "Each effect area has a code of its own.")

    _one_every = models.UniqueIndex(
        "(is_every) WHERE is_every", "One area stands for all of them."
    )

    def write(self, vals):
        # Guards, marks and published regulations know an area by its code.
        if any(
            area[name] != vals.get(name, area[name])
            for area in self
            for name in ("code", "is_every")
        ):
            raise UserError(
                self.env._(
                    "The code of an effect area stays as it is. Add a new area instead."
                )
            )
        return super().write(vals)
