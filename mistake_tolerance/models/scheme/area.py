from odoo import fields, models


class ToleranceArea(models.Model):
    """An area of personnel work that a decision can protect."""

    _name = "tolerance.area"
    _description = "Effect Area"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    subject_kind = fields.Selection(
        [("person", "Persons"), ("unit", "Units"), ("both", "Persons and Units")],
        required=True,
        default="person",
    )

    _code_uniq = models.UniqueIndex("(code)", "Each effect area has a code of its own.")
