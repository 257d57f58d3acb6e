from odoo import models


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _filter_concerned(self):
        parties = self.env["tolerance.case.party"].search(
            [("subject_id", "in", self.ids)]
        )
        return super()._filter_concerned() | parties.subject_id
