from odoo import api, models


class ToleranceCaseStep(models.Model):
    """A step can depend on an answer that the inquiry found."""

    _inherit = "tolerance.case.step"

    @api.depends(
        "case_id.inquiry_ids.state",
        "case_id.assessment_ids.line_ids.answer",
        "case_id.assessment_ids.line_ids.choice_id",
    )
    def _compute_plan(self):
        return super()._compute_plan()
