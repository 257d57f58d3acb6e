from odoo import api, fields, models

from ....rules.handling import compare
from ...base.wording import write_day
from ..determination_handling import MEASURES

TOLD = ("decision_sent_on", "decision_sent_way", "decision_received_on")


class ToleranceProceeding(models.Model):
    """Compares what the organ did with what was decided, and keeps its receipt.

    An organ that closes its proceeding before the decision, or handles somebody more
    heavily than decided, is reported to the clerk in charge and to the supervisors.
    """

    _name = "tolerance.proceeding"
    _inherit = ["tolerance.proceeding", "tolerance.attachment.mixin"]
    _past_days = (
        "started_on",
        "notified_on",
        "decision_sent_on",
        "decision_received_on",
        "closed_on",
    )

    decision_received_on = fields.Date(
        "Receipt Given On", help="The day on which the organ received our decision."
    )
    decision_received_by = fields.Char("Receipt Given By")
    decision_receipt_ids = fields.Many2many(
        "ir.attachment",
        "tolerance_proceeding_receipt_rel",
        "proceeding_id",
        "attachment_id",
        string="Receipt of the Organ",
    )
    final_measure = fields.Selection(
        [*MEASURES, ("other", "Another Measure")],
        help="The heaviest measure that the organ took. Describe another measure "
        "below; no source ranks it.",
    )
    final_outcome = fields.Selection(
        [
            ("within", "Within the Decision"),
            ("heavier", "Heavier than Decided"),
            ("open", "Open: Compare by Hand"),
        ],
        "Compared with Our Decision",
        compute="_compute_final_outcome",
        compute_sudo=True,
        store=True,
    )
    warning = fields.Text(compute="_compute_warning", compute_sudo=True)

    @api.depends(
        "final_measure",
        "matter_id.case_ids.determination_ids.state",
        "matter_id.case_ids.determination_ids.degree_kind",
        "matter_id.case_ids.determination_ids.handling_ceiling",
    )
    def _compute_final_outcome(self):
        """Compare the measure with each decision that lightens; the worst counts."""
        for proceeding in self:
            decisions = proceeding.matter_id.case_ids.determination_ids.filtered(
                lambda d: d.state == "confirmed" and d.degree_kind != "refused"
            )
            found = {
                compare(d.degree_kind, d.handling_ceiling, proceeding.final_measure)
                for d in decisions
                if proceeding.final_measure
            }
            worst = (one for one in ("heavier", "open", "within") if one in found)
            proceeding.final_outcome = next(worst, False)

    @api.depends("closed_on", "final_outcome", "matter_id.is_open")
    @api.depends_context("lang")
    def _compute_warning(self):
        for proceeding in self:
            sentences = []
            if proceeding._is_closed_early():
                sentences.append(
                    self.env._(
                        "The organ closed its proceeding on %(day)s, before the "
                        "decision. Ask it to wait, and enter its answer in the "
                        "messages of the case.",
                        day=write_day(self.env, proceeding.closed_on),
                    )
                )
            if proceeding.final_outcome == "heavier":
                sentences.append(
                    self.env._(
                        "The organ handled it more heavily than decided. Send the "
                        "decision again and ask for an answer."
                    )
                )
            proceeding.warning = "\n".join(sentences)

    def _is_closed_early(self):
        """Return whether the organ closed it while a case is still undecided.

        :rtype: bool
        """
        self.ensure_one()
        return bool(
            self.closed_on and self.matter_id.case_ids and self.matter_id.is_open
        )

    @api.model_create_multi
    def create(self, vals_list):
        proceedings = super().create(vals_list)
        proceedings._bind_uploads("decision_receipt_ids")
        return proceedings

    def write(self, vals):
        before = {proceeding: proceeding.final_outcome for proceeding in self}
        result = super().write(vals)
        if "decision_receipt_ids" in vals:
            self._bind_uploads("decision_receipt_ids")
        # sudo: which cases answer a proceeding is read to act on their tasks.
        cases_sudo = self.sudo().matter_id.case_ids
        if {*TOLD, "decision_receipt_ids"} & vals.keys():
            if {"decision_received_on", "decision_receipt_ids"} & vals.keys():
                self._ledger_append(
                    "proceeding.receipt",
                    lambda proceeding: {
                        "received_on": proceeding.decision_received_on,
                        "received_by": proceeding.decision_received_by or "",
                        "files": proceeding._hash_uploads("decision_receipt_ids"),
                    },
                )
            cases_sudo._end_telling()
        if vals.get("closed_on"):
            for proceeding in self.sudo().filtered(lambda p: p._is_closed_early()):
                proceeding.matter_id.case_ids._report_organ("closed_early")
        self._report_heavier(before)
        return result

    def _report_heavier(self, before):
        """Report what has become heavier than decided.

        :param dict before: the comparison of each before
        """
        # sudo: whoever enters the measure may not read the decisions.
        for proceeding in self.sudo():
            if (
                proceeding.final_outcome == "heavier"
                and before.get(proceeding.sudo(False)) != "heavier"
            ):
                proceeding._ledger_append(
                    "proceeding.heavier", {"measure": proceeding.final_measure}
                )
                proceeding.matter_id.case_ids._report_organ("handled_heavier")

    def _get_earliest_days(self):
        sent = (self.decision_sent_on, self.env._("the day it was sent"))
        return super()._get_earliest_days() | {"decision_received_on": sent}

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "proceeding.receipt": self.env._("Receipt of the organ entered"),
            "proceeding.heavier": self.env._("Handled more heavily than decided"),
        }
