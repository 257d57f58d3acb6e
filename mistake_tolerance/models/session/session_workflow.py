from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base.single import check_single
from ..base.write_permit import unlocked


class ToleranceSession(models.Model):
    """Opening a session fixes its members; closing it counts their ballots."""

    _inherit = "tolerance.session"
    _delegated_acts = {
        "session.open": "clerk",
        "session.close": "clerk",
    }

    @api.model
    def _open(self, step):
        """Call and open the session of a step.

        :param tolerance.case.step step: its body decides, its case is decided
        :rtype: tolerance.session
        """
        case = step.case_id
        # sudo: users cannot create sessions, so that no roll can be forged.
        session_sudo = self.sudo()._create_unlocked(
            [
                {
                    "case_id": case.id,
                    "step_id": step.id,
                    "body_id": step.body_id.id,
                    "kind": step.kind,
                    "state": "open",
                    "opened_on": case.company_id._tolerance_today(),
                }
            ]
        )
        seats_sudo = (
            unlocked(session_sudo.seat_ids)
            .create(session_sudo._get_roll())
            .with_env(session_sudo.env)
        )
        session_sudo.ballot_ids._create_unlocked(
            [
                {
                    "session_id": session_sudo.id,
                    "seat_id": seat.id,
                    "party_id": party.id,
                }
                for seat in seats_sudo
                for party in case.party_ids
            ]
        )
        session_sudo._plan_todo("cast", seats_sudo.user_id)
        session_sudo._ledger_append(
            "session.open",
            {
                "kind": step.kind,
                "body": step.body_id.id,
                "roll": seats_sudo.user_id.ids,
            },
        )
        return session_sudo.sudo(False)

    def _get_ledger_chain(self):
        return self.case_id

    def _get_roll(self):
        """List the seats of this session, with what was checked about each.

        :return: values of seats
        :rtype: list
        """
        self.ensure_one()
        user, principal = self.body_id._get_sitting()
        superiors = user.employee_ids.parent_id.user_id
        return [
            {
                "session_id": self.id,
                "user_id": user.id,
                "principal_id": principal.id,
                "superior_ids": superiors.ids,
                "checked_on": self.opened_on,
            }
        ]

    def _get_my_ballots(self):
        """Return the ballots of these sessions that wait for the current user.

        :rtype: tolerance.ballot
        """
        Ballot = self.env["tolerance.ballot"]
        if not Ballot.has_access("read"):
            return Ballot
        return Ballot.search(
            [
                ("session_id", "in", self.ids),
                ("session_id.state", "=", "open"),
                ("seat_id.user_id", "=", self.env.uid),
                ("cast_on", "=", False),
            ],
            order="id",
        )

    def _get_todo_places(self):
        """Lead a member to the ballot, not to the session that it belongs to."""
        places = super()._get_todo_places()
        waiting = self._get_my_ballots().grouped("session_id")
        return {
            session: waiting.get(session, place)[:1]
            for session, place in places.items()
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

    def _get_lead_refusal(self):
        """Return why the current user does not close this session, or False."""
        user = self.env.user
        is_clerk = user.has_group("mistake_tolerance.group_clerk")
        case = self.case_id
        if is_clerk and case and not case._get_conflicts(user):
            return False
        return self.env._("A clerk who is not close to the case closes the session.")

    def action_close(self):
        """Close the session: what was cast is the opinion, or the decision."""
        self.check_access("write")
        self._check_transition("close")
        for session in self:
            session._do_close()

    def _do_close(self):
        self.ensure_one()
        case = self.case_id
        today = self.company_id._tolerance_today()
        self._write_transition("close", {"closed_on": today, "closed_by": self.env.uid})
        # One body deals with a case at a time: the next may be called from here.
        self.flush_recordset(["state"])
        self._finish_todo("cast", "close_session")
        self._ledger_append(
            "session.close",
            {
                "kind": self.kind,
                "closed_on": fields.Date.to_string(today),
                "minutes": self.minutes,
                "ballots": [ballot._get_ledger_values() for ballot in self.ballot_ids],
            },
        )
        # The step is done by the seat holder; the clerk only closes the session.
        case._complete_step(self.kind, user=self.seat_ids.user_id[:1])
        self._on_closed()
        if self.kind == "decision":
            case._refresh_decided()
        else:
            case._plan_todo("open_session", case.clerk_id)

    def _on_closed(self):
        """Called once for each session when it has closed; later rooms add to it.

        ``kind`` tells an opinion from a decision. What was decided about each
        party stands in ``ballot_ids``: ``party_id``, ``degree_id``,
        ``situation_ids``, ``exclusion_ids``, ``reasons``. The step is done, the
        state of the case still the one before; ``_refresh_decided`` of the case
        follows after a decision.
        """

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "session.open": self.env._("Session opened"),
            "session.close": self.env._("Session closed"),
        }

    def _get_part_record(self):
        return self.case_id
