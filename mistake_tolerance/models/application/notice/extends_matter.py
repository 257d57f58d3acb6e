from odoo import models


class ToleranceMatter(models.Model):
    """Tells whoever becomes concerned after the proceeding was registered."""

    _inherit = "tolerance.matter"

    def write(self, vals):
        result = super().write(vals)
        if "subject_ids" in vals:
            self.proceeding_ids._tell_concerned()
        return result

    def _get_applied_day(self, subject):
        """Return the day on which a person or unit applied about it, or False.

        :rtype: date | bool
        """
        parties = self.case_ids.party_ids.filtered(lambda p: p.subject_id == subject)
        return parties.application_id.submitted_on or False
