from odoo import api, fields, models


class ToleranceBody(models.Model):
    """Lets a stand-in take the seat of an absent head, where the body admits it.

    Only where one person decides for the body. Members of a committee vote in person:
    a seat stays empty while its holder is away, and a vice chair presides for the
    chair. No source says so for a tolerance procedure: it is a choice of the product.
    """

    _inherit = "tolerance.body"

    admits_delegation = fields.Boolean(
        "Stand-in May Take the Seat",
        help="Not prescribed by the source. A vote is personal: without this, nobody "
        "sits for a head who is away. With it, a stand-in takes the seat of sessions "
        "opened meanwhile, and votes in their own name. Members of a committee always "
        "vote in person.",
    )

    @api.model
    def _get_ledger_fields(self):
        return super()._get_ledger_fields() | {"admits_delegation"}

    def _get_sitting(self):
        """Return the users who sit in a session opened today, and their principals.

        :return: the user, and the head if it is a stand-in
        :rtype: tuple
        """
        self.ensure_one()
        head, nobody = self.head_user_id, self.env["res.users"]
        if head and self.admits_delegation and not self._has_seats():
            for delegation in self.env["tolerance.delegation"]._get_running(
                "body_head", principals=head
            ):
                if delegation.body_id == self.id:
                    return nobody.browse(delegation.deputy_id), head
        return head, nobody
