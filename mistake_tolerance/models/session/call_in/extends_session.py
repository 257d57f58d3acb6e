from odoo import fields, models

from ...base.single import check_single
from ...base.workflow_mixin import Transition


class ToleranceSession(models.Model):
    """Calls in experts and reserves by the nature of the problem."""

    _inherit = "tolerance.session"
    _transitions = {
        "call_in": Transition(
            "draft",
            hidden_by=("_get_lead_refusal", "_get_call_in_refusal"),
            depends=("chair_id", "secretary_id"),
        ),
    }

    can_call_in = fields.Boolean(compute="_compute_can")

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
        today = self.company_id._tolerance_today()
        members = body._get_members(today, "expert") | body._get_members(
            today, "reserve"
        )
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
