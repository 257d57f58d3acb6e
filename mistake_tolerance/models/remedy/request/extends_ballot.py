from odoo import api, fields, models


class ToleranceBallot(models.Model):
    """On a request no outcome is worse than the one that is questioned."""

    _inherit = "tolerance.ballot"
    _logged_content = frozenset({"remedy_reason"})

    remedy_kind = fields.Selection(related="session_id.remedy_kind")
    remedy_reason = fields.Text(
        related="session_id.remedy_reason", string="Reason for the Request"
    )

    def _get_questioned_degree(self):
        """Return the outcome that is questioned, or none.

        :rtype: tolerance.scheme.degree
        """
        # sudo: the members of the panel read what they decide about.
        return self.session_id.sudo().remedy_id.determination_id.degree_id

    @api.depends("session_id.remedy_id")
    def _compute_selectable(self):
        result = super()._compute_selectable()
        for ballot in self:
            if degree := ballot._get_questioned_degree():
                ballot.selectable_degree_ids = ballot.selectable_degree_ids.filtered(
                    lambda d, worst=degree.rank: d.rank <= worst
                )
        return result

    def _get_missing(self):
        missing = super()._get_missing()
        degree = self._get_questioned_degree()
        if degree and self.degree_id.rank > degree.rank:
            missing.append(
                self.env._(
                    "The decision questioned is “%(degree)s”: on a request it does not "
                    "become worse.",
                    degree=degree.name,
                )
            )
        return missing
