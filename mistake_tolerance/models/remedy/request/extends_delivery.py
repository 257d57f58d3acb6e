from odoo import fields, models
from odoo.exceptions import UserError


class ToleranceDecisionDelivery(models.Model):
    """What was decided on a request is served like the decision itself."""

    _inherit = "tolerance.decision.delivery"
    _workflow_fields = frozenset({"remedy_id"})

    remedy_id = fields.Many2one(
        "tolerance.remedy.request",
        "Answers the Request",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )

    def _do_serve(self):
        """Say which request it answers, and serve nothing while one is open."""
        # sudo: the clerk may create it, but has no right to write it.
        party_sudo = self.sudo().party_id
        if party_sudo._get_open_remedy().filtered("accepted_on"):
            raise UserError(
                self.env._(
                    "%(number)s: a panel decides anew. Serve what it decides.",
                    number=self.case_id.name,
                )
            )
        if request_sudo := party_sudo._get_last_remedy():
            self.sudo()._write_unlocked({"remedy_id": request_sudo.id})
        return super()._do_serve()
