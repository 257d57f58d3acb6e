from odoo import api, models
from odoo.exceptions import AccessError

from ...base.field import written
from ...base.person import check_person
from ...base.write_permit import is_unlocked, unlocked

CALLED_IN = ("called_in", "expert")


class ToleranceSessionSeat(models.Model):
    """Others get a seat by the nature of the problem, with a reason.

    The vote of a person called in is that of their place in the body: who prepares the
    roll must not make the majority. Who is called in gives an opinion of their own on
    the question put to them, until the session closes.
    """

    _inherit = "tolerance.session.seat"
    _logged_content = frozenset({"question", "opinion"})

    question = written.Text(
        "Question Put", help="What the person called in is asked to judge."
    )
    opinion = written.Text(
        help="The own words of the person called in; the members read it, and the "
        "minutes carry it."
    )

    @api.model_create_multi
    def create(self, vals_list):
        if is_unlocked(self):
            return super().create(vals_list)
        if any(vals.get("opinion") for vals in vals_list):
            raise AccessError(self._get_own_words_sentence())
        # A client may send anything: it is looked at before a value is used.
        ids = [vals.get("session_id") for vals in vals_list]
        if not all(type(value) is int for value in ids):
            raise AccessError(self.env._("A seat belongs to a session."))
        self.session_id.browse(ids).check_access("read")
        if not all(type(vals.get("user_id")) is int for vals in vals_list):
            raise AccessError(self.env._("Name the person who takes the seat."))
        seats = super().create([self._prepare_called_in(vals) for vals in vals_list])
        seats._check_called_in()
        for seat in seats:
            seat._enter("session.call_in", {"is_voting": seat.is_voting})
        return seats

    def write(self, vals):
        if "opinion" not in vals or is_unlocked(self):
            return super().write(vals)
        check_person(self.env)
        self.check_access("write")
        for seat in self:
            if vals.keys() != {"opinion"} or seat._get_opinion_refusal():
                raise AccessError(
                    seat._get_opinion_refusal() or self._get_own_words_sentence()
                )
        unlocked(self).write(vals)
        for seat in self:
            seat._enter("session.opinion", {"opinion": seat.opinion or None})
            # sudo: who is called in has no right to end tasks of a session.
            seat.session_id.sudo()._finish_todo("answer_question", user=seat.user_id)
        return True

    def _get_opinion_refusal(self):
        """Return why the current user gives no opinion on this seat, or False."""
        self.ensure_one()
        if self.origin not in CALLED_IN or self.user_id != self.env.user:
            return self._get_own_words_sentence()
        if self.state == "recused" or self.session_id.state not in ("draft", "open"):
            return self.env._("The session heard its experts already.")
        return False

    def _get_own_words_sentence(self):
        return self.env._("Who is called in gives the opinion, and nobody else.")

    @api.model
    def _prepare_called_in(self, vals):
        """Return values of a seat, with what was found about the person that day.

        :param dict vals: what the user enters
        :rtype: dict
        """
        # sudo: who calls somebody in may not read their employee record.
        session_sudo = self.session_id.sudo().browse(vals.get("session_id"))
        user_sudo = self.user_id.sudo().browse(vals.get("user_id"))
        today = session_sudo.company_id._tolerance_today()
        return {**vals, **session_sudo._prepare_seat(user_sudo, today)}

    def _check_called_in(self):
        """Refuse a seat to which nobody was called for the problem.

        :raises AccessError: if there is no reason, or the person may not take part
        """
        for seat in self:
            if seat.origin not in CALLED_IN or not seat.reason:
                raise AccessError(
                    self.env._(
                        "Say why the nature of the problem calls for this person."
                    )
                )
            if (
                seat.state != "invited"
                or seat.role != "member"
                or seat.principal_id
                or seat.replaces_id
            ):
                raise AccessError(self.env._("A new seat starts as invited."))
            if refusal := seat._get_call_in_refusal():
                raise AccessError(refusal)

    def _get_call_in_refusal(self):
        """Return why the holder of this seat cannot be called in, or False."""
        self.ensure_one()
        session, user, case = self.session_id, self.user_id, self.case_id
        day = session._get_roll_day()
        places = session.body_id.member_ids.filtered(
            lambda member: (
                member.user_id == user and member.is_voting and member._has_term(day)
            )
        )
        names = {"user": user.name, "body": session.body_id.name}
        if not self.is_voting and places:
            return self.env._(
                "%(user)s has a vote in %(body)s and is called in with it.", **names
            )
        if not self.is_voting:
            conflict = case._get_conflicts(user).get(user.id, False)
            return case._get_role_refusal(user) or conflict
        if refusal := session._get_member_refusal(user):
            return refusal
        return not places and self.env._(
            "%(user)s has no vote in %(body)s. Call them in without a vote, or ask the "
            "administrator to enter them as a reserve first.",
            **names,
        )
