from odoo import api, fields, models
from odoo.fields import Domain


class ToleranceDelegationMixin(models.AbstractModel):
    """Records in which a stand-in can act for an absent user.

    Access rules read ``is_delegated_to_me``, which is searched anew at each query. So a
    delegation takes effect and ends on its dates without a scheduled action.
    """

    _name = "tolerance.delegation.mixin"
    _description = "Can Be Delegated"

    is_delegated_to_me = fields.Boolean(
        compute="_compute_is_delegated_to_me",
        search="_search_is_delegated_to_me",
        export_string_translation=False,
    )

    @api.model
    def _get_delegated_domain(self):
        """Return a domain of the records in which the user stands in today.

        A hook: each record type states whose role it is.

        :rtype: Domain
        """
        return Domain.FALSE

    @api.model
    def _get_principal_domain(self, role, name):
        """Return a domain of the records of those for whom the user stands in today.

        :param str role: the delegated role
        :param str name: field that names the absent user
        :rtype: Domain
        """
        return Domain.OR(
            Domain(name, "=", delegation.principal_id)
            & Domain("company_id", "=", delegation.company_id)
            for delegation in self.env["tolerance.delegation"]._get_running(
                role, deputy=self.env.user
            )
        )

    @api.depends_context("uid")
    def _compute_is_delegated_to_me(self):
        domain = self._get_delegated_domain()
        # sudo: the user may not read the fields that make a record delegated.
        delegated = (
            () if domain.is_false() else self.sudo().filtered_domain(domain)._ids
        )
        for record in self:
            record.is_delegated_to_me = record.id in delegated

    def _search_is_delegated_to_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._get_delegated_domain()
        return domain if True in value else ~domain
