from odoo import api, fields, models

from ...base.wording import write_day, write_list
from ...base.workflow_mixin import Transition
from .limits import REVIEWS
from .request import OPEN


class ToleranceRemedyRequest(models.Model):
    """A clerk answers a request and calls the panel; the panel decides it."""

    _inherit = "tolerance.remedy.request"
    _delegated_acts = {
        "remedy.accept": "clerk",
        "remedy.refuse": "clerk",
        "remedy.extend": "clerk",
    }

    _transitions = {
        "accept": Transition(
            "submitted",
            "accepted",
            required="body_id",
            hidden_by="_get_clerk_refusal",
            refused_by="_get_panel_refusal",
        ),
        "refuse": Transition(
            "submitted",
            "refused",
            required="answer",
            hidden_by=("_get_clerk_refusal", "_get_in_time_refusal"),
            depends="is_late",
        ),
        "withdraw": Transition(
            "submitted",
            "withdrawn",
            hidden_by="_get_asker_refusal",
            depends="user_id",
        ),
        # The state stays until the panel has decided.
        "call_panel": Transition(
            "accepted",
            required="body_id",
            hidden_by=("_get_clerk_refusal", "_get_called_refusal"),
            refused_by="_get_panel_refusal",
            depends="session_ids.state",
        ),
        "extend": Transition(
            "accepted",
            required="extension_reason",
            hidden_by=("_get_clerk_refusal", "_get_extension_refusal"),
            depends="extended_until",
        ),
    }

    can_accept = fields.Boolean(compute="_compute_can")
    can_refuse = fields.Boolean(compute="_compute_can")
    can_withdraw = fields.Boolean(compute="_compute_can")
    can_call_panel = fields.Boolean(compute="_compute_can")
    can_extend = fields.Boolean(compute="_compute_can")
    next_action = fields.Char("What to Do Next", compute="_compute_next_action")

    @api.depends("state", "is_late", "body_id")
    @api.depends_context("uid", "lang")
    def _compute_next_action(self):
        for request in self:
            request.next_action = request._get_next_action()

    def _get_next_action(self):
        """Return one sentence on what comes next, for the reader.

        :rtype: str
        """
        self.ensure_one()
        can = self._get_hiding_refusals
        if self.state == "submitted" and self.id not in can("accept"):
            return self.env._(
                "Choose the body that decides anew, then press Accept and Call. Nobody "
                "who decided before has a vote."
            )
        if self.state == "submitted":
            return self.env._("The clerk answers the request.")
        if self.state == "accepted" and self.id not in can("call_panel"):
            return self.env._("Press Call the Panel: no session runs.")
        if self.state == "accepted":
            return self.env._(
                "A new panel decides. Until then the decision stays in force."
            )
        if self.state in ("upheld", "changed"):
            # sudo: who asks reads the answer on the own application.
            if self.sudo().delivery_ids:
                return self.env._("Served. Nothing to do.")
            return self.env._("The answer is served in writing.")
        if self.state == "refused" and not self.user_id:
            return self.env._(
                "Write the reply to the party by a letter of the case, then hand it "
                "over."
            )
        return self.env._("Nothing to do.")

    def _get_in_time_refusal(self):
        """A request in time is decided by a panel, not refused by a clerk."""
        if self.is_late or self.kind == "correction":
            return False
        return self.env._(
            "%(number)s came in time: a panel decides it.", number=self.name
        )

    def _get_asker_refusal(self):
        """Return why the current user does not withdraw the request, or False."""
        if self.user_id:
            return self.user_id != self.env.user and self.env._(
                "Only who asked can withdraw the request."
            )
        return self._get_clerk_refusal()

    def _get_called_refusal(self):
        """Return that the panel is called already, or False."""
        running = self.session_ids.filtered(lambda s: s.state in ("draft", "open"))
        decided = self.session_ids.filtered(lambda s: s.result_ids._is_settled())
        return bool(running or decided) and self.env._(
            "%(number)s is before a panel now.", number=self.name
        )

    def _get_extension_refusal(self):
        """Return why the limit to decide is not extended, or False."""
        preset = self.decide_by and not self._get_own_limit()
        preset = preset and self._get_preset(self.kind, 1)
        if not preset or not preset.extension_limit:
            return self.env._("The limit of this request is not extended.")
        return bool(self.extended_until) and self.env._(
            "%(number)s was extended already, until %(day)s.",
            number=self.name,
            day=write_day(self.env, self.extended_until),
        )

    def _get_panel_refusal(self):
        """Return why the body that was chosen cannot decide anew now, or False."""
        self.ensure_one()
        case, body = self.case_id, self.body_id
        if case._get_running_session():
            return self.env._("%(number)s is before a body now.", number=case.name)
        step = case._get_remedy_step(self.kind)
        if step.kind in REVIEWS and (r := case._get_earlier_step_refusal(step)):
            return r
        if refusal := case._get_body_refusal(body):
            return refusal
        today = self.company_id._tolerance_today()
        is_collective = body._is_collective(today)
        users = body._get_roll_members(today).user_id
        principal = users.browse()
        if not is_collective:
            users, principal = body._get_sitting()
        for user in users:
            if refusal := case._get_role_refusal(user):
                return refusal
        barred = {user: self._get_former_refusal(user) for user in users | principal}
        is_old = all(barred.values()) if is_collective else any(barred.values())
        if not users or is_old:
            return self.env._(
                "%(names)s decided on this case before or cannot decide it: choose "
                "another body, such as the one above.",
                names=write_list(self.env, users.mapped("name")) or body.name,
            )
        if is_collective:
            return False
        return case._get_voter_refusal(users)

    def _get_former_refusal(self, user):
        """Return that a user decided or gave an opinion in this case, or False.

        :rtype: str | bool
        """
        # sudo: the check needs the seats; the reader does not see them.
        held_sudo = self.sudo().case_id.session_ids.filtered(
            lambda session: session.remedy_id != self and session.state != "void"
        )
        seats_sudo = held_sudo.seat_ids.filtered(lambda seat: seat.state != "recused")
        return user in seats_sudo.user_id | seats_sudo.principal_id and self.env._(
            "%(user)s decided on this case before or gave an opinion: a new panel "
            "decides about the request.",
            user=user.name,
        )

    def _on_submitted(self):
        """Enter a new request in the ledger, and ask the clerk to answer it."""
        self._ledger_append(
            "remedy.request",
            {
                "kind": self.kind,
                "way": self.way,
                "subject": self.subject_id.id,
                "decision": self.determination_id.name,
                "asked_by": self.asked_by or None,
                "asked_on": fields.Date.to_string(self.asked_on),
                "due_on": fields.Date.to_string(self.due_on) or None,
                "reason": self.reason,
                "late_reason": self.late_reason or None,
                "files": self._hash_uploads("attachment_ids"),
            },
        )
        # A review counts from its receipt, so the answer cannot wait.
        self._write_unlocked({"decide_by": self._get_decide_day()})
        self._plan_todo("answer_remedy", self.case_id.clerk_id)

    def action_accept(self):
        """Accept the request: its step opens and the panel is called.

        :return: action that shows the session
        :rtype: dict
        """
        self.check_access("write")
        self._check_transition("accept")
        action = True
        for request in self:
            day = request.company_id._tolerance_today()
            request._write_transition("accept", {"accepted_on": day})
            request._write_unlocked({"decide_by": request._get_decide_day(day)})
            request._ledger_append(
                "remedy.accept",
                {"body": request.body_id.id, "on": fields.Date.to_string(day)},
            )
            request.case_id._open_for(request)
            request._finish_todo("answer_remedy")
            if request.decide_by:
                request._plan_todo(
                    "decide_remedy", request.case_id.clerk_id, request.decide_by
                )
            request._tell_asker()
            action = request._call()
        return action

    def action_call_panel(self):
        """Call the panel anew, after a session that was void or decided nothing.

        :return: action that shows the session
        :rtype: dict
        """
        self.check_access("write")
        self._check_transition("call_panel")
        action = True
        for request in self:
            request._finish_todo("answer_remedy")
            action = request._call()
        return action

    def _call(self):
        """Call the body that was chosen; its roll leaves out who decided before."""
        self.ensure_one()
        step = self.case_id._get_remedy_step(self.kind)
        session = self.env["tolerance.session"]._call(
            step, body=self.body_id, kind="decision", remedy_id=self.id
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": session._name,
            "res_id": session.id,
            "view_mode": "form",
        }

    def action_refuse(self):
        """Refuse a request that came late or asks for a correcting session in vain."""
        self.check_access("write")
        self._check_transition("refuse")
        for request in self:
            request._answer("refuse")
        self._ledger_append("remedy.refuse", lambda r: {"answer": r.answer})
        self._tell_asker()

    def action_withdraw(self):
        """Withdraw the request before it is answered; the decision stands."""
        self.check_access("read")
        self._check_transition("withdraw")
        for request in self:
            # sudo: who asked may not write; this action changes the state alone.
            request.sudo()._answer("withdraw")
        self._ledger_append("remedy.withdraw")

    def _tell_asker(self):
        """Notify who asked: the mail carries the number, never the content."""
        for request in self.filtered("user_id"):
            user = request.user_id
            reader = request.with_context(lang=user.lang)
            # sudo: staff who answer a request may not write to its thread.
            request.sudo().message_notify(
                body=reader.env._(
                    "There is news about request %(number)s. Open it to read it.",
                    number=request.name,
                ),
                author_id=self.env.user.partner_id.id,
                partner_ids=user.partner_id.ids,
            )

    def _answer(self, action):
        today = self.company_id._tolerance_today()
        self._write_transition(
            action, {"answered_by": self.env.uid, "answered_on": today}
        )
        self._cancel_todo("answer_remedy")

    def action_extend(self):
        """Extend the limit to decide once, for the reason entered."""
        self.check_access("write")
        self._check_transition("extend")
        for request in self:
            until = request._get_decide_day(request.accepted_on, is_extended=True)
            request._write_transition("extend", {"extended_until": until})
            request._cancel_todo("decide_remedy")
            request._plan_todo("decide_remedy", request.case_id.clerk_id, until)
        self._ledger_append(
            "remedy.extend",
            lambda r: {
                "until": fields.Date.to_string(r.extended_until),
                "reason": r.extension_reason,
            },
        )
        self._tell_asker()

    def _end(self, state):
        """Enter what came of the request: the decision stands, or is replaced.

        :param str state: ``upheld`` or ``changed``
        """
        for request in self.filtered(lambda r: r.state in OPEN):
            today = request.company_id._tolerance_today()
            request._write_unlocked(
                {"state": state, "answered_by": self.env.uid, "answered_on": today}
            )
            request._ledger_append(
                f"remedy.{state}", {"decision": request.determination_id.name}
            )
            request._cancel_todo("answer_remedy", "decide_remedy")
            request.case_id._close_for(request)
            request._tell_asker()

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "remedy.request": self.env._("Decision anew asked for"),
            "remedy.accept": self.env._("Request to decide anew accepted"),
            "remedy.refuse": self.env._("Request to decide anew refused"),
            "remedy.withdraw": self.env._("Request to decide anew withdrawn"),
            "remedy.extend": self.env._("Limit to decide anew extended"),
            "remedy.upheld": self.env._("Decision upheld on a request"),
            "remedy.changed": self.env._("Decision replaced on a request"),
        }
