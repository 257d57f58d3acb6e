from datetime import timezone
from zoneinfo import ZoneInfo

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    tolerance_tz = fields.Char(
        string="Time Zone of Time Limits",
        default="Asia/Shanghai",
        required=True,
        help="Days of time limits begin and end in this time zone.",
    )

    def _tolerance_today(self):
        """Return today's date where the agency is; the server runs in UTC.

        :rtype: datetime.date
        """
        self.ensure_one()
        now = fields.Datetime.now().replace(tzinfo=timezone.utc)
        return now.astimezone(ZoneInfo(self.tolerance_tz)).date()
