from odoo import api, fields, models

from ..single import check_single
from ..wording import write_list


class ToleranceBallot(models.Model):
    """Casting a ballot: after it nothing on it changes."""

    _inherit = "tolerance.ballot"

    def _get_refusals(self, verb):
        refusals = super()._get_refusals(verb)
        for ballot in self:
            sentence = ballot._get_seat_refusal() or ballot._get_content_refusal()
            if sentence:
                refusals[ballot.id] = sentence
        return refusals

    def _get_seat_refusal(self):
        """Say why this user does not cast this ballot, or return False."""
        self.ensure_one()
        if self.user_id != self.env.user:
            return self.env._("Only the member who holds the seat casts its ballot.")
        if self.session_id.state != "open":
            return self.env._("The session is not open.")
        if self.cast_on:
            return self.env._("This ballot is cast.")
        # The roll was checked when it was made; who is close may have changed.
        return self.case_id._get_voter_refusal(self.env.user)

    def _get_content_refusal(self):
        """Say what the scheme requires of this ballot still, or return False.

        A tolerant outcome needs a situation, no exclusion that rules it out, and
        must not contradict what the inquiry answered with a plain no. What the
        inquiry left unclear is for the body to weigh.
        """
        self.ensure_one()
        if not self.degree_id:
            return self.env._("Choose the outcome.")
        if not self.reasons:
            return self.env._("Give the reasons, for a refusal too.")
        if self.degree_id.kind == "refused":
            return False
        if not self.situation_ids:
            return self.env._("Choose at least one situation on which it rests.")
        stops = self.exclusion_ids.filtered(lambda e: e.kind == "stop")
        if stops:
            return self.env._(
                "%(exclusion)s rules tolerance out: choose a refusal, or do not find "
                "this exclusion.",
                exclusion=stops[0].name,
            )
        assessment = self.party_id.assessment_ids
        missing = assessment._get_failed_conditions()
        if missing:
            return self.env._(
                "The inquiry answered no to a condition: %(question)s",
                question=missing[0].name,
            )
        unasked = self.situation_ids - assessment.line_ids.situation_id
        if unasked:
            return self.env._(
                "The inquiry has not assessed this situation: %(situation)s",
                situation=unasked[0].name,
            )
        failed = self.situation_ids & assessment._get_failed_situations()
        if failed:
            return self.env._(
                "The inquiry found that this situation is not given: %(situation)s",
                situation=failed[0].name,
            )
        return False

    @api.onchange("degree_id")
    def _onchange_degree_id(self):
        """Take back the situations: a refusal rests on none."""
        if self.degree_id.kind == "refused":
            self.situation_ids = False

    def action_open(self):
        """Open the ballot on a page of its own.

        :return: action that shows it
        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        return self._get_form_action()

    def _get_form_action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ballot"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    def action_review(self):
        """Show the vote once more, before it is cast.

        :return: action that asks in a dialog whether to cast this vote
        :rtype: dict
        :raises UserError: with what the ballot still lacks
        """
        check_single(self)
        self.check_access("write")
        self._check_verb("cast")
        view = self.env.ref("mistake_tolerance.tolerance_ballot_view_form_review")
        return {
            **self._get_form_action(),
            "name": self.env._("Cast This Ballot?"),
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_cast(self):
        """Cast the ballot, and go on to the next that waits for this member.

        :return: action that says so and opens the next ballot, or closes the dialog
        :rtype: dict
        """
        self.check_access("write")
        self._check_verb("cast")
        self._write_verb({"cast_on": fields.Datetime.now()})
        for ballot in self:
            # Members read the case; the chain of its acts is written for them.
            case_sudo = ballot.case_id.sudo()
            case_sudo._log("ballot.cast", ballot._get_payload(), record=ballot)
            session_sudo = ballot.session_id.sudo()
            mine = session_sudo.ballot_ids.filtered(
                lambda b, seat=ballot.seat_id: b.seat_id == seat and not b.cast_on
            )
            if not mine:
                session_sudo._finish_todo("cast", user=self.env.user)
            if all(b.cast_on for b in session_sudo.ballot_ids):
                session_sudo._plan_todo("close_session", case_sudo.clerk_id)
        waiting = self.session_id._get_my_ballots()[:1]
        if waiting:
            next_action = waiting._get_form_action()
        else:
            next_action = {"type": "ir.actions.act_window_close"}
        # On a phone nothing else tells that the dialog has done its work.
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "The ballot on %(parties)s is cast.",
                    parties=write_list(
                        self.env, self.party_id.subject_id.mapped("name")
                    ),
                ),
                "next": next_action,
            },
        }

    def _get_payload(self):
        """Return the choice as plain values, for the ledger.

        :rtype: dict
        """
        self.ensure_one()
        return {
            "user_id": self.user_id.id,
            "subject_id": self.party_id.subject_id.id,
            "degree": self.degree_id.kind,
            "degree_id": self.degree_id.id,
            "situation_ids": self.situation_ids.ids,
            "exclusion_ids": self.exclusion_ids.ids,
            "reasons": self.reasons,
        }
