from odoo import models
from odoo.exceptions import UserError


class ToleranceGuard(models.Model):
    """A guard is entered switched off, tried, and then switched on."""

    _inherit = "tolerance.guard"

    def action_switch_on(self):
        """Let guards judge from the next request of every worker on.

        What their record types hold already is looked through at once.

        :return: True
        :raises UserError: if a guard cannot read a record type that is installed
        """
        self.check_access("write")
        for guard in self.filtered(lambda guard: guard.model in self.env):
            if problem := guard._get_entry_problem():
                raise UserError(problem)
        return self.write({"active": True})
