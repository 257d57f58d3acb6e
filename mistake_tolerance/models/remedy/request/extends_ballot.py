from odoo import api, fields, models


class ToleranceBallot(models.Model):
    """On a request no outcome is worse than the one that is questioned."""

    _inherit = "tolerance.ballot"
    _logged_content = frozenset({"remedy_reason"})

    remedy_kind = fields.Selection(related="session_id.remedy_kind")
    remedy_reason = fields.Text(
        related="session_id.remedy_reason", string="Reason for the Request"
    )

    @api.depends("session_id.remedy_id")
    def _compute_selectable(self):
        result = super()._compute_selectable()
        for ballot in self:
            if degree := ballot.session_id._get_questioned_degree():
                ballot.selectable_degree_ids = ballot.selectable_degree_ids.filtered(
                    lambda d, worst=degree.rank: d.rank <= worst
                )
        return result

    def _get_missing(self):
        missing = super()._get_missing()
        if sentence := self.session_id._get_worse_sentence(self.degree_id):
            missing.append(sentence)
        return missing


class ToleranceSessionRecord(models.Model):
    _inherit = "tolerance.session.record"

    def _get_lacks(self):
        """On paper, too, no outcome is worse than the one that is questioned."""
        lacks = super()._get_lacks()
        sentence = self.session_id._get_worse_sentence(self.degree_id)
        if self.outcome == "decided" and sentence:
            lacks += self._name_party([sentence])
        return lacks
