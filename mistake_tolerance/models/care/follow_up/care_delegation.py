"""What stand-ins may do in a follow-up."""

from odoo import api, models
from odoo.fields import Domain


class ToleranceFollowUp(models.Model):
    """Lets a stand-in of the helper lead the talks."""

    _name = "tolerance.follow.up"
    _inherit = ["tolerance.follow.up", "tolerance.delegation.mixin"]

    @api.model
    def _get_delegated_domain(self):
        mine = self._get_principal_domain("helper", "helper_id")
        if mine.is_false():
            return mine
        uid = self.env.uid
        return (
            mine
            & (
                Domain("state", "in", ("running", "due"))
                | Domain("completed_by_id", "=", uid)
            )
            & Domain("matter_id.conflict_ids", "not any", [("user_id", "=", uid)])
        )

    @api.depends("state", "helper_id", "completed_by_id")
    def _compute_is_delegated_to_me(self):
        return super()._compute_is_delegated_to_me()

    def _is_helper(self):
        return super()._is_helper() or self.is_delegated_to_me


class ToleranceFollowUpConcern(models.Model):
    """Lets a stand-in of a body's head answer concerns, where the body admits one."""

    _name = "tolerance.follow.up.concern"
    _inherit = ["tolerance.follow.up.concern", "tolerance.delegation.mixin"]

    @api.model
    def _get_delegated_domain(self):
        uid = self.env.uid
        delegations = self.env["tolerance.delegation"]._get_running(
            "body_head", deputy=self.env.user
        )
        bodies = [delegation.body_id for delegation in delegations]
        if not bodies:
            return Domain.FALSE
        return (
            Domain("body_id", "in", bodies)
            & Domain("body_id.admits_delegation", "=", True)
            & (Domain("state", "=", "open") | Domain("answered_by_id", "=", uid))
            & Domain(
                "matter_id.conflict_ids",
                "not any",
                [("user_id", "=", uid)],
            )
        )

    @api.depends("state", "body_id", "answered_by_id")
    def _compute_is_delegated_to_me(self):
        return super()._compute_is_delegated_to_me()

    def _may_answer(self):
        return super()._may_answer() or (
            self.state == "open" and self.is_delegated_to_me
        )
