from odoo import fields, models

from ..base import bounded


class ResCompany(models.Model):
    _inherit = "res.company"

    tolerance_unit_days = bounded.Integer(
        string="Days the Unit Has to Forward",
        default=2,
        help="Working days a unit has to forward an application of one of its "
        "members. After them the application counts as filed on the day it was "
        "submitted. Agency default; not prescribed by the source.",
        low=1,
        high=365,
    )
    tolerance_clerk_id = fields.Many2one(
        "res.users",
        string="Clerk Who Receives Applications",
        help="New applications are put on this desk. Without one, they go to the "
        "first clerk of the company.",
    )
