from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base.single import check_single
from ...base.task_mixin import Task
from ...base.workflow_mixin import Transition


class ToleranceSession(models.Model):
    """Calls in experts and reserves by the nature of the problem, and hears them."""

    _inherit = "tolerance.session"
    _delegated_acts = {"session.opinion": "seat"}
    _tasks = {"answer_question": Task(is_personal=True)}
    _transitions = {
        "call_in": Transition(
            "draft",
            hidden_by=("_get_lead_refusal", "_get_call_in_refusal"),
            depends=("chair_id", "secretary_id"),
        ),
    }

    can_call_in = fields.Boolean(compute="_compute_can")
    can_give_opinion = fields.Boolean(compute="_compute_can_give_opinion")

    @api.depends("state", "seat_ids.state", "seat_ids.user_id")
    @api.depends_context("uid")
    def _compute_can_give_opinion(self):
        for session in self:
            seat_sudo = session._get_own_seat()[:1]
            session.can_give_opinion = (
                bool(seat_sudo) and not seat_sudo._get_opinion_refusal()
            )

    def _get_member_sentence(self):
        """Ask who is called in for the answer to the question put to them."""
        seat_sudo = self._get_own_seat()[:1]
        is_asked = seat_sudo.question and not seat_sudo.opinion
        if self.can_give_opinion and is_asked:
            return self.env._("Press Give Opinion: a question is put to you.")
        return super()._get_member_sentence()

    def action_give_opinion(self):
        """Open the page on which who is called in gives the opinion.

        :return: action of the dialog
        :rtype: dict
        :raises UserError: if the user is not called in, or the session is over
        """
        check_single(self)
        self.check_access("read")
        if not self.can_give_opinion:
            raise UserError(
                self.env._("Who is called in gives the opinion, and nobody else.")
            )
        view = self.env.ref("mistake_tolerance.tolerance_session_seat_view_opinion")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Give Opinion"),
            "res_model": "tolerance.session.seat",
            "res_id": self._get_own_seat()[:1].id,
            "view_mode": "form",
            "views": [(view.id, "form")],
            "target": "new",
        }

    def _end_round_todos(self):
        """Ask nobody any more; who has not answered is not said to have done so."""
        super()._end_round_todos()
        self._cancel_todo("answer_question")

    def _get_call_in_refusal(self):
        """Return why nobody is called in, or False."""
        self.ensure_one()
        return not self.is_collective and self.env._(
            "One person decides here: nobody is called in."
        )

    def _get_candidates(self, speciality):
        """Return the members who can be called in, in the order of the body.

        :param tolerance.speciality speciality: which they have, or none for all
        :return: experts and reserves in office who may take part in this case
        :rtype: tolerance.body.member
        """
        self.ensure_one()
        body = self.body_id
        day = self._get_roll_day()
        members = body._get_members(day, "expert") | body._get_members(day, "reserve")
        if speciality:
            members = members.filtered(lambda m: speciality in m.speciality_ids)
        on_roll = self.seat_ids.user_id
        return members.sorted().filtered(
            lambda member: (
                member.user_id not in on_roll
                and not self._get_member_refusal(member.user_id)
            )
        )

    def action_call_in(self):
        """Ask who is called in, and why.

        :return: action of the dialog
        :rtype: dict
        """
        check_single(self)
        self.check_access("write")
        self._check_transition("call_in")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Call In"),
            "res_model": "tolerance.session.call.in",
            "view_mode": "form",
            "target": "new",
            "context": {"default_session_id": self.id},
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "session.opinion": self.env._("Opinion of a person called in"),
        }
