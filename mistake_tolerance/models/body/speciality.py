from odoo import fields, models

from ..base import bounded
from ..base.field import written


class ToleranceSpeciality(models.Model):
    """A professional field, by which experts and reserves are found for a case.

    The shipped rows are a proposal of the product; no regulation lists them.
    """

    _name = "tolerance.speciality"
    _description = "Speciality"
    _order = "sequence, name, id"

    name = written.Char(required=True, translate=True)
    sequence = bounded.Integer(default=10)
    active = fields.Boolean(default=True)

    _name_uniq = models.UniqueIndex("(name)", "This speciality exists already.")
