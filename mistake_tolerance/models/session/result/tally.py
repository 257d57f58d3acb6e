from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...base import bounded
from ...base.deletion import ondelete
from ...base.write_permit import is_unlocked
from ...body.voting_rule import MAJORITIES


class ToleranceSessionTally(models.Model):
    """How many were for one question, and whether it was carried.

    It is written when a round is counted, never before.
    """

    _name = "tolerance.session.tally"
    _description = "Count of a Question"
    _inherit = ["tolerance.original", "tolerance.permit"]
    _rec_name = "question"
    _order = "result_id, round, id"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"yes", "no", "abstain", "is_carried"})

    result_id = fields.Many2one(
        "tolerance.session.result", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="result_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="result_id.company_id", store=True)
    round = bounded.Integer(required=True, aggregator=None)
    question = fields.Selection(
        [
            ("exclusion", "Exclusion"),
            ("situation", "Situation"),
            ("degree", "Outcome"),
            ("return", "Return for Supplementary Inquiry"),
        ],
        required=True,
    )
    exclusion_id = fields.Many2one("tolerance.scheme.exclusion", ondelete="restrict")
    situation_id = fields.Many2one("tolerance.scheme.situation", ondelete="restrict")
    degree_id = fields.Many2one("tolerance.scheme.degree", ondelete="restrict")
    provision = fields.Char(compute="_compute_provision")
    yes = bounded.Integer("For", aggregator=None)
    no = bounded.Integer("Against", aggregator=None)
    abstain = bounded.Integer("Abstained", aggregator=None)
    roll = bounded.Integer("Members", aggregator=None)
    present = bounded.Integer("Voted", aggregator=None)
    majority = fields.Selection(MAJORITIES, required=True)
    is_carried = fields.Boolean("Carried")

    _check_provision = models.Constraint(
        "CHECK (num_nonnulls(exclusion_id, situation_id, degree_id) "
        "= CASE WHEN question = 'return' THEN 0 ELSE 1 END)",
        "A question is about one provision, or whether the case goes back.",
    )
    _check_count = models.Constraint(
        "CHECK (yes + no + abstain = present AND present <= roll)",
        "Those for, against and abstaining are those who voted.",
    )

    @api.depends_context("lang")
    def _compute_provision(self):
        questions = dict(self._fields["question"]._description_selection(self.env))
        for tally in self:
            provision = tally.exclusion_id or tally.situation_id or tally.degree_id
            tally.provision = provision.display_name or questions.get(tally.question)

    def write(self, vals):
        if not is_unlocked(self):
            raise AccessError(self.env._("What was counted does not change."))
        return super().write(vals)

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("What was counted stays on file."))
