from odoo import api, fields, models

from ...base.workflow_mixin import Transition
from ...base.write_permit import unlocked
from ..session_ballot import PRESIDING

# The grounds that everybody who knows the case can see; the first one counts.
OPEN_GROUNDS = {"party": "party", "superior": "line", "subordinate": "line"}


class ToleranceRecusal(models.Model):
    """The person who presides decides; a recusal that is granted works at once."""

    _inherit = "tolerance.recusal"

    _transitions = {
        "grant": Transition(
            "requested",
            "granted",
            required="user_id",
            hidden_by="_get_decide_refusal",
            depends="decider_id",
        ),
        "refuse": Transition(
            "requested",
            "refused",
            required="answer",
            hidden_by="_get_decide_refusal",
            depends="decider_id",
        ),
    }

    can_grant = fields.Boolean(compute="_compute_can")
    can_refuse = fields.Boolean(compute="_compute_can")
    member_name = fields.Char(compute="_compute_member_name")

    @api.depends("user_id", "decider_id", "state")
    @api.depends_context("uid")
    def _compute_member_name(self):
        """Name the member in the question, to the person who decides alone."""
        for recusal in self:
            recusal.member_name = recusal.can_grant and recusal.user_id.name

    def _choose_decider(self):
        """Enter who decides the request, and give them the task."""
        self.ensure_one()
        user = self._get_decider()
        if user == self.decider_id:
            return
        if self.decider_id:
            self._for_todos().activity_unlink(
                ["mistake_tolerance.activity_type_decide_recusal"]
            )
        self._write_unlocked({"decider_id": user.id})
        self._plan_todo("decide_recusal", user, deadline=self._get_task_day())

    def _get_task_day(self):
        """Return the day of the task: at once if the body meets before it is due.

        :rtype: date
        """
        self.ensure_one()
        # sudo: the member who asks may not read the meeting.
        session_sudo = self.sudo().session_id
        days = [self.due_on]
        if session_sudo.state == "open":
            days.append(self.company_id._tolerance_today())
        if meeting_sudo := session_sudo.meeting_id:
            days.append(meeting_sudo._get_local_time().date())
        return min(filter(None, days), default=None)

    def _get_decider(self):
        """Return the user who decides about the recusal, the first who can.

        :rtype: res.users
        """
        return self._get_decider_choices()[:1]

    def _get_decider_choices(self):
        """Return the users who can decide about it, in the order of asking.

        It is the person who presides; about that person a vice chair; where there is
        neither, the head of the upper body or a clerk.

        :rtype: res.users
        """
        self.ensure_one()
        case, session = self.case_id, self.session_id
        body = session.body_id or case._get_next_session_step().body_id
        today = self.company_id._tolerance_today()
        if session:
            leading = session.is_collective and session._get_voting_seats()
        else:
            leading = body and body._is_collective(today)
            leading = leading and body._get_roll_members(today)
        choices = []
        if leading:
            presiding = leading.filtered(lambda row: row.role in PRESIDING)
            choices += presiding.sorted(lambda row: PRESIDING.index(row.role)).user_id
        above = body.upper_body_id.head_user_id
        choices += above.filtered(lambda user: not case._get_role_refusal(user))
        choices += case.clerk_id
        choices += self._get_role_users("clerk", self.company_id)
        barred = self.user_id | self.asked_by_id
        users = self.env["res.users"].union(*choices)
        conflicts = case._get_conflicts(users)
        return (users - barred).filtered(lambda user: user.id not in conflicts)

    def _filter_unsuitable(self, part, user):
        """Let only those decide who would be asked where the decider is missing."""
        found = super()._filter_unsuitable(part, user)
        return found | self.filtered(
            lambda recusal: user not in recusal._get_decider_choices()
        )

    def _get_decide_refusal(self):
        """Return why the current user does not decide this, or False."""
        # sudo: who asked reads the own page and not who decides it.
        recusal_sudo = self.sudo()
        if recusal_sudo.state != "requested":
            return self._get_state_sentence()
        user = self.env.user
        if user in (recusal_sudo.user_id, recusal_sudo.asked_by_id):
            return self.env._("Nobody decides their own recusal.")
        if recusal_sudo.decider_id != user:
            return self.env._(
                "The chair decides about a recusal, the deputy about that of the "
                "chair, and of a body of one the body above or the clerk."
            )
        return recusal_sudo.case_id._get_conflicts(user).get(user.id, False)

    def action_grant(self):
        """Recuse the member, who loses the seat and all access to the case at once."""
        self.check_access("write")
        self._check_transition("grant")
        self._write_decision("grant")
        # sudo: nobody enters conflicts, and who decides may not end tasks of others.
        for recusal_sudo in self.sudo():
            recusal_sudo._bar()
            recusal_sudo._tell()

    def action_refuse(self):
        """Refuse the request, with reasons; the member keeps the seat."""
        self.check_access("write")
        self._check_transition("refuse")
        self._write_decision("refuse")
        # sudo: who decides may not end tasks of others.
        for recusal_sudo in self.sudo():
            recusal_sudo._tell()

    def _write_decision(self, action):
        for recusal in self:
            recusal._write_transition(
                action,
                {
                    "decided_by": self.env.uid,
                    "decided_on": recusal.company_id._tolerance_today(),
                },
            )
        self._ledger_append(
            f"recusal.{action}",
            lambda recusal: {
                **recusal._get_ledger_values(),
                "answer": recusal.answer or None,
            },
        )

    def _bar(self):
        """Enter a conflict, which ends all access of the member to the case."""
        self.ensure_one()
        Conflict = self.env["tolerance.conflict"]
        matter = self.case_id.matter_id
        known = [
            ("matter_id", "=", matter.id),
            ("user_id", "=", self.user_id.id),
            ("reason", "=", "recused"),
        ]
        if not Conflict.search_count(known, limit=1):
            Conflict._add([(matter.id, self.user_id.id, "recused")], matter)

    def _tell(self):
        """End the task of the request, and tell the person who asked for it."""
        self.ensure_one()
        self._for_todos().activity_unlink(
            ["mistake_tolerance.activity_type_decide_recusal"]
        )
        self._plan_todo("recusal_decided", self.asked_by_id)

    def _note_found(self, seats):
        """Enter what the system found about the holders of these seats.

        :param tolerance.session.seat seats: whose members must not take part
        """
        known = self.search(
            [
                ("case_id", "in", seats.case_id.ids),
                ("user_id", "in", seats.user_id.ids),
                ("state", "=", "granted"),
            ]
        )
        entered = {(recusal.case_id, recusal.user_id) for recusal in known}
        found = unlocked(self).create(
            [
                {
                    "case_id": seat.case_id.id,
                    "session_id": seat.session_id.id,
                    "user_id": seat.user_id.id,
                    "origin": "found",
                    "ground": self._get_found_ground(seat),
                    "state": "granted",
                    "decided_on": seat.company_id._tolerance_today(),
                }
                for seat in seats
                if (seat.case_id, seat.user_id) not in entered
            ]
        )
        found.with_env(self.env)._ledger_append("recusal.found")

    def _get_found_ground(self, seat):
        """Return the ground that the members may read, as ``ground`` has it.

        :rtype: str
        """
        case, user = seat.case_id, seat.user_id
        reasons = case.conflict_ids.filtered(lambda c: c.user_id == user)
        reasons = reasons.mapped("reason")
        for reason, ground in OPEN_GROUNDS.items():
            if reason in reasons:
                return ground
        if user in case._get_inquirers():
            return "inquirer"
        if case._get_earlier_seat_refusal(seat.session_id.step_id, user):
            return "opinion"
        return "other"
