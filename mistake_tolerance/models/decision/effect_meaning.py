from odoo import api, fields, models

from ..base.wording import write_day, write_name


class ToleranceEffect(models.Model):
    """Explains an effect to the person it protects."""

    _inherit = "tolerance.effect"
    _read_ahead = (
        "matter_id",
        "determination_id.party_id.application_id",
        "subject_id",
    )

    meaning = fields.Char("What It Means", compute="_compute_meaning")
    matter_summary = fields.Char("What It Is About", compute="_compute_matter_summary")
    period = fields.Char(compute="_compute_period")
    is_mine = fields.Boolean(compute="_compute_is_mine", search="_search_is_mine")

    @api.depends("form", "area_id", "matter_id", "subject_id", "cap_points")
    @api.depends_context("lang")
    def _compute_meaning(self):
        for effect in self:
            effect.meaning = effect._get_meaning()

    def _get_meaning(self):
        """Return one sentence that says what may not be done.

        :rtype: str
        """
        self.ensure_one()
        # sudo: protected persons may not read matters, but may know the number.
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
        if self.form == "deduction_reduced" and self.cap_points:
            return self.env._(
                "%(area)s: matter %(matter)s may cost %(subject)s %(points)s points "
                "at most, all records together.",
                **values,
            )
        if self._is_waived():
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

    @api.depends("matter_id", "determination_id")
    @api.depends_context("uid")
    def _compute_matter_summary(self):
        """Compute the matter in short, as far as the reader may know it.

        Staff who may read the matter read its title; a person who is protected, the
        beginning of what their own application says.
        """
        # sudo: the number is also in each refusal; other fields need read access.
        effects_sudo = self.sudo()
        effects_sudo._read_together()
        for effect_sudo, effect in zip(effects_sudo, self, strict=True):
            matter = effect_sudo.matter_id.sudo(False)
            party_sudo = effect_sudo.determination_id.party_id
            application = party_sudo.application_id.sudo(False)
            told = (
                matter._filtered_access("read").title
                or application._filtered_access("read").summary
            )
            effect.matter_summary = write_name(
                self.env, [effect_sudo.matter_id.name, told]
            )

    @api.depends("date_from", "date_to")
    @api.depends_context("lang")
    def _compute_period(self):
        for effect in self:
            days = {
                "first": write_day(self.env, effect.date_from),
                "last": write_day(self.env, effect.date_to),
            }
            effect.period = (
                self.env._("%(first)s to %(last)s", **days)
                if effect.date_to
                else self.env._("from %(first)s, without end", **days)
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
