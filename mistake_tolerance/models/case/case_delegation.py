from odoo import models


class ToleranceCase(models.Model):
    """Who is in charge of a case: its clerk, or meanwhile the stand-in."""

    _inherit = "tolerance.case"

    def _is_in_charge(self):
        """Tell whether the user has the part of the clerk in charge today.

        :rtype: bool
        """
        self.ensure_one()
        return bool(self._filter_in_charge())

    def _filter_in_charge(self):
        """Return the cases in which the user has the part of the clerk today.

        :rtype: tolerance.case
        """
        loans = self.env["tolerance.stand.in"]._get_running(
            "clerk", deputy=self.env.user, principals=self.clerk_id
        )
        lent = {(loan.principal_id, loan.company_id) for loan in loans}
        return self.filtered(
            lambda case: (
                case.clerk_id == self.env.user
                or (case.clerk_id.id, case.company_id.id) in lent
            )
        )
