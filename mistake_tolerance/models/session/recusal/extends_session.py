from odoo import api, fields, models
from odoo.exceptions import UserError

from ....rules import ballot as rules
from ...base.field import written
from ...base.single import check_single
from ...base.task_mixin import Task
from ...base.wording import write_list
from ...base.workflow_mixin import Transition
from ...base.write_permit import unlocked

MOVED_UP = "mistake_tolerance.activity_type_moved_up"


class ToleranceSession(models.Model):
    """Members who must not take part leave the roll, and others move up for them."""

    _inherit = "tolerance.session"
    _tasks = {"moved_up": Task(is_notice=True)}

    _transitions = {
        "hand_up": Transition(
            "draft",
            required="upper_reason",
            hidden_by=("_get_lead_refusal", "_get_hand_up_refusal"),
            depends=("seat_ids.state", "chair_id", "secretary_id"),
        ),
    }

    upper_reason = written.Text("Why the Upper Body Takes the Case", copy=False)
    can_hand_up = fields.Boolean(compute="_compute_can")
    recusal_ids = fields.One2many("tolerance.recusal", "session_id", string="Recusals")
    can_declare_recusal = fields.Boolean(compute="_compute_can_declare_recusal")

    @api.depends("state", "seat_ids.state", "recusal_ids.state")
    @api.depends_context("uid")
    def _compute_can_declare_recusal(self):
        for session in self:
            session.can_declare_recusal = not session._get_declare_refusal()

    @api.model
    def _get_can_depends(self):
        return super()._get_can_depends() | {"recusal_ids.state"}

    def _get_pending_recusals(self):
        """Return the requests about members of these sessions that wait.

        :rtype: tolerance.recusal
        """
        # sudo: who leads the session learns only that one waits.
        return self.sudo().recusal_ids.filtered(lambda r: r.state == "requested")

    def _get_declare_refusal(self):
        """Return why the current user declares no recusal in this session, or False."""
        self.ensure_one()
        if self._get_own_seat().state in (False, "recused"):
            return self.env._("You have no seat in this session.")
        if self.state not in ("draft", "open"):
            return self.env._("The session is over.")
        return self._get_own_pending_sentence()

    def _get_own_pending_sentence(self):
        """Return that what the current user declared is being decided, or False."""
        own = self._get_pending_recusals().filtered(
            lambda recusal: recusal.asked_by_id == self.env.user
        )
        return bool(own) and self.env._("Your recusal is being decided.")

    def _get_member_sentence(self):
        if sentence := self._get_own_pending_sentence():
            return sentence
        sentence = super()._get_member_sentence()
        if not sentence or self._get_declare_refusal():
            return sentence
        return self.env._(
            "%(sentence)s If you must not take part, press I Have to Recuse Myself.",
            sentence=sentence,
        )

    def action_declare_recusal(self):
        """Open the page on which a member declares that they must not take part.

        :return: action that shows it
        :rtype: dict
        :raises UserError: if the current user has no seat
        """
        check_single(self)
        self.check_access("read")
        if refusal := self._get_declare_refusal():
            raise UserError(refusal)
        return self.env["tolerance.recusal"]._get_new_action(
            self.env._("I Have to Recuse Myself"), default_session_id=self.id
        )

    def _get_pending_sentence(self):
        """Return that a recusal waits for its decision, or False."""
        pending_sudo = self._get_pending_recusals()
        return bool(pending_sudo) and self.env._(
            "A recusal has to be decided first: %(names)s.",
            names=write_list(self.env, pending_sudo.decider_id.mapped("name")),
        )

    def _get_open_refusal(self):
        refusals = super()._get_open_refusal()
        if sentence := self._get_pending_sentence():
            refusals.append(sentence)
        if sentence := self._get_too_few_sentence():
            refusals.append(sentence)
        return refusals

    def _get_too_few_sentence(self):
        """Return that recusals leave too few members, or False.

        A member who left without anybody moving up counts in the base of the minimum
        here, or a committee could shrink to one. This is a choice of the product.
        """
        self.ensure_one()
        replaced = self.seat_ids.replaces_id
        left = self.seat_ids.filtered(
            lambda seat: (
                seat.state == "recused"
                and seat not in replaced
                and (seat.is_voting or seat.origin == "fixed")
            )
        )
        roll = len(self._get_roll_seats() | left)
        least = max(rules.get_minimum(roll, self.minimum_share), self.minimum_number)
        present = len(self._get_voting_seats())
        if not self.is_collective or not left or present >= least:
            return False
        if upper := self.body_id.upper_body_id:
            return self.env._(
                "Recusals leave %(present)s members; at least %(minimum)s must vote. "
                "Write why %(upper)s takes the case and press Hand to the Upper Body, "
                "or call in others.",
                present=present,
                minimum=least,
                upper=upper.name,
            )
        return self.env._(
            "Recusals leave %(present)s members; at least %(minimum)s must vote. The "
            "administrator enters reserve members of %(body)s, or others are called "
            "in.",
            present=present,
            minimum=least,
            body=self.body_id.name,
        )

    def _get_hand_up_refusal(self):
        """Return why the upper body does not take the case, or False."""
        if self._get_too_few_sentence() and self.body_id.upper_body_id:
            return False
        return self.env._("There are enough members, or there is no body above.")

    def action_hand_up(self):
        """Let the upper body decide, because recusals left too few members."""
        self.check_access("write")
        self._check_transition("hand_up")
        # sudo: who leads the session may not write the step of the case.
        for session_sudo in self.sudo():
            step, upper = session_sudo.step_id, session_sudo.body_id.upper_body_id
            session_sudo._ledger_append(
                "session.hand_up",
                {"body": upper.id, "reason": session_sudo.upper_reason},
            )
            session_sudo._void(session_sudo.upper_reason)
            unlocked(step).write({"taken_up_by_id": upper.id})
            session_sudo._call_anew()

    def _get_uncast_sentence(self):
        if self.state == "open" and (sentence := self._get_pending_sentence()):
            return sentence
        return super()._get_uncast_sentence()

    def _on_roll_made(self):
        """Enter who was found, let others move up, and take over what waits."""
        super()._on_roll_made()
        recused = self.seat_ids.filtered(lambda seat: seat.state == "recused")
        self.env["tolerance.recusal"]._note_found(recused)
        for seat in recused - self.seat_ids.replaces_id:
            self._fill_seat(seat)
        waiting = self.env["tolerance.recusal"].search(
            [("case_id", "=", self.case_id.id), ("state", "=", "requested")]
        )
        unlocked(waiting).write({"session_id": self.id})
        self._choose_chair()

    def _choose_chair(self):
        """Let the person who now presides decide about the requests that wait."""
        super()._choose_chair()
        for recusal_sudo in self._get_pending_recusals():
            recusal_sudo._choose_decider()

    def _fill_seat(self, seat):
        """Let the first substitute without a conflict move up for a recused member.

        :param tolerance.session.seat seat: of the member who is recused
        """
        member = self._get_substitute(seat)
        if not member:
            return
        is_expert = member.kind_of_seat == "expert"
        values = self._prepare_seat(
            member.user_id,
            self.company_id._tolerance_today(),
            origin="expert" if is_expert else "reserve",
            is_voting=member.is_voting,
            replaces_id=seat.id,
        )
        unlocked(self.seat_ids).create(values)
        self._plan_todo("moved_up", member.user_id)

    def _get_substitute(self, seat):
        """Return the member of the body who moves up: reserve, or expert of the field.

        :rtype: tolerance.body.member
        """
        day = self._get_roll_day()
        body, taken = self.body_id, self.seat_ids.user_id
        experts = body._get_members(day, "expert")
        own = experts.filtered(lambda member: member.user_id == seat.user_id)
        choices = body._get_members(day, "reserve").filtered("is_voting")
        if seat.origin == "expert" or own:
            fields_of_work = own.speciality_ids
            choices = experts.filtered(lambda m: m.speciality_ids & fields_of_work)
        for member in choices:
            user = member.user_id
            refusal = (
                self._get_member_refusal(user)
                if member.is_voting
                else self.case_id._get_conflicts(user)
            )
            if user not in taken and not refusal:
                return member
        return choices.browse()

    def _recuse(self, users):
        """Enter members as recused in these sessions.

        A session whose voting is open is declared void, and a committee is called again
        with a new roll.

        :param res.users users: in conflict with the case since now
        """
        for session in self:
            seats = session.seat_ids.filtered(
                lambda s: s.user_id in users and s.state != "recused"
            )
            if not seats:
                continue
            unlocked(seats).write({"state": "recused"})
            for user in seats.user_id:
                session._clear_desk(user)
            session._release(seats.user_id)
            session.env["tolerance.recusal"]._note_found(seats)
            if session.state == "open":
                session._begin_anew()
            else:
                for seat in seats:
                    session._fill_seat(seat)
                session._call_members()
                session._choose_chair()
                leader = session._get_leading_user()
                if leader not in session.activity_ids.user_id:
                    session._plan_todo("open_ballot", leader)

    def _on_opened(self):
        """End the notice to who moved up: the ballot tells them now."""
        result = super()._on_opened()
        self._for_todos().activity_unlink([MOVED_UP])
        return result

    def _clear_desk(self, user):
        """Remove all tasks of a user in this session."""
        self._for_todos().activity_ids.filtered(lambda a: a.user_id == user).unlink()

    def _begin_anew(self):
        """Declare the session void; a committee is called with a new roll."""
        self._void(self.env._("A member is recused: a new roll votes anew."))
        if self.is_collective:
            self._call_anew()

    def _call_anew(self):
        """Call the body of the step again, if nothing stands against it."""
        case = self.case_id
        if case._get_open_session_refusal():
            return
        again = self._call(self.step_id)
        case._finish_todo("open_session")
        meeting = self.meeting_id
        if again.body_id != self.body_id:
            return
        if self.mode == "circulation":
            again._circulate()
        elif meeting.state in ("called", "held"):
            again._put_on_agenda(meeting)

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "session.hand_up": self.env._("Handed to the upper body"),
        }
