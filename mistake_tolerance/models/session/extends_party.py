from odoo import models


class ToleranceCaseParty(models.Model):
    _inherit = "tolerance.case.party"

    def _get_step_facts(self):
        """Add the degree, once the deciding session has closed."""
        facts = super()._get_step_facts()
        # sudo: the steps need it; not everybody who reads them reads the results.
        if degree := self.sudo()._get_deciding_result().degree_id:
            facts["degree"] = degree._get_reference_code()
        return facts

    def _get_deciding_result(self):
        """Return the result by which this party was decided about.

        A session called anew decides only about the parties left.

        :rtype: tolerance.session.result
        """
        self.ensure_one()
        return self._pick_result(self._get_deciding_sessions())

    def _get_deciding_sessions(self):
        """Return the sessions by which what is decided about these parties stands.

        A hook: a session may also decide in place of another.

        :rtype: tolerance.session
        """
        return self.case_id._get_deciding_sessions()

    def _pick_result(self, sessions):
        """Return the last result among sessions that decided about this party.

        :param tolerance.session sessions: closed, of the kind that decides
        :rtype: tolerance.session.result
        """
        results = sessions.result_ids.filtered(
            lambda result: result.party_id == self and result.state == "decided"
        )
        return results.sorted("id")[-1:]

    def _pick_session(self, sessions):
        """Return the session among these that decided about this party.

        :param tolerance.session sessions: closed, of the kind that decides
        :rtype: tolerance.session
        """
        whole = sessions.filtered(lambda session: not session.result_ids)
        return self._pick_result(sessions).session_id or whole.sorted("id")[-1:]

    def _get_deciding_session(self):
        """Return the sessions that decided about these parties.

        A body that decides about some parties only is called anew for the others. One
        that closed without results decided about all; the last counts.

        :rtype: tolerance.session
        """
        found = self.env["tolerance.session"]
        for party in self:
            found |= party._pick_session(party._get_deciding_sessions())
        return found

    def _get_deciding_users(self):
        """Return who holds a seat in the session that decided about these parties.

        They answer objections to what follows from the decision. Where none of them is
        in the agency any more, the head of the body answers for it.

        :rtype: res.users
        """
        # sudo: a rule needs this; the user may not read the sessions.
        users_sudo = self.env["res.users"].sudo()
        for session_sudo in self.sudo()._get_deciding_session():
            seated = session_sudo._get_roll_seats().user_id
            users_sudo |= seated.filtered("active") or session_sudo.body_id.head_user_id
        return users_sudo.sudo(False)
