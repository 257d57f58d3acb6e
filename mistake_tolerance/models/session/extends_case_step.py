from odoo import api, models


class ToleranceCaseStep(models.Model):
    """A step can depend on the decision, and none goes back while a body sits."""

    _inherit = "tolerance.case.step"

    @api.depends(
        "case_id.session_ids.state", "case_id.session_ids.result_ids.degree_id"
    )
    def _compute_plan(self):
        return super()._compute_plan()

    def _get_return_refusal(self):
        if self.case_id._get_running_session():
            return self.env._(
                "%(number)s is before a body now.", number=self.case_id.name
            )
        return super()._get_return_refusal()
