from markupsafe import Markup

from odoo import api, models


class Base(models.AbstractModel):
    _inherit = "base"

    @api.model
    def get_empty_list_help(self, help_message):
        """Add to the text of an empty list that it says nothing of other records.

        Rights and conflicts of interest hide records from lists. Whether there are
        any is not said: that would be told to those from whom they are hidden.
        """
        message = super().get_empty_list_help(help_message)
        if not self._name.startswith("tolerance.") or not message:
            return message
        note = self.env._("Records that you have no right to see are not listed.")
        return Markup("%s<p>%s</p>") % (Markup(message), note)
