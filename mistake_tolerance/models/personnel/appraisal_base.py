from odoo import models


class ToleranceAppraisal(models.Model):
    """A base score lower than that of the others is a deduction without a mark."""

    _inherit = "tolerance.appraisal"

    def _get_base_refusals(self):
        """Refuse a base below that of the others, for who is protected or examined.

        Where there are no others to compare with, 100 is the measure.
        """
        refusals = {}
        for appraisal in self.filtered("cycle_id")._get_exposed():
            # How others are appraised is compared, not shown.
            (best,) = self.sudo()._read_group(
                [
                    ("company_id", "=", appraisal.company_id.id),
                    ("area_id", "=", appraisal.area_id.id),
                    ("year", "=", appraisal.year),
                    ("period", "=", appraisal.period),
                    ("subject_id", "!=", appraisal.subject_id.id),
                ],
                [],
                ["base_score:max"],
            )[0]
            best = best or 100
            if appraisal.base_score < best:
                refusals[appraisal.id] = self.env._(
                    "%(record)s: its base score is %(base)s, that of others "
                    "%(best)s, and a decision protects this person or unit or a "
                    "matter is being examined. Appraise them in the cycle of the "
                    "others; what takes points away is entered as a deduction.",
                    record=appraisal.display_name,
                    base=f"{appraisal.base_score:g}",
                    best=f"{best:g}",
                )
        return refusals
