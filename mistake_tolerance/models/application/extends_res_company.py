"""Settings: how long a unit has to forward an application, and who receives it."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..base import bounded


class ResCompany(models.Model):
    _inherit = "res.company"

    tolerance_unit_days = bounded.Integer(
        string="Days the Unit Has to Forward",
        default=2,
        help="Working days a unit has to forward an application of one of its members. "
        "After them it is forwarded automatically; the day of submission counts. Only "
        "where the regulation has the unit submit it. Agency default; not prescribed "
        "by the source.",
        low=1,
        high=365,
    )
    tolerance_clerk_id = fields.Many2one(
        "res.users",
        string="Clerk Who Receives Applications",
        help="New applications are put on this desk. Without one, they go to the "
        "first clerk of the company.",
    )

    @api.constrains("tolerance_clerk_id")
    def _check_tolerance_clerk(self):
        """Refuse a desk from which nobody could take an application."""
        # sudo: the check needs the groups of the clerk, which users do not read.
        for company_sudo in self.sudo():
            clerk_sudo = company_sudo.tolerance_clerk_id
            if clerk_sudo and not (
                clerk_sudo.active
                and company_sudo in clerk_sudo.company_ids
                and clerk_sudo.has_group("mistake_tolerance.group_clerk")
            ):
                raise ValidationError(
                    self.env._(
                        "%(user)s cannot receive applications: choose a clerk of "
                        "%(company)s.",
                        user=clerk_sudo.name,
                        company=company_sudo.name,
                    )
                )
