from odoo import models


class ToleranceProceeding(models.Model):
    """What is sent to the organ is decided before."""

    _inherit = "tolerance.proceeding"

    def _get_earliest_days(self):
        days = super()._get_earliest_days()
        # sudo: the day counts for users who may not read the case as well.
        cases_sudo = self.sudo().matter_id.case_ids
        decided_on = [day for case in cases_sudo if (day := case._get_decided_day())]
        if decided_on:
            act = self.env._("the decision")
            days["decision_sent_on"] = (min(decided_on), act)
        return days
