"""The remedy of a person whose matter is still counted in spite of a decision."""

from odoo import api, fields, models

from ..base.field import written
from .grievance import ANSWERING


class ToleranceViolationReport(models.Model):
    """A protected person reports that the matter is counted in spite of a decision."""

    _name = "tolerance.violation.report"
    _ledger_name = "tolerance.breach"
    _description = "Report That a Matter Still Counts"
    _inherit = ["tolerance.grievance"]
    _conflict_paths = ("matter_id.conflict_ids",)
    _own_page_paths = ("user_id",)

    _ledger_prefix = "breach"
    _fixed_fields = frozenset({"effect_id", "user_id", "where_found", "description"})
    _answer_todo = "answer_violation_report"

    effect_id = fields.Many2one(
        "tolerance.effect",
        string="Protection Concerned",
        required=True,
        ondelete="restrict",
        index=True,
    )
    matter_id = fields.Many2one(
        related="effect_id.matter_id",
        store=True,
        index=True,
        groups=ANSWERING,
    )
    subject_id = fields.Many2one(related="effect_id.subject_id", store=True)
    company_id = fields.Many2one(related="effect_id.company_id", store=True)
    where_found = written.Char(
        required=True,
        help="Which record, list, meeting or letter counts the matter.",
    )
    description = written.Text(required=True)

    def _get_parties(self):
        return self.effect_id.determination_id.party_id

    def _get_report(self):
        return {"where_found": self.where_found}

    def _get_ledger_values(self):
        return {"effect": self.effect_id.id}

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "breach.report": self.env._("Report that a matter still counts"),
            "breach.resolve": self.env._("Report found true and corrected"),
            "breach.dismiss": self.env._("Report not found true"),
            "breach.contest": self.env._("Answer to a report contested"),
        }
