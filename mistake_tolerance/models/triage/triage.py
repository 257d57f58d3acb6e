from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base.db_trigger import keep_columns
from ..base.deletion import ondelete
from ..base.task_mixin import Task
from ..base.workflow_mixin import Transition

# What the clerk enters before the triage is decided, and what comes afterwards.
BEFORE = frozenset({"way_out", "verdict", "reason", "organ", "attachment_ids"})
RECEIPT = frozenset(
    {"handed_on", "handed_way", "received_on", "received_by", "receipt_ids"}
)


class ToleranceTriage(models.Model):
    """What became of a matter, with verdict and reason.

    A trial or a tolerable error becomes a case; no error is clarified; an error without
    tolerance is corrected; a serious violation is handed over to the organ in charge.
    Each is decided once and stays as it is; new facts ask for a new triage.
    """

    _name = "tolerance.triage"
    _description = "Triage of a Matter"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.attachment.mixin",
        "tolerance.workflow.mixin",
        "tolerance.dated",
    ]
    _order = "id desc"
    _rec_name = "matter_number"
    _conflict_paths = ("matter_id.conflict_ids",)
    _tasks = {
        "clarify": Task(parts=("clerk",)),
        "hand_over_matter": Task(parts=("clerk",)),
    }
    _past_days = ("handed_on", "received_on")

    _transitions = {
        "decide": Transition(
            "draft",
            "decided",
            required=("way_out", "verdict", "reason"),
            hidden_by="_get_clerk_refusal",
            refused_by=("_get_case_refusal", "_get_organ_refusal"),
        ),
        "finish_clarification": Transition(
            "decided",
            "done",
            required="clarified",
            hidden_by=("_get_clerk_refusal", "_get_clarification_refusal"),
            depends="way_out",
        ),
        "enter_receipt": Transition(
            "decided",
            "done",
            required=("handed_on", "handed_way", "received_on", "received_by"),
            hidden_by=("_get_clerk_refusal", "_get_hand_over_refusal"),
            depends="way_out",
        ),
    }
    _workflow_fields = frozenset(
        {"state", "decided_on", "decided_by", "case_id", "done_on"}
    )

    matter_id = fields.Many2one(
        "tolerance.matter", required=True, ondelete="restrict", index=True
    )
    matter_number = fields.Char(related="matter_id.name", string="Number", store=True)
    matter_title = fields.Char(related="matter_id.title", string="Matter in Short")
    company_id = fields.Many2one(related="matter_id.company_id", store=True)
    way_out = fields.Selection(
        [
            ("case", "Trial or Tolerable Error: Case"),
            ("clarification", "No Error: Clarification"),
            ("correction", "Error without Tolerance: Correction"),
            ("hand_over", "Serious Violation: Hand-Over"),
        ],
        "Where It Goes",
        help="A case: the body takes it up before anybody applies, where the rules "
        "provide for early intervention; elsewhere those concerned are told to apply.",
    )
    verdict = fields.Text(help="What was found, in one or two sentences.")
    reason = fields.Text(help="Which facts this rests on.")
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "tolerance_triage_attachment_rel",
        "triage_id",
        "attachment_id",
        string="Papers It Rests On",
    )
    organ = fields.Char("Organ in Charge", help="To whom a violation is handed over.")
    state = fields.Selection(
        [("draft", "Draft"), ("decided", "Triage Decided"), ("done", "Carried Out")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    decided_on = fields.Date(readonly=True, copy=False)
    decided_by = fields.Many2one("res.users", readonly=True, copy=False)
    case_id = fields.Many2one(
        "tolerance.case", "Case Opened", readonly=True, copy=False, ondelete="restrict"
    )
    clarified = fields.Text(
        "What Was Done to Clarify",
        help="To whom and in which form it was said that there was no error.",
    )
    handed_on = fields.Date("Handed Over On")
    handed_way = fields.Char("Handed Over By", help="Letter, courier, official system.")
    received_on = fields.Date("Receipt Given On")
    received_by = fields.Char("Receipt Given By")
    receipt_ids = fields.Many2many(
        "ir.attachment",
        "tolerance_triage_receipt_rel",
        "triage_id",
        "attachment_id",
        string="Receipt of the Organ",
    )
    done_on = fields.Date("Carried Out On", readonly=True, copy=False)
    can_decide = fields.Boolean(compute="_compute_can")
    can_finish_clarification = fields.Boolean(compute="_compute_can")
    can_enter_receipt = fields.Boolean(compute="_compute_can")
    next_action = fields.Char("What to Do Next", compute="_compute_next_action")

    _decided = models.Constraint(
        "CHECK(state = 'draft' OR (way_out IS NOT NULL AND verdict IS NOT NULL "
        "AND reason IS NOT NULL AND decided_on IS NOT NULL))",
        "A triage says where the matter goes, with verdict and reason.",
    )
    _one_draft = models.UniqueIndex(
        "(matter_id) WHERE state = 'draft'",
        "A triage of this matter is in preparation already: go on with that one.",
    )

    def init(self):
        """Forbid in the database to change which matter it is about."""
        super().init()
        keep_columns(self, "matter_id")

    @api.model_create_multi
    def create(self, vals_list):
        triages = super().create(vals_list)
        triages.matter_id.check_access("read")
        triages._bind_uploads("attachment_ids")
        triages._bind_uploads("receipt_ids")
        return triages

    def write(self, vals):
        self.check_access("write")
        names = {n for n in vals if not n.startswith(("message_", "activity_"))}
        for triage in self:
            if names - triage._get_writable_names() - self._workflow_fields:
                raise AccessError(
                    self.env._(
                        "%(number)s: what a triage decided stays as it is. For new "
                        "facts, make a new triage.",
                        number=triage.matter_number,
                    )
                )
        result = super().write(vals)
        for name in ("attachment_ids", "receipt_ids"):
            if name in vals:
                self._bind_uploads(name)
        return result

    def _get_writable_names(self):
        """Return the fields that the present state leaves open.

        :rtype: set
        """
        self.ensure_one()
        if self.state == "draft":
            return {*BEFORE}
        if self.state == "decided" and self.way_out == "clarification":
            return {"clarified"}
        if self.state == "decided" and self.way_out == "hand_over":
            return {*RECEIPT}
        return set()

    @ondelete
    def _unlink_only_draft(self):
        if self.filtered(lambda triage: triage.state != "draft"):
            raise AccessError(self.env._("A triage that was decided stays on file."))

    @api.depends("state", "way_out")
    @api.depends_context("lang")
    def _compute_next_action(self):
        for triage in self:
            triage.next_action = triage._get_next_action()

    def _get_next_action(self):
        """Return one sentence on what comes next.

        :rtype: str
        """
        self.ensure_one()
        if self.state == "draft":
            return self.env._(
                "Say where it goes, with verdict and reason, then press Decide."
            )
        if self.state == "done":
            return self.env._("Carried out. Nothing to do.")
        return {
            "case": self.env._("Those concerned were told to apply."),
            "clarification": self.env._(
                "Say to those who have to know that there was no error, enter what was "
                "done, then press Clarified."
            ),
            "correction": self.env._("Plan the corrections that were opened."),
            "hand_over": self.env._(
                "Hand it over, enter the receipt of the organ, then press Enter the "
                "Receipt."
            ),
        }[self.way_out]

    def _get_earliest_days(self):
        handed = (self.handed_on, self.env._("the hand-over"))
        return {"received_on": handed}

    def _get_ledger_values(self):
        return {
            "way_out": self.way_out,
            "verdict": self.verdict,
            "reason": self.reason,
            "organ": self.organ or "",
            "attachments": self._hash_uploads("attachment_ids"),
        }

    def _get_ledger_chain(self):
        return self.matter_id._get_ledger_chain()

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "triage.decide": self.env._("Triage of a matter decided"),
            "triage.clarify": self.env._("Clarification carried out"),
            "triage.receipt": self.env._("Hand-over confirmed by the organ"),
            "case.open": self.env._("Case opened before an application"),
        }
