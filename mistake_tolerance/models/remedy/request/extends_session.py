from odoo import api, fields, models

from ...base.db_trigger import keep_columns


class ToleranceSession(models.Model):
    """A new panel decides about a request: nobody who decided before."""

    _inherit = "tolerance.session"
    _logged_content = frozenset({"remedy_reason"})
    _workflow_fields = frozenset({"remedy_id"})

    remedy_id = fields.Many2one(
        "tolerance.remedy.request",
        "Request to Decide Anew",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    remedy_kind = fields.Selection(related="remedy_id.kind", string="Asked For")
    remedy_reason = fields.Text(
        related="remedy_id.reason", string="Reason for the Request"
    )

    def init(self):
        """Let the database refuse another request."""
        super().init()
        keep_columns(self, "remedy_id")

    @api.depends("remedy_id.kind")
    def _compute_display_name(self):
        """Name the session by what was asked for."""
        super()._compute_display_name()
        for session in self.filtered("remedy_id"):
            kinds = session._fields["remedy_kind"]._description_selection(self.env)
            session.display_name = self.env._(
                "%(case)s: %(kind)s by %(body)s",
                case=session.case_id.name or "",
                kind=dict(kinds).get(session.remedy_kind, ""),
                body=session.body_id.name or "",
            )

    def _get_member_refusal(self, user):
        if not self.remedy_id:
            return super()._get_member_refusal(user)
        return self.remedy_id._get_former_refusal(user) or (
            self.case_id._get_voter_refusal(user)
        )

    def _get_parties(self):
        if self.remedy_id:
            # sudo: who opens the voting may not read the request.
            return self.sudo().remedy_id.party_id.sudo(self.env.su)
        return super()._get_parties()

    def _get_questioned_degree(self):
        """Return the outcome that is questioned, or none.

        :rtype: tolerance.scheme.degree
        """
        # sudo: the members of the panel read what they decide about.
        return self.sudo().remedy_id.determination_id.degree_id

    def _get_worse_sentence(self, degree):
        """Return that an outcome is worse than the one questioned, or False.

        :param tolerance.scheme.degree degree: the outcome that is chosen
        :rtype: str | bool
        """
        questioned = self._get_questioned_degree()
        is_worse = bool(questioned) and degree.rank > questioned.rank
        return is_worse and self.env._(
            "The decision questioned is “%(degree)s”: on a request it does not become "
            "worse.",
            degree=questioned.name,
        )

    def _is_decided(self):
        if self.remedy_id:
            return self.result_ids._is_settled()
        return super()._is_decided()

    def _ask_for_next_session(self):
        if not self.remedy_id:
            return super()._ask_for_next_session()
        # sudo: who leads the session may not write the request.
        request_sudo = self.sudo().remedy_id
        return request_sudo._plan_todo("answer_remedy", request_sudo.case_id.clerk_id)

    def _call_anew(self):
        if self.remedy_id:
            return self._ask_for_next_session()
        return super()._call_anew()

    def _get_hand_up_refusal(self):
        if self.remedy_id:
            return self.env._(
                "Declare the session void, and choose another body on the request."
            )
        return super()._get_hand_up_refusal()

    def _get_inquiry_step(self):
        """A panel decides on what is on file: the case does not go back."""
        step = super()._get_inquiry_step()
        return step.browse() if self.remedy_id else step

    def _on_closed(self):
        """End a request whose decision stands as it is."""
        super()._on_closed()
        # sudo: who closes the session may not write the request.
        for session in self.sudo().filtered("remedy_id"):
            if session.result_ids._is_upholding():
                session.remedy_id._end("upheld")


class ToleranceSessionResult(models.Model):
    _inherit = "tolerance.session.result"

    def _is_settled(self):
        """Return whether there are results, and each of them is decided.

        :rtype: bool
        """
        return bool(self) and set(self.mapped("state")) == {"decided"}

    def _is_upholding(self):
        """Return whether the panel decided as was decided before.

        :rtype: bool
        """
        if not self._is_settled():
            return False
        old = self.session_id.remedy_id.determination_id
        return all(
            (result.degree_id, result.situation_ids, result.exclusion_ids)
            == (old.degree_id, old.situation_ids, old.exclusion_ids)
            for result in self
        )

    def _is_drafted(self):
        if self.session_id.remedy_id and self._is_upholding():
            return False
        return super()._is_drafted()

    def _prepare_draft(self):
        values = super()._prepare_draft()
        if request := self.session_id.remedy_id:
            values["replaces_id"] = request.determination_id.id
            values["remedy_id"] = request.id
        return values
