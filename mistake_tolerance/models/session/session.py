from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base.task_mixin import Task
from ..base.wording import write_list
from ..base.workflow_mixin import Transition
from ..base.write_permit import is_unlocked


class ToleranceSession(models.Model):
    """A body deals with a case: frozen roll, a ballot per party, minutes.

    An office is a body with one seat; its head holds it.
    """

    _name = "tolerance.session"
    _description = "Session"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
    ]
    _mail_post_access = "read"
    _rec_name = "case_id"
    _order = "id desc"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"ballot_ids", "minutes"})
    _tasks = {
        "cast": Task(is_personal=True),
        "close_session": Task(parts=("clerk",)),
    }

    _workflow_fields = frozenset({"state", "opened_on", "closed_on", "closed_by"})
    _transitions = {
        "close": Transition(
            "open",
            "closed",
            required="minutes",
            hidden_by=("_get_lead_refusal", "_get_uncast_sentence"),
            depends="ballot_ids.cast_on",
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
        [("draft", "Called"), ("open", "In Session"), ("closed", "Session Closed")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    seat_ids = fields.One2many("tolerance.session.seat", "session_id", string="Roll")
    ballot_ids = fields.One2many("tolerance.ballot", "session_id", string="Ballots")
    minutes = fields.Text(copy=False, help="What was said and resolved, in short.")
    opened_on = fields.Date(readonly=True, copy=False)
    closed_on = fields.Date("Session Closed On", readonly=True, copy=False)
    closed_by = fields.Many2one(
        "res.users", "Session Closed By", readonly=True, copy=False
    )
    party_names = fields.Char(related="case_id.party_names")
    matter_title = fields.Char(related="case_id.matter_title")
    due_on = fields.Date(related="step_id.due_on")
    outcome = fields.Char(compute="_compute_outcome")
    next_action = fields.Char("What to Do Next", compute="_compute_next_action")
    can_close = fields.Boolean(compute="_compute_can")
    can_vote = fields.Boolean(compute="_compute_can_vote")

    _open_uniq = models.UniqueIndex(
        "(case_id) WHERE state IN ('draft', 'open')",
        "One body deals with a case at a time.",
    )

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

    @api.depends("state", "ballot_ids.degree_id.name")
    @api.depends_context("uid", "lang")
    def _compute_outcome(self):
        """Show the findings after the session closed, to those who read the votes."""
        for session in self:
            closed = session.state == "closed"
            withheld = session.case_id._get_withheld()
            degrees = session.ballot_ids.degree_id if closed and not withheld else ()
            session.outcome = write_list(self.env, [d.name for d in degrees])

    @api.depends("state", "ballot_ids.cast_on")
    @api.depends_context("uid")
    def _compute_can_vote(self):
        waiting = self._get_my_ballots().session_id
        for session in self:
            session.can_vote = session in waiting

    @api.depends(
        "state", "minutes", "ballot_ids.cast_on", "case_id.state", "case_id.due_on"
    )
    @api.depends_context("lang", "uid")
    def _compute_next_action(self):
        for session in self:
            session.next_action = session._get_next_action()

    def _get_next_action(self):
        self.ensure_one()
        if self.state == "closed":
            return self.env._(
                "Closed. %(next)s", next=self.case_id._get_follow_sentence()
            )
        if sentence := self._get_uncast_sentence():
            return sentence
        if self._get_lead_refusal():
            return self.env._("A clerk closes the session.")
        return self._get_missing() or self.env._("Press Close Session.")

    def _get_next_elsewhere(self):
        """Return what comes next, for the case, which has no buttons of the session.

        :rtype: str
        """
        action = self._get_next_action()
        if self._get_uncast_sentence() or self._get_lead_refusal():
            return action
        return self.env._(
            "In “%(place)s”: %(action)s", place=self.display_name, action=action
        )

    def _get_missing(self):
        """Return what is missing before the session can close, or False."""
        self.ensure_one()
        return self._get_uncast_sentence() or self._get_required_sentence("close")

    def _get_required_sentence(self, action):
        if action == "close":
            return not self.minutes and self.env._("Write the minutes.")
        return super()._get_required_sentence(action)

    def _get_uncast_sentence(self):
        """Return who still has to cast a ballot, or that all are cast."""
        if self.state != "open":
            return self.env._("This session is not open.")
        uncast = self.ballot_ids.filtered(lambda ballot: not ballot.cast_on)
        if uncast or not self.ballot_ids:
            return self.env._(
                "%(names)s has to cast the ballot on %(parties)s.",
                names=write_list(self.env, uncast.seat_id.user_id.mapped("name")),
                parties=write_list(self.env, uncast.party_id.subject_id.mapped("name")),
            )
        return False

    def write(self, vals):
        if not is_unlocked(self):
            fixed = {"case_id", "step_id", "body_id", "kind"}
            if fixed & vals.keys():
                raise AccessError(
                    self.env._("The case, body and kind of a session cannot change.")
                )
            if "minutes" in vals and any(s.state != "open" for s in self):
                raise AccessError(
                    self.env._("The minutes are written while the session is open.")
                )
        return super().write(vals)
