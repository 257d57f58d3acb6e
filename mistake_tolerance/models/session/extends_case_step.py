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

    acted_body_id = fields.Many2one(
        "tolerance.body",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
        export_string_translation=False,
    )

    @api.depends("taken_up_by_id", "acted_body_id")
    def _compute_body_id(self):
        """A step keeps the body that took it, whatever level has the case later."""
        result = super()._compute_body_id()
        for step in self:
            acted = step.acted_body_id or step.taken_up_by_id
            step.body_id = acted or step.body_id
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
