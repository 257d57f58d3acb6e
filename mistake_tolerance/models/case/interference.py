from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..base.db_trigger import keep_columns
from ..base.deletion import ondelete
from ..base.field import written
from ..base.person import check_person
from ..base.workflow_mixin import Transition
from ..base.write_permit import is_unlocked

# Fields of the original record; a trigger refuses to change them.
ENTERED = (
    "case_id",
    "kind",
    "happened_on",
    "person",
    "position",
    "in_name_of",
    "way",
    "demand",
)
ANSWER = frozenset({"outcome", "answer"})


class ToleranceInterference(models.Model):
    """An attempt to influence a case, recorded by a user who handles the case.

    The Three Provisions (三个规定) ask that each attempt is recorded in full and by
    name, is reported in circulars, and that those responsible are held to account. What
    was recorded stays as it is. Who records and who answers are choices of the product:
    clerks, inquirers and members who can read the case record it, and a supervisor
    answers, who reads the record and not the case. No other user can read it.
    """

    _name = "tolerance.interference"
    _description = "Interference with a Case"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
        "tolerance.dated",
    ]
    _order = "happened_on desc, id desc"
    _rec_name = "case_number"
    _mail_post_access = "read"
    _conflict_paths = ("case_id.conflict_ids",)
    # Not content of the case, so that reading it is not logged: the person concerned
    # reads the access log and must not learn of the record there.
    _logged_content = frozenset()
    _past_days = ("happened_on",)

    _transitions = {
        "answer": Transition(
            "recorded",
            "answered",
            required=("outcome", "answer"),
            hidden_by="_get_supervisor_refusal",
            depends="create_uid",
        ),
    }
    _workflow_fields = frozenset({"state", "answered_by", "answered_on"})

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="restrict", index=True
    )
    case_number = fields.Char(related="case_id.name", store=True)
    company_id = fields.Many2one(related="case_id.company_id", store=True)
    kind = fields.Selection(
        [
            ("official", "A Leading Official Interfered"),
            ("insider", "A Colleague Inquired or Asked a Favour"),
            ("contact", "Improper Contact of a Party or a Lawyer"),
        ],
        "What It Was",
        required=True,
    )
    happened_on = fields.Date(
        required=True, default=lambda self: self.env.company._tolerance_today()
    )
    person = written.Char("Who", required=True, help="The name, as far as it is known.")
    position = fields.Char("Unit and Post")
    in_name_of = fields.Char(
        "In Whose Name",
        help="Whom the person spoke for, as the person said; empty for themself.",
    )
    way = fields.Selection(
        [
            ("in_person", "In Person"),
            ("call", "By Phone or Message"),
            ("letter", "By Letter or Note"),
            ("other", "Through Somebody Else"),
        ],
        "How",
        required=True,
    )
    demand = written.Text(
        "What Was Said or Asked",
        required=True,
        help="In full and as it was said; who else was there.",
    )
    state = fields.Selection(
        [("recorded", "Recorded"), ("answered", "Answered")],
        default="recorded",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    outcome = fields.Selection(
        [
            ("none", "No Interference Found"),
            ("circular", "Told in a Circular"),
            ("accountability", "Handed Over for Accountability"),
        ],
        copy=False,
    )
    answer = written.Text(copy=False, help="What was found and what was done about it.")
    answered_by = fields.Many2one("res.users", readonly=True, copy=False)
    answered_on = fields.Date(readonly=True, copy=False)
    can_answer = fields.Boolean(compute="_compute_can")

    _answered = models.Constraint(
        "CHECK(state <> 'answered' OR (outcome IS NOT NULL AND answer IS NOT NULL "
        "AND answered_by IS NOT NULL AND answered_on IS NOT NULL))",
        "An answer says what was found and what was done.",
    )

    def init(self):
        """Forbid in the database to change what was entered."""
        super().init()
        keep_columns(self, *ENTERED)

    @api.model_create_multi
    def create(self, vals_list):
        if not is_unlocked(self):
            check_person(self.env)
        records = super().create(vals_list)
        # Only users who can read the case may record interference with it.
        records.case_id.check_access("read")
        if records.filtered(lambda record: record.outcome or record.answer):
            raise AccessError(
                self.env._(
                    "Leave the outcome and the answer empty: a supervisor enters them."
                )
            )
        records._ledger_append("interference.record")
        for record in records:
            record._plan_todo("answer_interference", record._get_supervisors())
        return records

    def write(self, vals):
        # Users without the right are refused for that, and learn nothing of the record.
        self.check_access("write")
        names = {n for n in vals if not n.startswith(("message_", "activity_"))}
        fixed = names - ANSWER - self._get_workflow_fields()
        if names & ANSWER and "answered" in self.mapped("state"):
            fixed |= names & ANSWER
        if fixed:
            raise UserError(
                self.env._(
                    "What was entered here stays as it is. Add to it in the messages."
                )
            )
        return super().write(vals)

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(
            self.env._(
                "A recorded interference stays on file. Say in the messages what was "
                "wrong about it."
            )
        )

    def _get_supervisors(self):
        """Return the supervisors who answer: not the author, and without a conflict.

        :rtype: res.users
        """
        users = self._get_role_users("supervisor", self.company_id)
        return users - self.create_uid - self._get_barred_users()

    def _get_supervisor_refusal(self):
        if not self.env.user.has_group("mistake_tolerance.group_supervisor"):
            return self.env._("A supervisor answers.")
        if self.create_uid == self.env.user:
            return self.env._("Another supervisor answers what you recorded.")
        return False

    def action_answer(self):
        """Enter what was found and done; it stays as it is.

        :raises UserError: with one sentence for each that cannot be answered
        """
        self.check_access("write")
        self._check_transition("answer")
        for record in self:
            today = record.company_id._tolerance_today()
            record._write_transition(
                "answer", {"answered_by": self.env.uid, "answered_on": today}
            )
        self._ledger_append(
            "interference.answer",
            lambda record: {"outcome": record.outcome, "answer": record.answer},
        )
        self._finish_todo("answer_interference")

    def _get_ledger_chain(self):
        return self.case_id

    def _get_ledger_values(self):
        return {
            "kind": self.kind,
            "happened_on": self.happened_on,
            "person": self.person,
            "position": self.position or "",
            "in_name_of": self.in_name_of or "",
            "way": self.way,
            "demand": self.demand,
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "interference.record": self.env._("Interference recorded"),
            "interference.answer": self.env._("Interference answered"),
        }
