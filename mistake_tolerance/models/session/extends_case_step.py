from odoo import api, fields, models


class ToleranceCaseStep(models.Model):
    """A step can depend on the decision, and none goes back while a body sits."""

    _inherit = "tolerance.case.step"

    taken_up_by_id = fields.Many2one(
        "tolerance.body",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="The body above, because recusals left too few members.",
    )

    @api.depends("taken_up_by_id")
    def _compute_body_id(self):
        result = super()._compute_body_id()
        for step in self:
            step.body_id = step.taken_up_by_id or step.body_id
        return result

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
