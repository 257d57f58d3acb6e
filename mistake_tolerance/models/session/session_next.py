from odoo import api, fields, models


class ToleranceSession(models.Model):
    """Says what comes next in a session, to whom it is shown."""

    _inherit = "tolerance.session"

    next_action = fields.Char("What to Do Next", compute="_compute_next_action")

    @api.depends(
        "state",
        "round",
        "minutes",
        "seat_ids.state",
        "ballot_ids.cast_on",
        "case_id.state",
        "case_id.due_on",
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
        if self.state == "void":
            return self.env._("Void: %(reason)s", reason=self.void_reason or "")
        if self.state == "draft":
            if refusal := self._get_lead_refusal():
                return self._get_member_sentence() or refusal
            return self._get_open_sentence() or self.env._(
                "Press Open Ballot: the roll stays from then on."
            )
        if self.can_vote:
            return self.env._("Press Fill In My Ballot.")
        if sentence := self._get_uncast_sentence():
            return sentence
        if refusal := self._get_lead_refusal():
            return (
                refusal
                if self.is_collective
                else self.env._("A clerk closes the session.")
            )
        if self._is_voting_going_on():
            return self._get_waiting_sentence()
        return self._get_missing() or self.env._("Press Close Session.")

    def _get_next_elsewhere(self):
        """Return the sentence on the next act, for the form of the case.

        :rtype: str
        """
        action = self._get_next_action()
        waits = self.state == "open" and not self.can_vote
        if action in (waits and self._get_uncast_sentence(), self._get_lead_refusal()):
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
            is_lacking = self.is_collective and not self.minutes
            return is_lacking and self.env._("Write the record of the discussion.")
        return super()._get_required_sentence(action)

    def _get_uncast_sentence(self):
        """Return a sentence with the members who have not voted yet, or False.

        Of a committee only a number is told while its ballot is open.
        """
        if self.state != "open":
            return self.env._("This session is not open.")
        if self.is_collective:
            return not self._is_quorate(self.cast_count) and self._get_count_sentence()
        ballots_sudo = self._get_all_ballots()
        uncast_sudo = ballots_sudo.filtered(lambda ballot: not ballot.cast_on)
        if ballots_sudo and not uncast_sudo:
            return False
        return self._get_undecided_sentence(uncast_sudo)

    def _is_voting_going_on(self):
        """Return whether members of a committee have not voted yet; a hook.

        :rtype: bool
        """
        return self.state == "open" and self.cast_count < self.seat_count

    def _get_waiting_sentence(self):
        """Return that others still vote, and what to write meanwhile.

        :rtype: str
        """
        leads = not self._get_lead_refusal()
        missing = leads and self._get_required_sentence("close")
        waiting = self.env._(
            "%(count)s Wait for the others.", count=self._get_count_sentence()
        )
        return f"{waiting} {missing}" if missing else waiting

    def _get_count_sentence(self):
        """Return how many of the members have voted.

        :rtype: str
        """
        return self.env._(
            "%(cast)s of %(seats)s members have cast their ballots.",
            cast=self.cast_count,
            seats=self.seat_count,
        )
