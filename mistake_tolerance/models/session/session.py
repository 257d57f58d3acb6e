from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base import bounded
from ..base.field import written
from ..base.permit import check_permit
from ..base.task_mixin import Task
from ..base.wording import write_list
from ..base.workflow_mixin import Transition
from ..base.write_permit import is_unlocked
from ..body.voting_rule import RULE_FIELDS
from .db_triggers.ballot_triggers import protect_rule

# What never changes once the session is called, and what until the voting opens.
FIXED = frozenset({"case_id", "step_id", "body_id", "kind", "is_collective"})
PREPARED = frozenset({"mode", "secretary_id", "upper_reason"})


class ToleranceSession(models.Model):
    """A body deals with a case: a roll, ballots about each party, minutes.

    An office is a body with one seat, held by its head; the voting opens at once. A
    committee is called first: its roll is prepared, then the voting opens and the roll
    is fixed.
    """

    _name = "tolerance.session"
    _description = "Session"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.voting.rule",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
        "tolerance.dated",
    ]
    _mail_post_access = "read"
    _rec_name = "case_id"
    _order = "id desc"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"ballot_ids", "minutes"})
    _tasks = {
        "cast": Task(is_personal=True),
        "open_ballot": Task(parts=("clerk",)),
        "close_session": Task(parts=("clerk",)),
    }

    # What the people enter by whom the session is led; no program does it for them.
    _led_fields = frozenset({"minutes", *PREPARED})
    _workflow_fields = frozenset(
        {
            "state",
            "opened_on",
            "closed_on",
            "closed_by",
            "round",
            "chair_id",
            *RULE_FIELDS,
        }
    )
    _transitions = {
        "open_ballot": Transition(
            "draft",
            "open",
            hidden_by="_get_lead_refusal",
            refused_by="_get_open_sentence",
            depends=("chair_id", "secretary_id"),
        ),
        "close": Transition(
            "open",
            "closed",
            hidden_by=("_get_lead_refusal", "_get_uncast_sentence"),
            depends=("ballot_ids.cast_on", "chair_id", "secretary_id"),
        ),
    }

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="restrict", index=True, readonly=True
    )
    company_id = fields.Many2one(related="case_id.company_id", store=True)
    version_id = fields.Many2one(related="case_id.version_id")
    step_id = fields.Many2one(
        "tolerance.case.step",
        required=True,
        ondelete="restrict",
        readonly=True,
        index=True,
    )
    body_id = fields.Many2one(
        "tolerance.body", required=True, ondelete="restrict", readonly=True
    )
    kind = fields.Selection(
        [("preliminary", "Preliminary Opinion"), ("decision", "Determination")],
        required=True,
        readonly=True,
    )
    state = fields.Selection(
        [
            ("draft", "To Be Considered"),
            ("open", "In Session"),
            ("closed", "Session Closed"),
            ("void", "Void"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    is_collective = fields.Boolean(
        "Decided by Several", readonly=True, help="A committee with members decides."
    )
    mode = fields.Selection(
        [
            ("on_screen", "On Screen"),
            ("recorded", "Recorded From a Meeting"),
            ("circulation", "Circulated Papers"),
        ],
        "Way of Voting",
        required=True,
        default="on_screen",
    )
    round = bounded.Integer(
        "Ballot Number", required=True, default=1, readonly=True, aggregator=None
    )
    chair_id = fields.Many2one(
        "tolerance.session.seat",
        "Presides",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
        copy=False,
        help="The chair, or the deputy where the chair does not attend.",
    )
    secretary_id = fields.Many2one(
        "res.users", ondelete="restrict", index="btree_not_null"
    )
    seat_ids = fields.One2many("tolerance.session.seat", "session_id", string="Roll")
    result_ids = fields.One2many(
        "tolerance.session.result", "session_id", string="Results"
    )
    tally_ids = fields.One2many(related="result_ids.tally_ids", string="Count")
    cast_count = fields.Integer(
        "Members Who Voted", compute="_compute_cast_count", compute_sudo=True
    )
    seat_count = fields.Integer(
        "Members Who Vote", compute="_compute_cast_count", compute_sudo=True
    )
    warnings = fields.Text(compute="_compute_warnings")
    ballot_ids = fields.One2many("tolerance.ballot", "session_id", string="Ballots")
    minutes = written.Text(
        "Record of the Discussion",
        copy=False,
        help="What was said, in short. The minutes are drafted from it.",
    )
    opened_on = fields.Date(readonly=True, copy=False)
    closed_on = fields.Date("Session Closed On", readonly=True, copy=False)
    closed_by = fields.Many2one(
        "res.users", "Session Closed By", readonly=True, copy=False
    )
    party_names = fields.Char(related="case_id.party_names")
    matter_title = fields.Char(related="case_id.matter_title")
    due_on = fields.Date(related="step_id.due_on")
    outcome = fields.Char(compute="_compute_outcome")
    can_open_ballot = fields.Boolean(compute="_compute_can")
    can_lead = fields.Boolean(compute="_compute_can_prepare")
    can_prepare = fields.Boolean(compute="_compute_can_prepare")
    can_close = fields.Boolean(compute="_compute_can")
    can_vote = fields.Boolean(compute="_compute_can_vote")

    _open_uniq = models.UniqueIndex(
        "(case_id) WHERE state IN ('draft', 'open')",
        "One body deals with a case at a time.",
    )

    def init(self):
        """Keep the rule of voting once the voting is open."""
        super().init()
        protect_rule(self, *RULE_FIELDS)

    @api.depends("case_id.name", "kind", "body_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Name the session by its case and its body."""
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for session in self:
            session.display_name = session.case_id.name and self.env._(
                "%(case)s: %(kind)s by %(body)s",
                case=session.case_id.name,
                kind=kinds.get(session.kind, ""),
                body=session.body_id.name or "",
            )

    @api.depends("state", "result_ids.state", "result_ids.degree_id.name")
    @api.depends_context("uid", "lang")
    def _compute_outcome(self):
        """Compute the outcomes, which show once the session has closed."""
        states = dict(self.result_ids._fields["state"]._description_selection(self.env))
        for session in self:
            closed = session.state == "closed"
            withheld = session.case_id._get_withheld()
            results = session.result_ids if closed and not withheld else ()
            names = [r.degree_id.name or states[r.state] for r in results]
            session.outcome = write_list(self.env, list(dict.fromkeys(names)))

    @api.depends("round", "ballot_ids.cast_on", "ballot_ids.round")
    def _compute_cast_count(self):
        """Count who has voted; nothing else is shown while the voting is open."""
        Ballot = self.env["tolerance.ballot"]
        by_session = self._get_round_ballots().grouped("session_id")
        for session in self:
            ballots = by_session.get(session._origin, Ballot)
            by_seat = ballots.grouped("seat_id").values()
            session.seat_count = len(by_seat)
            session.cast_count = sum(
                all(ballot.cast_on for ballot in mine) for mine in by_seat
            )

    @api.depends("state", "seat_ids.is_voting", "seat_ids.state")
    @api.depends_context("lang")
    def _compute_warnings(self):
        for session in self:
            session.warnings = "\n".join(session._get_warnings()) or False

    @api.depends("state", "chair_id", "secretary_id")
    @api.depends_context("uid")
    def _compute_can_prepare(self):
        for session in self:
            session.can_lead = not session._get_lead_refusal()
            session.can_prepare = session.can_lead and session.state == "draft"

    @api.depends("state", "ballot_ids.cast_on")
    @api.depends_context("uid")
    def _compute_can_vote(self):
        waiting = self._get_my_ballots().session_id
        for session in self:
            session.can_vote = session in waiting

    def _takes_minutes(self):
        """Return whether the record of the discussion can be written now; a hook.

        :rtype: bool
        """
        return self.state == "open"

    def write(self, vals):
        if not is_unlocked(self):
            if self._led_fields & vals.keys():
                check_permit(self)
            if FIXED & vals.keys():
                raise AccessError(
                    self.env._("The case, body and kind of a session cannot change.")
                )
            if "minutes" in vals and not all(s._takes_minutes() for s in self):
                raise AccessError(
                    self.env._(
                        "The record of the discussion is written while the session is "
                        "open."
                    )
                )
            if PREPARED & vals.keys() and any(s.state != "draft" for s in self):
                raise AccessError(
                    self.env._("The ballot is open: the way of voting stays.")
                )
        return super().write(vals)
