from odoo import api, fields, models
from odoo.fields import Domain


class ToleranceDelegationMixin(models.AbstractModel):
    """Records in which a stand-in can act in somebody's part.

    Rules ask ``is_delegated_to_me`` at every search, so that no job has to begin or end
    a delegation; Odoo keeps the domain of a rule, but not what is found by it.
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
        """Return the records in which the user stands in for somebody today.

        :rtype: Domain
        """
        return Domain.FALSE

    @api.model
    def _get_principal_domain(self, role, name):
        """Return the records of those whom the user stands in for today.

        :param str role: the part that is delegated
        :param str name: field of whose part it is
        :rtype: Domain
        """
        return Domain.OR(
            Domain(name, "=", loan.principal_id)
            & Domain("company_id", "=", loan.company_id)
            for loan in self.env["tolerance.delegation"]._get_running(
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
