from odoo import api, fields, models

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
    to_job = fields.Char(
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
        last_approved = {
            (subject, track): date
            for subject, track, date in self._read_group(
                [
                    ("subject_id", "in", with_level.subject_id.ids),
                    ("track_id", "in", with_level.track_id.ids),
                    ("state", "=", "approved"),
                ],
                ["subject_id", "track_id"],
                ["date:max"],
            )
        }
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

    def _get_ledger_values(self):
        return {**super()._get_ledger_values(), "level": self.level_id.id}
