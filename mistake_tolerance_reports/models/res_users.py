from odoo import api, models


class ResUsers(models.Model):
    """Supervisors read returns before single decisions."""

    _inherit = "res.users"

    @api.model
    def _get_tolerance_homes(self):
        homes = super()._get_tolerance_homes()
        if not self.env.user.has_group("mistake_tolerance.group_supervisor"):
            return homes
        returns = ("mistake_tolerance_reports.tolerance_return_action", False)
        place = homes.index(("mistake_tolerance.tolerance_determination_action", False))
        return [*homes[:place], returns, *homes[place:]]
