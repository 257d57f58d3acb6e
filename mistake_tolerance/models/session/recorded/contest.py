from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...base.db_trigger import keep_columns
from ...base.deletion import ondelete
from ...base.field import written
from ...base.single import check_single
from ...base.workflow_mixin import Transition
from ...base.write_permit import is_unlocked


class ToleranceSessionContest(models.Model):
    """A member says that a recorded session was not as it was entered.

    It is kept and shown. While the record waits for the chair it has to be answered
    before the chair can confirm.
    """

    _name = "tolerance.session.contest"
    _description = "Contest of a Recorded Session"
    _inherit = [
        "tolerance.own.entry.mixin",
        "tolerance.ledger.mixin",
        "tolerance.workflow.mixin",
    ]
    _own_user = "user_id"
    _own_time = "contested_on"
    _later_fields = frozenset({"answer"})
    _rec_name = "session_id"
    _order = "session_id, id"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"reason", "answer"})

    _workflow_fields = frozenset({"state", "answered_by", "answered_on"})
    _transitions = {
        "answer": Transition(
            "open",
            "answered",
            required="answer",
            hidden_by="_get_answer_refusal",
        ),
    }

    session_id = fields.Many2one(
        "tolerance.session", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="session_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    user_id = fields.Many2one(
        "res.users",
        "Contested By",
        required=True,
        readonly=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    contested_on = fields.Datetime(
        required=True, readonly=True, default=fields.Datetime.now
    )
    reason = written.Text(required=True, help="What was otherwise in the meeting.")
    state = fields.Selection(
        [("open", "Not Answered"), ("answered", "Answered")],
        required=True,
        readonly=True,
        default="open",
    )
    answer = written.Text(help="What was checked, and what follows.")
    answered_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    answered_on = fields.Datetime(readonly=True)
    can_answer = fields.Boolean(compute="_compute_can")

    def init(self):
        """Let the database refuse another ground, person or session of a contest."""
        super().init()
        keep_columns(self, "session_id", "user_id", "contested_on", "reason")

    def _get_entry_refusal(self):
        return self.session_id._get_contest_refusal()

    def _on_entered(self):
        super()._on_entered()
        self._ledger_append(
            "session.contest", lambda contest: {"reason": contest.reason}
        )
        # sudo: members have no right to plan the tasks of others.
        for session_sudo in self.sudo().session_id:
            session_sudo._plan_todo("answer_contest", session_sudo.case_id.clerk_id)

    def _get_answer_refusal(self):
        """Return why this user does not answer, or False."""
        if self.env.user == self.user_id:
            return self.env._("Somebody else answers what you contest.")
        return self.session_id._get_lead_refusal()

    def write(self, vals):
        if not is_unlocked(self):
            if vals.keys() - self._get_workflow_fields() - {"answer"}:
                raise AccessError(self.env._("What was contested stays as it is."))
            for contest in self:
                refusal = contest._get_answer_refusal()
                if contest.state != "open" or refusal:
                    raise AccessError(
                        refusal or self.env._("This contest is answered.")
                    )
        return super().write(vals)

    def action_open(self):
        """Open the contest on a page of its own.

        :return: action that shows it
        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Contest"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    def action_answer(self):
        """Answer a contest; what was said stays beside it."""
        self.check_access("write")
        self._check_transition("answer")
        self._write_transition(
            "answer",
            {"answered_by": self.env.uid, "answered_on": fields.Datetime.now()},
        )
        self._ledger_append(
            "session.answer", lambda contest: {"answer": contest.answer}
        )
        for session in self.session_id:
            if not session._get_open_contests():
                # sudo: users have no right to end the tasks of others.
                session.sudo()._finish_todo("answer_contest")
        return True

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("What was contested stays on file."))

    def _get_ledger_record(self):
        return self.session_id

    def _get_ledger_chain(self):
        return self.case_id

    def _get_ledger_values(self):
        return {"contested_by": self.user_id.id}

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "session.contest": self.env._("Recorded session contested"),
            "session.answer": self.env._("Contest of a session answered"),
        }
