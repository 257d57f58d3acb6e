from odoo import models


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _get_cited_matters(self):
        """Return the matters that negative records about these cite; a hook.

        :rtype: tolerance.matter
        """
        return self.env["tolerance.matter"]
