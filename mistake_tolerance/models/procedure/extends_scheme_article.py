"""Lists the steps of cases that rest on an article."""

from odoo import models


class ToleranceSchemeArticle(models.Model):
    _inherit = "tolerance.scheme.article"

    def _get_uses(self):
        steps = self._find_uses(
            "tolerance.case.step", [("scheme_step_id.article_id", "=", self.id)]
        )
        return [*super()._get_uses(), steps]
