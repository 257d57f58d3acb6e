from datetime import timezone
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.base.models.res_partner import _tz_get


class ResCompany(models.Model):
    """Settings of the agency.

    None of them is required: companies are also made by code that does not know
    them, such as Odoo's own modules while they load. :meth:`_tolerance_setting`
    reads them with the default in place of what is missing.
    """

    _inherit = "res.company"

    tolerance_tz = fields.Selection(
        _tz_get,
        string="Time Zone of Time Limits",
        default="Asia/Shanghai",
        help="Days of time limits begin and end in this time zone.",
    )

    @api.constrains("tolerance_tz")
    def _check_tolerance_tz(self):
        """Refuse what is no time zone: each day that counts would fail with it.

        Odoo leaves a selection that code lists unchecked.
        """
        known = {zone for zone, _label in _tz_get(self)}
        for company in self:
            if company.tolerance_tz and company.tolerance_tz not in known:
                raise ValidationError(
                    self.env._(
                        "There is no time zone %(zone)s. Choose one of the list.",
                        zone=company.tolerance_tz,
                    )
                )

    def _tolerance_setting(self, name):
        """Return a setting of the company, its default where it has none.

        :param str name: a field of this model that has a default
        """
        self.ensure_one()
        return self[name] or self._fields[name].default(self)

    def _tolerance_today(self):
        """Return today's date where the agency is; the server runs in UTC.

        :rtype: datetime.date
        """
        self.ensure_one()
        now = fields.Datetime.now().replace(tzinfo=timezone.utc)
        return now.astimezone(ZoneInfo(self._tolerance_setting("tolerance_tz"))).date()
