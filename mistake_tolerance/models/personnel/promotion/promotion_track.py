from odoo import api, fields, models

from ...base.field import written
from ...base.write_permit import lock, unlocked


class TolerancePromotion(models.Model):
    """Adds a target level to proposals; its requirements become the checklist."""

    _inherit = "tolerance.promotion"

    level_id = fields.Many2one(
        "tolerance.track.level",
        string="Target Level",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Its requirements come onto the checklist when the draft is saved.",
    )
    track_id = fields.Many2one(
        "tolerance.track", related="level_id.track_id", store=True, index=True
    )
    to_job = written.Char(
        compute="_compute_to_job", store=True, readonly=False, precompute=True
    )
    career_ids = fields.Many2many("tolerance.promotion", compute="_compute_career_ids")

    @api.depends("level_id")
    def _compute_to_job(self):
        for promotion in self:
            promotion.to_job = promotion.level_id.name or promotion.to_job

    @api.depends("subject_id")
    @api.depends_context("uid")
    def _compute_career_ids(self):
        approved = self.search(
            [("subject_id", "in", self.subject_id.ids), ("state", "=", "approved")],
            order="date, id",
        ).grouped("subject_id")
        none = self.browse()
        for promotion in self:
            promotion.career_ids = approved.get(promotion.subject_id, none)

    @api.model_create_multi
    def create(self, vals_list):
        promotions = super().create(vals_list)
        promotions._fill_checklist()
        return promotions

    def write(self, vals):
        result = super().write(vals)
        if {"level_id", "employee_id"} & vals.keys():
            self._fill_checklist()
        elif "date" in vals:
            self._count_years()
        return result

    def copy_data(self, default=None):
        # The lines of the level are left out: ``create`` adds them again.
        rows = super().copy_data(default)
        for vals in rows:
            if checks := vals.get("check_ids"):
                vals["check_ids"] = [c for c in checks if not c[2].get("level_id")]
        return rows

    def _fill_checklist(self):
        """Replace the lines of the checklist that a level requires by those of now."""
        # The permit lets the system delete and make lines that users may not.
        stale = unlocked(self.check_ids.filtered("level_id"))
        stale.unlink()
        lock(stale)
        with_level = self.filtered("level_id")
        if not with_level:
            return
        last_approved = with_level._get_last_approved()
        Check = unlocked(self.env["tolerance.promotion.check"])
        Check.create(
            [
                {"promotion_id": promotion.id, **vals}
                for promotion in with_level
                for vals in promotion.level_id._get_requirements(
                    promotion.date,
                    last_approved.get(
                        (promotion.subject_id, promotion.track_id), False
                    ),
                )
            ]
        )
        lock(Check)

    def _count_years(self):
        """Count the years served anew, because the day changed; ticks of users stay.

        Where no earlier promotion is known here, HR says whether they were served.
        """
        last_approved = self._get_last_approved()
        for promotion in self.filtered("level_id"):
            since = last_approved.get((promotion.subject_id, promotion.track_id))
            checks = promotion.check_ids.filtered("counts_years")
            if not since or not checks:
                continue
            vals = promotion.level_id._get_years_served(promotion.date, since)
            unlocked(checks).write(vals)
            lock(checks)

    def _get_last_approved(self):
        """Return since when each person is at the level they have on the track.

        :return: the day of the last approved proposal, by person and track
        :rtype: dict
        """
        # sudo: years count wherever they were served, also in a company that the user
        # has not selected; only the day is told.
        self_sudo = self.sudo()
        return {
            (subject_sudo.sudo(False), track_sudo.sudo(False)): date
            for subject_sudo, track_sudo, date in self_sudo._read_group(
                [
                    ("subject_id", "in", self_sudo.subject_id.ids),
                    ("track_id", "in", self_sudo.track_id.ids),
                    ("state", "=", "approved"),
                ],
                ["subject_id", "track_id"],
                ["date:max"],
            )
        }

    def _get_ledger_values(self):
        return {**super()._get_ledger_values(), "level": self.level_id.id}
