"""Says below an empty list that hidden records may exist, whether any do or not."""

from markupsafe import Markup

from odoo import api, models


class Base(models.AbstractModel):
    _inherit = "base"

    @api.model
    def get_empty_list_help(self, help_message):
        """Add to the text of an empty list that hidden records may exist.

        Rights and conflicts of interest hide records from lists. The text never says
        whether there are any, because it would tell those from whom they are hidden.
        """
        message = super().get_empty_list_help(help_message)
        if not self._name.startswith("tolerance.") or not message:
            return message
        note = self.env._("Records that you have no right to see are not listed.")
        return Markup("%s<p>%s</p>") % (Markup(message), note)
