"""The due date of the step “apply”, which the day of receipt decides."""

from odoo import api, models


class ToleranceCaseStep(models.Model):
    _inherit = "tolerance.case.step"

    @api.depends(
        "case_id.party_ids.application_id.submitted_due_on",
        "case_id.party_ids.application_id.filed_on",
    )
    def _compute_due_on(self):
        return super()._compute_due_on()

    def _get_due(self):
        """Keep an application in time that was in time on the day of receipt."""
        applied = self.case_id.party_ids.application_id.sorted("submitted_on")[:1]
        if self.kind == "apply" and applied:
            return applied._get_due(self._get_start())
        return super()._get_due()
