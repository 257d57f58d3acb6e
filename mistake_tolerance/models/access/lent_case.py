from odoo import models


class ToleranceCase(models.Model):
    """Who is in charge of a case: its clerk, or meanwhile the stand-in."""

    _inherit = "tolerance.case"

    def _is_in_charge(self):
        """Tell whether the user has the part of the clerk in charge today.

        :rtype: bool
        """
        self.ensure_one()
        loans = self.env["tolerance.stand.in"]._get_running(
            "clerk", deputy=self.env.user, principals=self.clerk_id
        )
        return self.clerk_id == self.env.user or any(
            loan.company_id == self.company_id.id for loan in loans
        )
