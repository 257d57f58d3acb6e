from odoo import api, fields, models


class ToleranceBallot(models.Model):
    """Shows a member the opinions of professionals and departments side by side."""

    _inherit = "tolerance.ballot"
    _logged_content = frozenset(
        {"expert_opinion_ids", "joint_opinion_ids", "hearing_statement_ids"}
    )

    expert_opinion_ids = fields.Many2many(
        "tolerance.hearing.opinion",
        string="Opinions of Professionals",
        compute="_compute_heard",
    )
    hearing_statement_ids = fields.Many2many(
        "tolerance.hearing.statement",
        string="Statements at the Hearing",
        compute="_compute_heard",
    )
    joint_opinion_ids = fields.Many2many(
        "tolerance.joint.opinion",
        string="Opinions of Departments",
        compute="_compute_heard",
    )

    @api.depends("case_id.hearing_ids.state", "case_id.joint_opinion_ids.state")
    @api.depends_context("uid")
    def _compute_heard(self):
        for ballot in self:
            case = ballot.case_id
            # sudo: all are found; what the reader may not read is left out.
            case_sudo = case.sudo()
            held_sudo = case_sudo.hearing_ids.filtered(lambda h: h.state == "closed")
            experts = case._get_expert_opinions(ballot.party_id).sudo(False)
            ballot.expert_opinion_ids = experts._filtered_access("read")
            statements = held_sudo.statement_ids.sudo(False)
            ballot.hearing_statement_ids = statements._filtered_access("read")
            joint = case_sudo.joint_opinion_ids.sudo(False)
            ballot.joint_opinion_ids = joint._filtered_access("read")
