from odoo import api, models
from odoo.exceptions import ValidationError


class ToleranceAppraisal(models.Model):
    """A base score lower than that of the others is a deduction without a mark."""

    _inherit = "tolerance.appraisal"

    @api.constrains("base_score", "cycle_id")
    def _check_base_score(self):
        for appraisal in self:
            cycle = appraisal.cycle_id
            floor = cycle.base_score if cycle else 100
            if appraisal.base_score < floor:
                raise ValidationError(
                    self.env._(
                        "%(record)s: a base score below that of the cycle, %(base)s, "
                        "takes points away. Enter a deduction with its reason instead.",
                        record=appraisal.display_name,
                        base=f"{floor:g}",
                    )
                )

    def _get_base_refusals(self):
        """Refuse a base below that of the others, for who is protected or examined.

        The measure is what most of the others have, so that one person's higher base
        is nothing against the rest; without others it is 100.
        """
        refusals = {}
        for appraisal in self._get_exposed():
            # How others are appraised is compared, not shown.
            rows = self.sudo()._read_group(
                [
                    ("company_id", "=", appraisal.company_id.id),
                    ("area_id", "=", appraisal.area_id.id),
                    ("year", "=", appraisal.year),
                    ("period", "=", appraisal.period),
                    ("subject_id", "!=", appraisal.subject_id.id),
                ],
                ["base_score"],
                ["__count"],
            )
            usual = max(rows, key=lambda row: (row[1], row[0]), default=(100,))[0]
            if appraisal.base_score < usual:
                refusals[appraisal.id] = self.env._(
                    "%(record)s: its base score is %(base)s, that of others "
                    "%(usual)s, and a decision protects this person or unit or a "
                    "matter is being examined. Appraise them in the cycle of the "
                    "others; what takes points away is entered as a deduction.",
                    record=appraisal.display_name,
                    base=f"{appraisal.base_score:g}",
                    usual=f"{usual:g}",
                )
        return refusals
