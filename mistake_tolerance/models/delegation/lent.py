from odoo import api, fields, models
from odoo.fields import Domain


class ToleranceLent(models.AbstractModel):
    """Records in which somebody's part can be lent to a stand-in.

    Rules ask ``is_lent`` at every search, so the dates of a stand-in need nobody
    to act on them; Odoo keeps the domain of a rule, but not what is found by it.
    """

    _name = "tolerance.lent"
    _description = "Can Be Delegated"

    is_lent = fields.Boolean(
        compute="_compute_is_lent",
        search="_search_is_lent",
        export_string_translation=False,
    )

    @api.model
    def _get_lent_domain(self):
        """Return the records in which the user stands in for somebody today.

        :rtype: Domain
        """
        return Domain.FALSE

    @api.model
    def _get_principal_domain(self, role, name):
        """Return the records of those whom the user stands in for today.

        :param str role: the part that is lent
        :param str name: field of whose part it is
        :rtype: Domain
        """
        return Domain.OR(
            Domain(name, "=", loan.principal_id)
            & Domain("company_id", "=", loan.company_id)
            for loan in self.env["tolerance.stand.in"]._get_running(
                role, deputy=self.env.user
            )
        )

    @api.depends_context("uid")
    def _compute_is_lent(self):
        domain = self._get_lent_domain()
        # What makes a record lent need not be readable by everybody.
        lent = () if domain.is_false() else self.sudo().filtered_domain(domain)._ids
        for record in self:
            record.is_lent = record.id in lent

    def _search_is_lent(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._get_lent_domain()
        return domain if True in value else ~domain
