from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...base.db_trigger import keep_columns
from ...base.deletion import ondelete
from ...base.field import written
from ...base.task_mixin import Task
from ...base.workflow_mixin import Transition
from ...base.write_permit import is_unlocked
from .triggers import protect_minutes

# What follows from the session; nobody words it.
FACTS = frozenset(
    {
        "meeting_number",
        "held_on",
        "held_hour",
        "place",
        "attendance",
        "resolution",
        "dissent",
    }
)


class ToleranceMinutes(models.Model):
    """The minutes of a session (会议纪要): who attended, what was resolved and how.

    Attendance, result and dissent follow from the session. The secretary words the
    discussion. The secretary submits, the chair confirms; then they stay as they are,
    and what is to be said later is said in an annex.
    """

    _name = "tolerance.minutes"
    _description = "Minutes"
    _inherit = [
        "tolerance.letter.mixin",
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
    ]
    _mail_post_access = "read"
    _order = "id desc"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset(
        {"attendance", "discussion", "resolution", "dissent", "chair_remark"}
    )
    _tasks = {
        "submit_minutes": Task(is_personal=True),
        "confirm_minutes": Task(is_personal=True),
    }

    _workflow_fields = frozenset(
        {"state", "chair_id", "secretary_id", "submitted_on", "confirmed_on", *FACTS}
    )
    _transitions = {
        "refresh": Transition(
            "draft", hidden_by="_get_secretary_refusal", depends="secretary_id"
        ),
        "submit": Transition(
            "draft",
            "submitted",
            required="discussion",
            hidden_by="_get_secretary_refusal",
            refused_by="_get_outdated_refusal",
            depends="secretary_id",
        ),
        "send_back": Transition(
            "submitted",
            "draft",
            required="chair_remark",
            hidden_by="_get_chair_refusal",
            depends="chair_id",
        ),
        "confirm": Transition(
            "submitted",
            "confirmed",
            hidden_by="_get_chair_refusal",
            refused_by="_get_outdated_refusal",
            depends="chair_id",
        ),
    }

    session_id = fields.Many2one(
        "tolerance.session",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    case_id = fields.Many2one(related="session_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    body_id = fields.Many2one(related="session_id.body_id")
    kind = fields.Selection(related="session_id.kind")
    party_names = fields.Char(related="session_id.party_names")
    state = fields.Selection(
        [
            ("draft", "Being Worded"),
            ("submitted", "Waiting for the Chair"),
            ("confirmed", "Confirmed"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    chair_id = fields.Many2one(
        "res.users", "Chaired By", required=True, readonly=True, ondelete="restrict"
    )
    secretary_id = fields.Many2one(
        "res.users",
        "Minutes By",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    meeting_number = fields.Char("Number of the Meeting", readonly=True)
    held_on = fields.Date("Session Held On", readonly=True)
    held_hour = fields.Char("Hour", readonly=True)
    place = fields.Char(readonly=True)
    attendance = fields.Text(readonly=True)
    discussion = written.Text(
        help="What was said and by whom. Proposed from the record of the session; the "
        "secretary words it."
    )
    resolution = fields.Text("Result", readonly=True)
    dissent = fields.Text("Differing Opinions", readonly=True)
    chair_remark = written.Text(
        "Remark of the Chair", help="What the secretary should word differently."
    )
    submitted_on = fields.Datetime(readonly=True, copy=False)
    confirmed_on = fields.Datetime(readonly=True, copy=False)
    annex_ids = fields.One2many("tolerance.minutes.annex", "minutes_id", "Annexes")
    next_action = fields.Char("What to Do Next", compute="_compute_next_action")
    is_secretary = fields.Boolean(compute="_compute_is_mine")
    is_chair = fields.Boolean(compute="_compute_is_mine")
    can_refresh = fields.Boolean(compute="_compute_can")
    can_submit = fields.Boolean(compute="_compute_can")
    can_send_back = fields.Boolean(compute="_compute_can")
    can_confirm = fields.Boolean(compute="_compute_can")

    _session_uniq = models.UniqueIndex(
        "(session_id)", "A session has one set of minutes."
    )

    def init(self):
        """Let the database refuse another session, and changes once confirmed."""
        super().init()
        keep_columns(self, "session_id", "chair_id", "secretary_id")
        protect_minutes(self)

    @api.depends("session_id.display_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for minutes in self:
            minutes.display_name = self.env._(
                "Minutes of %(session)s", session=minutes.session_id.display_name or ""
            )

    @api.depends("chair_id", "secretary_id", "state")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        for minutes in self:
            minutes.is_secretary = not minutes._get_secretary_refusal()
            minutes.is_chair = not minutes._get_chair_refusal()

    @api.depends("state", "chair_id", "secretary_id", "discussion")
    @api.depends_context("uid", "lang")
    def _compute_next_action(self):
        for minutes in self:
            minutes.next_action = minutes._get_next_action()

    def _get_next_action(self):
        if self.state == "confirmed":
            return self.env._("Confirmed. What is to be added goes into an annex.")
        if self.state == "submitted":
            return self._get_chair_refusal() or self.env._(
                "Read the minutes and press Confirm, or write a remark and press Send "
                "Back."
            )
        return self._get_secretary_refusal() or self.env._(
            "Word the discussion, then press Submit to Chair."
        )

    def _get_secretary_refusal(self):
        """Return why this user does not word the minutes, or False."""
        if self.env.user != self.secretary_id:
            return self.env._(
                "%(name)s words the minutes.", name=self.secretary_id.name or ""
            )
        return False

    def _get_chair_refusal(self):
        """Return why this user does not confirm the minutes, or False."""
        if self.env.user != self.chair_id:
            return self.env._(
                "%(name)s confirms the minutes as chair.", name=self.chair_id.name or ""
            )
        return False

    def write(self, vals):
        if not is_unlocked(self):
            for minutes in self:
                minutes._check_worded(vals.keys() - self._get_workflow_fields())
        return super().write(vals)

    def _check_worded(self, names):
        """Refuse words that are not this user's, or come too late.

        :raises AccessError: if one of the fields cannot be written now
        """
        names = {n for n in names if not n.startswith(("message_", "activity_"))}
        allowed = set()
        if self.state == "draft" and not self._get_secretary_refusal():
            allowed.add("discussion")
        if self.state == "submitted" and not self._get_chair_refusal():
            allowed.add("chair_remark")
        if names - allowed:
            raise AccessError(
                self.env._(
                    "The secretary words the discussion until the minutes are "
                    "submitted, the chair adds a remark before confirming. After that "
                    "add an annex."
                )
            )

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("Minutes stay on file."))

    def _get_part_record(self):
        return self.case_id
