from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...base import bounded
from ...base.db_trigger import keep_columns
from ...base.field import written
from ...base.task_mixin import Task
from ...base.workflow_mixin import Transition


class ToleranceHearingStatement(models.Model):
    """What one speaker says at a hearing, confirmed by the speaker.

    The statement and defence of the person follow art. 43 of the national Law on
    Administrative Sanctions for Public Officials. A party may waive it in writing, or
    be absent after the notice, which is recorded with its proof; never silently.
    """

    _name = "tolerance.hearing.statement"
    _description = "Statement at a Hearing"
    _inherit = ["tolerance.signed.mixin"]
    _rec_name = "speaker"
    _order = "hearing_id, sequence, id"
    _conflict_paths = ("case_id.conflict_ids",)
    # A party reads the notice and the own statement, and nothing else of the case.
    _own_page_paths = ("user_id",)
    _logged_content = frozenset({"text"})
    _signed_content = frozenset({"text"})
    _asked_content = frozenset({"user_id", "speaker", "role", "party_id", "sequence"})
    _record_content = frozenset(
        {"absence", "acted_on", "asked_on", "missing_reason", "scan_ids"}
    )
    _sign_task = "confirm_statement"
    _tasks = {"confirm_statement": Task(is_personal=True)}
    _transitions = {
        "waive": Transition(
            "waiting",
            "missing",
            hidden_by=(
                "_get_signer_refusal",
                "_get_asked_refusal",
                "_get_role_refusal",
            ),
            depends=("user_id", "role"),
        ),
    }

    hearing_id = fields.Many2one(
        "tolerance.hearing", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="hearing_id.case_id", store=True, index=True)
    case_number = fields.Char(related="case_id.name")
    company_id = fields.Many2one(related="hearing_id.company_id", store=True)
    held_at = fields.Datetime(related="hearing_id.held_at")
    place = fields.Char(related="hearing_id.place")
    topic = fields.Text(related="hearing_id.topic")
    sequence = bounded.Integer(default=10, aggregator=None, string="Order")
    role = fields.Selection(
        [
            ("party", "Party: Statement and Defence"),
            ("professional", "Professional of the Trade"),
            ("unit", "Unit of the Party"),
            ("inquirer", "Member of the Inquiry"),
            ("other", "Other"),
        ],
        "Speaks As",
        required=True,
        default="other",
    )
    party_id = fields.Many2one(
        "tolerance.case.party",
        ondelete="restrict",
        domain="[('case_id', '=', case_id)]",
    )
    speaker = written.Char(required=True)
    text = written.Text("Statement and Defence", copy=False)
    absence = fields.Selection(
        [("waived", "Waived in Writing"), ("absent", "Absent after Notice")],
        "Why Nothing Was Said",
        copy=False,
    )
    can_waive = fields.Boolean(compute="_compute_can")

    _party_uniq = models.UniqueIndex(
        "(hearing_id, party_id) WHERE party_id IS NOT NULL",
        "This party has its statement already.",
    )
    _party_role = models.Constraint(
        "CHECK ((role = 'party') = (party_id IS NOT NULL))",
        "A statement as a party names the party, and no other does.",
    )
    _signed_whole = models.Constraint(
        "CHECK (state <> 'signed' OR (text IS NOT NULL AND text <> ''))",
        "A confirmed statement has its text.",
    )
    _never_silent = models.Constraint(
        "CHECK (state <> 'missing' OR role <> 'party' OR (absence IS NOT NULL "
        "AND (mode = 'on_screen' OR scan_digest IS NOT NULL)))",
        "A party who says nothing has waived it in writing, or was absent after the "
        "notice; the proof is on file.",
    )

    def init(self):
        """Let the database refuse another hearing of a statement."""
        super().init()
        keep_columns(self, "hearing_id")

    @api.constrains("party_id", "hearing_id")
    def _check_party_id(self):
        for record in self:
            if record.party_id and record.party_id.case_id != record.case_id:
                raise ValidationError(self.env._("Choose a party of this case."))

    def _is_asked(self):
        # sudo: the person who is asked may not read the hearing.
        return self.sudo().hearing_id.state not in (False, "draft")

    def _get_asked_refusal(self):
        # sudo: the person who is asked may not read the hearing.
        return self.sudo().hearing_id._get_under_way_refusal()

    def _ask(self):
        self.hearing_id._check_under_way()
        super()._ask()

    def _get_sign_day(self):
        return self.hearing_id._get_day()

    def _get_required_content(self):
        return ("text",)

    def _get_role_refusal(self):
        return self.role != "party" and self.env._("Only a party waives its statement.")

    def _get_required_fields(self, action):
        names = super()._get_required_fields(action)
        if action == "close_missing" and self.role == "party":
            names = ("absence", *names, "scan_ids")
        return names

    def _get_missing_refusal(self):
        """An absence counts only after the notice."""
        if self.role != "party" or self.absence != "absent":
            return super()._get_missing_refusal()
        day = self.hearing_id._get_day()
        return not (self.asked_on and self.asked_on <= day) and self.env._(
            "%(speaker)s: enter on which day the notice was given, before the hearing. "
            "Without it nobody is absent.",
            speaker=self.speaker,
        )

    def action_waive(self):
        """Waive, as the party, the own statement."""
        self.check_access("write")
        self._check_transition("waive")
        for record in self:
            today = record._get_today()
            record._do_close("waive", "on_screen", today, absence="waived")
        self._ledger_append("signed.waive")

    def _get_ledger_values(self):
        return {**super()._get_ledger_values(), "absence": self.absence or None}

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "signed.waive": self.env._("Statement waived"),
        }

    def _write_record(self):
        """Return the statement, or the reason of its absence, as paragraphs.

        :rtype: list
        """
        self.ensure_one()
        kinds = dict(self._fields["absence"]._description_selection(self.env))
        text = self.text or self.missing_reason or kinds.get(self.absence) or ""
        roles = dict(self._fields["role"]._description_selection(self.env))
        head = self.env._(
            "%(speaker)s (%(role)s)", speaker=self.speaker, role=roles[self.role]
        )
        return [head, *text.splitlines()]
