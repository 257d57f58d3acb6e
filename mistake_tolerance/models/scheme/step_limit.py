from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import models


class ToleranceSchemeStep(models.Model):
    _inherit = "tolerance.scheme.step"

    def _get_due(self, start, company, paused=0):
        """Say when this step is due if its time limit starts running on a day.

        :param date start: the day of the trigger; the day after it is day 1
        :param res.company company: whose calendar counts
        :param int paused: days, in the unit of the limit, that do not count
        :return: the day and whether it may still move, because the holidays of
            that year are not announced; ``(False, False)`` where the scheme
            prescribes no limit
        :rtype: tuple
        """
        if not self or not start or not self.limit:
            return False, False
        if self.limit_unit == "working_day":
            return self.env["tolerance.calendar.day"]._add_working_days(
                start, self.limit + paused, company
            )
        if self.limit_unit == "month":
            return start + relativedelta(months=self.limit, days=paused), False
        return start + timedelta(days=self.limit + paused), False
