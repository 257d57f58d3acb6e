from odoo import models


class ToleranceSchemeVersion(models.Model):
    _inherit = "tolerance.scheme.version"

    def _is_corrected(self):
        """Return whether a tolerated party has an error to correct.

        Where the measures of the regulation are all for others, nothing is left to
        correct: who bears no responsibility is not tolerated, but cleared.

        :rtype: bool
        """
        self.ensure_one()
        measures = self.measure_ids.filtered(lambda m: m.kind == "correction")
        return not measures or any(measures.mapped("for_granted"))

    def _is_followed_up(self, degree, is_leading_cadre):
        """Where nothing is corrected, only the regulation itself sets a follow-up."""
        is_named = bool(self.follow_up_months or self.follow_up_talks)
        return (is_named or self._is_corrected()) and super()._is_followed_up(
            degree, is_leading_cadre
        )

    def _get_follow_up_months(self, company):
        """Where the regulation sets no length, the agency's own counts."""
        return super()._get_follow_up_months(company) or company._tolerance_setting(
            "tolerance_follow_up_months"
        )
