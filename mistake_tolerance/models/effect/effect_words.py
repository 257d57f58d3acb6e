from odoo import api, fields, models


class ToleranceEffect(models.Model):
    """What an effect means, for whoever it protects."""

    _inherit = "tolerance.effect"

    meaning = fields.Char("What It Means", compute="_compute_meaning")
    is_mine = fields.Boolean(compute="_compute_is_mine", search="_search_is_mine")

    @api.depends("form", "area_id", "matter_id", "subject_id", "cap_points")
    @api.depends_context("lang")
    def _compute_meaning(self):
        for effect in self:
            effect.meaning = effect._get_meaning()

    def _get_meaning(self):
        """Say in one sentence what may not be done.

        :rtype: str
        """
        self.ensure_one()
        # Its number stands on each refusal; who the effect protects reads no matters.
        matter_sudo = self.matter_id.sudo()
        values = {
            "subject": self.subject_id.name,
            "matter": matter_sudo.name,
            "area": self.area_id.name,
            "points": f"{self.cap_points:g}",
        }
        if self.form == "no_negative":
            return self.env._(
                "%(area)s: matter %(matter)s must not lead to a negative appraisal "
                "of %(subject)s.",
                **values,
            )
        if self.form == "deduction_reduced":
            return self.env._(
                "%(area)s: matter %(matter)s may cost %(subject)s %(points)s points "
                "at most, all records together.",
                **values,
            )
        if self.form == "deduction_waived":
            return self.env._(
                "%(area)s: matter %(matter)s must not cost %(subject)s any points.",
                **values,
            )
        if self.form == "hold":
            return self.env._(
                "%(area)s: matter %(matter)s must not be held against %(subject)s "
                "until it is decided.",
                **values,
            )
        return self.env._(
            "%(area)s: matter %(matter)s must not be held against %(subject)s.",
            **values,
        )

    @api.depends("subject_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        for effect in self:
            effect.is_mine = self.env.user in effect.subject_id._get_users()

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        own = self.env["tolerance.subject"]._get_own()
        return [("subject_id", "in", own.ids)]
