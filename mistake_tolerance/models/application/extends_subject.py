"""A hook: which matters the negative records of a person or unit name.

The clerk who accepts an application is offered these matters. The room ``enforcement``
gives the answer, because it reads the records.
"""

from odoo import models


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _get_cited_matters(self):
        """Return the matters that negative records about these cite; a hook.

        :rtype: tolerance.matter
        """
        return self.env["tolerance.matter"]
