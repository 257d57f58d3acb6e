from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...base.wording import write_day


class ToleranceDeterminationLine(models.Model):
    """How many points a matter may still cost where a deduction is reduced."""

    _inherit = "tolerance.determination.line"

    no_points = fields.Boolean(
        "No Points May Count",
        compute="_compute_no_points",
        store=True,
        readonly=False,
        precompute=True,
        help="With a reduced deduction: the matter may cost nothing at all.",
    )

    @api.depends("cap_points")
    def _compute_no_points(self):
        for line in self:
            line.no_points = line.no_points and not line.cap_points

    @api.constrains("cap_points", "no_points")
    def _check_points(self):
        if self.filtered(lambda line: line.no_points and line.cap_points):
            raise ValidationError(
                self.env._(
                    "Fill in either “Points That May Count” or “No Points May Count”, "
                    "not both."
                )
            )

    def _is_unlimited(self):
        """Return whether a deduction is reduced and nobody said to how many points.

        :rtype: bool
        """
        self.ensure_one()
        return (
            self.is_selected
            and self.form == "deduction_reduced"
            and not (self.cap_points or self.no_points)
        )

    def _get_protection_note(self):
        """Return the area, until when it is protected, and the points that may count.

        :rtype: str
        """
        self.ensure_one()
        values = {
            "area": self.area_id.name,
            "until": write_day(self.env, self.date_to),
            "points": f"{self.cap_points:g}",
        }
        if self.form == "deduction_reduced" and self.cap_points:
            if self.date_to:
                return self.env._(
                    "%(area)s (until %(until)s, at most %(points)s points)", **values
                )
            return self.env._(
                "%(area)s (without end, at most %(points)s points)", **values
            )
        if self.date_to:
            return self.env._("%(area)s (until %(until)s)", **values)
        return self.env._("%(area)s (without end)", **values)
