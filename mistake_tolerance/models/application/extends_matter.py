from odoo import models


class ToleranceMatter(models.Model):
    _inherit = "tolerance.matter"

    def _get_applications(self):
        """Return the applications in its case: conflicts are found from them too."""
        return self.case_ids.party_ids.application_id
