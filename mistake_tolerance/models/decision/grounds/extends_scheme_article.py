"""Lists the decisions that rest on an article."""

from odoo import models
from odoo.fields import Domain


class ToleranceSchemeArticle(models.Model):
    _inherit = "tolerance.scheme.article"

    def _get_uses(self):
        cited = Domain.OR(
            [(f"{name}.article_id", "=", self.id)]
            for name in ("degree_id", "situation_ids", "exclusion_ids", "principle_ids")
        )
        decisions = self._find_uses("tolerance.determination", cited)
        lines = self._find_uses(
            "tolerance.determination.line",
            [("scheme_area_id.article_id", "=", self.id), ("is_selected", "=", True)],
        )
        protecting = lines.determination_id._filtered_access("read")
        return [*super()._get_uses(), (decisions | protecting).sorted("id", True)]
