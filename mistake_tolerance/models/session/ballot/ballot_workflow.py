from odoo import api, fields, models

from ...base.single import check_single
from ...base.wording import write_list


class ToleranceBallot(models.Model):
    """Casts a ballot; a cast ballot never changes."""

    _inherit = "tolerance.ballot"
    _delegated_acts = {
        "ballot.cast": "seat",
    }

    def _get_seat_refusal(self):
        """Return why this user does not cast this ballot, or False."""
        self.ensure_one()
        if self.user_id != self.env.user:
            return self.env._("Only the member who holds the seat can cast its ballot.")
        if self.session_id.state != "open":
            return self.env._("The session is not open.")
        if self.cast_on:
            return self.env._("This ballot is cast.")
        if self.is_lapsed:
            return self.env._("This ballot was counted without you: it is over.")
        # Conflicts may have changed since the roll was made.
        return self.case_id._get_voter_refusal(self.env.user)

    def _get_missing_refusal(self):
        """Return all that the scheme still requires of this ballot, or False."""
        return "\n".join(self._get_missing()) or False

    def _get_missing(self):
        """List what the scheme still requires of this ballot, a sentence each.

        A tolerant outcome needs a situation, no exclusion that rules it out, and
        must not contradict what the inquiry answered with a plain no. What the
        inquiry left unclear is for the body to weigh.

        :rtype: list[str]
        """
        self.ensure_one()
        if self.is_abstention:
            return [] if self.is_collective else [self._get_lone_sentence()]
        if self.is_return:
            return self._get_return_lacks()
        missing = []
        if not self.degree_id:
            missing.append(
                self.env._(
                    "Choose the outcome and, unless it is a refusal, at least one of "
                    "the Situations Found."
                )
            )
        elif self.degree_id.kind != "refused":
            missing += self._get_tolerance_refusals()
        missing += self._get_conduct_lacks()
        if not self.reasons:
            missing.append(self.env._("Give the reasons, for a refusal too."))
        return missing

    def _get_empty_fields(self, action):
        """Ask for no situation with a refusal, and for nothing with an abstention.

        Who returns the case chooses no outcome either.
        """
        if self.is_abstention or self.is_return:
            return []
        return [
            name
            for name in super()._get_empty_fields(action)
            if name != "situation_ids" or self.degree_id.kind != "refused"
        ]

    def _get_return_lacks(self):
        """List what a vote for the return of the case lacks; a hook.

        :rtype: list[str]
        """
        return []

    def _get_lone_sentence(self):
        """Return that a person who decides alone cannot abstain."""
        return self.env._("You decide alone here: choose an outcome.")

    def _get_tolerance_refusals(self):
        """List the reasons against a tolerant outcome.

        :rtype: list[str]
        """
        refusals = []
        if not self.situation_ids:
            refusals.append(
                self.env._("Choose at least one situation on which it rests.")
            )
        # A ballot that is filled in but not stored holds copies of what it chooses.
        return refusals + self.party_id.assessment_ids._get_tolerance_refusals(
            self.situation_ids._origin, self.exclusion_ids._origin
        )

    def _get_conduct_lacks(self):
        """Ask for an answer to each conduct found that calls for strict handling.

        :rtype: list[str]
        """
        own = self.exclusion_ids.filtered(lambda e: e.kind == "aggravating")
        names = write_list(self.env, self.conduct_ids.mapped("name"))
        if self.conduct_ids and not self.conduct_answer:
            return [
                self.env._(
                    "The inquiry found what calls for strict handling: %(conducts)s. "
                    "Say whether you find it, too.",
                    conducts=names,
                )
            ]
        if self.conduct_answer == "found" and not own:
            return [
                self.env._(
                    "Name among the Exclusions Found the conduct that you refer for "
                    "strict handling."
                )
            ]
        if self.conduct_answer == "rejected" and own:
            return [
                self.env._(
                    "You do not find the conduct and name it nevertheless: "
                    "%(conducts)s.",
                    conducts=write_list(self.env, own.mapped("name")),
                )
            ]
        return []

    @api.onchange("is_abstention")
    def _onchange_is_abstention(self):
        """Clear what an abstention does not answer."""
        if self.is_abstention:
            self._clear_outcome()
            self.is_return = self.question = False

    @api.onchange("is_return")
    def _onchange_is_return(self):
        """Clear what a return does not answer."""
        if self.is_return:
            self._clear_outcome()
            self.is_abstention = False

    def _clear_outcome(self):
        self.degree_id = self.conduct_answer = self.reasons = False
        self.situation_ids = self.exclusion_ids = False

    @api.onchange("degree_id")
    def _onchange_degree_id(self):
        """Clear values that do not fit the outcome, and choose the only situation.

        A refusal has no situation, and a full exemption no exclusion but a conduct that
        is referred for strict handling all the same.
        """
        if self.degree_id:
            self.is_abstention = self.is_return = self.question = False
        if self.degree_id.kind == "refused" and self.situation_ids:
            self.situation_ids = False
        elif self.degree_id.kind == "exempt":
            self.exclusion_ids = self.exclusion_ids._origin & self.conduct_ids._origin
        offered = self.selectable_situation_ids._origin
        is_tolerant = self.degree_id and self.degree_id.kind != "refused"
        if is_tolerant and len(offered) == 1 and not self.situation_ids:
            self.situation_ids = offered

    @api.onchange("conduct_answer")
    def _onchange_conduct_answer(self):
        """Enter the conducts among the exclusions, or take them out."""
        chosen = self.exclusion_ids._origin
        if self.conduct_answer == "found":
            self.exclusion_ids = chosen | self.conduct_ids._origin
        elif self.conduct_answer == "rejected":
            self.exclusion_ids = chosen.filtered(lambda e: e.kind != "aggravating")

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
            # The page completes no action that another one leads on to.
            "views": [(False, "form")],
        }

    def action_review(self):
        """Show the vote once more, before it is cast.

        :return: action that asks in a dialog whether to cast this vote
        :rtype: dict
        :raises UserError: with what the ballot still lacks
        """
        check_single(self)
        self.check_access("write")
        self._check_transition("cast")
        view = self.env.ref("mistake_tolerance.tolerance_ballot_view_form_review")
        return {
            **self._get_form_action(),
            "name": self.env._("Cast This Ballot?"),
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_cast(self, choice=None):
        """Cast the ballot, and go on to the next that waits for this member.

        :param dict choice: what a secret ballot says, see ``secret/``; an open ballot
            has been filled in before
        :return: action that says so and opens the next ballot, or closes the dialog
        :rtype: dict
        """
        self.check_access("write")
        self._check_transition("cast")
        self._do_cast()
        return self._get_cast_answer()

    def _do_cast(self):
        """Enter that these ballots are cast; end the task after the member's last."""
        self._write_unlocked({"cast_on": fields.Datetime.now()})
        # The choice is entered when the session closes: entries can be read before.
        self._ledger_append("ballot.cast")
        for ballot in self:
            # sudo: members read no ballots but their own before the closing.
            session_sudo = ballot.session_id.sudo()
            ballots_sudo = session_sudo._get_round_ballots()
            if all(b.cast_on for b in ballots_sudo if b.seat_id == ballot.seat_id):
                session_sudo._end_cast_todo(self.env.user)
            if not session_sudo.is_collective and all(b.cast_on for b in ballots_sudo):
                session_sudo._plan_todo("close_session", session_sudo.case_id.clerk_id)

    def _get_cast_answer(self):
        """Return the action that says so, and leads on to the next ballot.

        :rtype: dict
        """
        waiting = self.session_id._get_my_ballots()[:1]
        if waiting:
            next_action = waiting._get_form_action()
        else:
            next_action = {"type": "ir.actions.act_window_close"}
        # On a phone nothing else shows that the ballot was cast.
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

    def _get_ledger_chain(self):
        return self.case_id

    def _get_ledger_values(self):
        """Return the voter and the party, without the choice.

        :rtype: dict
        """
        self.ensure_one()
        return {
            "user_id": self.user_id.id,
            "subject_id": self.party_id.subject_id.id,
            "round": self.round,
        }

    def _get_choice_values(self):
        """Return the choice as plain values, for the closing.

        :rtype: dict
        """
        self.ensure_one()
        return {
            "user_id": self.user_id.id,
            "subject_id": self.party_id.subject_id.id,
            "degree": self.degree_id.kind or None,
            "degree_id": self.degree_id.id or None,
            "situation_ids": self.situation_ids.ids,
            "exclusion_ids": self.exclusion_ids.ids,
            "conduct_answer": self.conduct_answer or None,
            "reasons": self.reasons or None,
            **({"abstains": True} if self.is_abstention else {}),
            **({"returns": self.question} if self.is_return else {}),
            "round": self.round,
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "ballot.cast": self.env._("Ballot cast"),
        }
