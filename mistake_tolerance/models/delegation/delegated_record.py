from typing import NamedTuple

from odoo import api, models, tools


class Loan(NamedTuple):
    """Which part a delegation gives, to whom, from when to when."""

    deputy_id: int
    principal_id: int
    role: str
    company_id: int
    body_id: int | bool
    date_from: object
    date_to: object


class ToleranceDelegation(models.Model):
    """Finds what is delegated to whom today."""

    _inherit = "tolerance.delegation"

    @api.model
    @tools.ormcache()
    def _get_loans(self):
        """Return what is appointed and not long over, for every user.

        Kept in memory: every act that is entered in the ledger asks.

        :return: of :class:`Loan`
        :rtype: tuple
        """
        # It is still yesterday in one agency when it is today in another.
        appointed = [("state", "=", "appointed")]
        agencies_sudo = self.sudo().search(appointed).company_id
        days = [agency._tolerance_today() for agency in agencies_sudo]
        since = min(days, default=self.env.company._tolerance_today())
        rows_sudo = self.sudo().search([*appointed, ("date_to", ">=", since)])
        return tuple(
            Loan(
                row.deputy_id.id,
                row.principal_id.id,
                row.role,
                row.company_id.id,
                row.body_id.id,
                row.date_from,
                row.date_to,
            )
            for row in rows_sudo
        )

    @api.model
    def _get_running(self, role, deputy=None, principals=None):
        """Return what is delegated today in a part, by the day of each company.

        :param str role: which part
        :param res.users deputy: to whom, if asked
        :param res.users principals: from whom, if asked
        :return: of :class:`Loan`
        :rtype: list
        """
        Company = self.env["res.company"].sudo()
        return [
            loan
            for loan in self._get_loans()
            if loan.role == role
            and (deputy is None or loan.deputy_id == deputy.id)
            and (principals is None or loan.principal_id in principals.ids)
            and loan.date_from
            <= Company.browse(loan.company_id)._tolerance_today()
            <= loan.date_to
        ]
