from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base.single import check_single
from ..base.write_permit import unlocked


class ToleranceSession(models.Model):
    """Calling a session makes its roll; closing it counts the ballots."""

    _inherit = "tolerance.session"
    _delegated_acts = {
        "session.call": "clerk",
        "session.open": "clerk",
        "session.round": "clerk",
        "session.void": "clerk",
        "session.call_in": "clerk",
        "session.leave": "clerk",
        "session.close": "clerk",
    }

    @api.model
    def _call(self, step, body=None, **entered):
        """Call the body of a step; if one person decides, the voting opens at once.

        :param tolerance.case.step step: its body decides, its case is decided
        :param tolerance.body body: another body that decides instead
        :param entered: other values of the session, such as the day it was held
        :rtype: tolerance.session
        """
        case = step.case_id
        body = body or step.body_id
        today = case.company_id._tolerance_today()
        is_collective = body._is_collective(entered.get("held_on") or today)
        # sudo: users cannot create sessions, so that no roll can be forged.
        session_sudo = self.sudo()._create_unlocked(
            [
                {
                    "case_id": case.id,
                    "step_id": step.id,
                    "body_id": body.id,
                    "kind": step.kind,
                    "is_collective": is_collective,
                    "secretary_id": is_collective and body._get_secretary(today).id,
                    **body._get_voting_rule(),
                    **entered,
                }
            ]
        )
        unlocked(session_sudo.seat_ids).create(session_sudo._get_roll())
        session_sudo._choose_chair()
        session_sudo._on_roll_made()
        if is_collective:
            session_sudo._plan_todo("open_ballot", session_sudo._get_leading_user())
            session_sudo._ledger_append(
                "session.call",
                {
                    "kind": session_sudo.kind,
                    "body": body.id,
                    "roll": session_sudo.seat_ids.user_id.ids,
                },
            )
        else:
            session_sudo._do_open_ballot()
        return session_sudo.sudo(False)

    def _get_ledger_chain(self):
        return self.case_id

    def _get_roll(self):
        """List the seats of this session, with what was checked about each.

        Later rooms add theirs with ``super()``, such as reserves or experts.

        :return: values of seats
        :rtype: list
        """
        self.ensure_one()
        today = self.company_id._tolerance_today()
        if not self.is_collective:
            user, principal = self.body_id._get_sitting()
            seat = {"role": "chair", "principal_id": principal.id}
            return [self._prepare_seat(user, today, **seat)]
        roll = []
        for member in self.body_id._get_roll_members(self._get_roll_day()):
            # Who must not decide keeps the place on the roll, without a vote.
            is_barred = bool(self._get_member_refusal(member.user_id))
            roll.append(
                self._prepare_seat(
                    member.user_id,
                    today,
                    role=member.role,
                    is_voting=not is_barred,
                    state="recused" if is_barred else "invited",
                )
            )
        return roll

    def _get_roll_day(self):
        """Return the day whose members form the roll; a hook.

        :rtype: date
        """
        self.ensure_one()
        return self.company_id._tolerance_today()

    def _on_roll_made(self):
        """Called once when the roll is made; a hook."""

    def _prepare_seat(self, user, day, **values):
        """Return the values of a seat.

        :param res.users user: who holds it
        :param date day: of the check
        :rtype: dict
        """
        return {
            "session_id": self.id,
            "user_id": user.id,
            "superior_ids": user.employee_ids.parent_id.user_id.ids,
            "checked_on": day,
            **values,
        }

    def _get_member_refusal(self, user):
        """Return why somebody may not vote in this session, or False.

        :rtype: str | bool
        """
        self.ensure_one()
        case = self.case_id
        return case._get_voter_refusal(user) or case._get_earlier_seat_refusal(
            self.step_id, user
        )

    def _get_my_ballots(self):
        """Return the ballots of these sessions that wait for the current user.

        :rtype: tolerance.ballot
        """
        Ballot = self.env["tolerance.ballot"]
        if not Ballot.has_access("read"):
            return Ballot
        return Ballot.search(
            [("session_id", "in", self.ids), *Ballot._get_waiting_domain()], order="id"
        )

    def _get_todo_places(self):
        """Lead a member to the ballot, not to the session that it belongs to.

        The task of a committee stays until the round is counted; a member who has
        voted no longer sees it.
        """
        places = super()._get_todo_places()
        waiting = self._get_my_ballots().grouped("session_id")
        is_open = self.filtered(lambda s: s.is_collective and s.state == "open")
        voted = is_open.filtered(lambda s: s not in waiting)
        others = self.env["mail.activity"].search(
            [
                ("user_id", "=", self.env.uid),
                ("res_model", "=", self._name),
                ("res_id", "in", voted.ids),
                (
                    "activity_type_id",
                    "!=",
                    self.env.ref("mistake_tolerance.activity_type_cast").id,
                ),
            ]
        )
        done = voted - voted.browse(others.mapped("res_id"))
        return {
            session: waiting.get(session, place)[:1]
            for session, place in places.items()
            if session not in done
        }

    def action_vote(self):
        """Open the first ballot of this session that waits for the current user.

        :return: action that shows it
        :rtype: dict
        :raises UserError: if none waits
        """
        check_single(self)
        self.check_access("read")
        ballot = self._get_my_ballots()[:1]
        if not ballot:
            raise UserError(
                self.env._("No ballot of this session waits for you. Nothing to do.")
            )
        return ballot._get_form_action()

    def _get_leaders(self):
        """Return the users who lead the session of a committee, beside the clerks.

        :rtype: res.users
        """
        if not self.is_collective:
            return self.env["res.users"]
        # sudo: the roll may not be readable to the user who asks.
        return (self.secretary_id | self.sudo().chair_id.user_id).sudo(False)

    def _get_leading_user(self):
        """Return the users with the task of the next step in the session.

        :rtype: res.users
        """
        self.ensure_one()
        # A secretary without any role of ours could not open the task.
        leaders = self._get_leaders().filtered(
            lambda user: self.with_user(user).has_access("write")
        )
        return leaders[:1] or self.case_id.clerk_id

    def _get_lead_refusal(self):
        """Return why the current user does not lead this session, or False."""
        user = self.env.user
        is_clerk = user.has_group("mistake_tolerance.group_clerk")
        case = self.case_id
        is_leader = is_clerk or user in self._get_leaders()
        if is_leader and case and not case._get_conflicts(user):
            return False
        if self.is_collective:
            return self.env._(
                "The chair, the secretary or a clerk who is not close to the case "
                "leads the session."
            )
        return self.env._("A clerk who is not close to the case closes the session.")

    def _get_wording_refusal(self):
        """Return why the current user does not word the results, or False."""
        self.ensure_one()
        # sudo: the roll may not be readable to the user who asks.
        session_sudo = self.sudo()
        allowed = session_sudo.chair_id.user_id | session_sudo.secretary_id
        if self.env.user in allowed and not self.case_id._get_conflicts(self.env.user):
            return False
        return self.env._("The secretary or the chair words the reasons.")

    def action_close(self):
        """Close the session: what was cast is the opinion, or the decision.

        If nothing was carried on a party, the members vote on it once more.

        :return: an action that says so, or True
        """
        self.check_access("write")
        self._lock_ballots()
        self._check_transition("close")
        again = self.filtered(lambda session: session._do_close())
        if not again:
            return True
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "message": self.env._(
                    "No outcome had the majority: the members vote a second time."
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _do_close(self):
        """Count the ballots; close the session unless they vote a second time.

        :return: whether a second round has begun
        :rtype: bool
        """
        self.ensure_one()
        # sudo: who leads the session reads no ballots before it is closed.
        session_sudo = self.sudo()
        session_sudo._count_round()
        if session_sudo._return_if_carried():
            return False
        if session_sudo._needs_second_round():
            session_sudo._start_second_round()
            return True
        session_sudo._end_results()
        case_sudo = session_sudo.case_id
        day = session_sudo._get_act_day()
        session_sudo._write_transition(
            "close", {"closed_on": day, "closed_by": self.env.uid}
        )
        # One body deals with a case at a time: the next may be called from here.
        self.flush_recordset(["state"])
        session_sudo._end_round_todos()
        session_sudo._ledger_append(
            "session.close",
            {
                "kind": self.kind,
                "closed_on": fields.Date.to_string(day),
                "minutes": self.minutes,
                "ballots": session_sudo._get_ballot_entries(),
                "results": [r._get_ledger_values() for r in session_sudo.result_ids],
            },
        )
        is_decided = session_sudo._is_decided()
        if is_decided:
            # The step is done by who presided; the clerk only closes the session.
            user = session_sudo._get_presiding_users()[:1]
            case_sudo._complete_step(self.kind, day=day, user=user)
        self._on_closed()
        if is_decided and self.kind == "decision":
            self.case_id._refresh_decided()
        else:
            session_sudo._ask_for_next_session()
        return False

    def _is_decided(self):
        """Return whether nobody is left whom this session had to decide about; a hook.

        :rtype: bool
        """
        self.ensure_one()
        return self.case_id._is_step_decided(self.step_id)

    def _ask_for_next_session(self):
        """Ask the clerk to call the body anew; a hook."""
        self.case_id._plan_todo("open_session", self.case_id.clerk_id)

    def _return_if_carried(self):
        """Return the case instead of closing, if the members voted so; a hook.

        :return: whether it went back
        :rtype: bool
        """
        return False

    def _get_act_day(self):
        """Return the day as of which the session decides; a hook.

        :rtype: date
        """
        self.ensure_one()
        return self.company_id._tolerance_today()

    def _on_closed(self):
        """Called once for each session when it has closed; a hook.

        ``kind`` tells an opinion from a decision. What was decided about each
        party stands in ``result_ids``: ``state``, ``party_id``, ``degree_id``,
        ``situation_ids``, ``exclusion_ids``, ``reasons``. If all are decided the
        step is done; the state of the case is still the one before, and
        ``_refresh_decided`` of the case follows after a decision.
        """

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "session.call": self.env._("Session called"),
            "session.open": self.env._("Session opened"),
            "session.round": self.env._("Second ballot opened"),
            "session.void": self.env._("Session declared void"),
            "session.call_in": self.env._("Called in for a session"),
            "session.leave": self.env._("Leave from a session entered"),
            "session.close": self.env._("Session closed"),
        }

    def _get_part_record(self):
        return self.case_id
