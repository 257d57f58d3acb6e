"""A requirement unmet by an objection is met once the objection is neutralised."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...base.deletion import ondelete
from ...base.wording import write_list
from ...base.write_permit import is_unlocked


class TolerancePromotionCheck(models.Model):
    _inherit = "tolerance.promotion.check"

    level_id = fields.Many2one(
        "tolerance.track.level",
        string="Required by",
        index="btree_not_null",
        ondelete="restrict",
        readonly=True,
    )
    counts_years = fields.Boolean(
        readonly=True,
        copy=False,
        exportable=False,
        export_string_translation=False,
        help="This line is about the years served, which follow the day.",
    )
    mark_ids = fields.One2many("tolerance.mark", "check_id", string="Objections")
    is_hindrance = fields.Boolean(
        "Stands in the Way",
        compute="_compute_is_hindrance",
        help="Not met, unless every objection that explains it was neutralised.",
    )

    @api.depends("is_met", "mark_ids.active", "mark_ids.is_neutralised")
    def _compute_is_hindrance(self):
        # sudo: the check must count marks that the reader may not see.
        for check, check_sudo in zip(self, self.sudo(), strict=True):
            marks_sudo = check_sudo.mark_ids.filtered("active")
            neutral = marks_sudo and all(marks_sudo.mapped("is_neutralised"))
            check.is_hindrance = not check.is_met and not neutral

    @api.model_create_multi
    def create(self, vals_list):
        given = self.default_get(["level_id"]) or any(
            vals.get("level_id") for vals in vals_list
        )
        if given and not is_unlocked(self):
            raise AccessError(
                self.env._("Choose the target level: its requirements come with it.")
            )
        return super().create(vals_list)

    def write(self, vals):
        if {"level_id", "name", "promotion_id"} & vals.keys():
            self._check_own()
        return super().write(vals)

    @ondelete
    def _unlink_only_own(self):
        if not is_unlocked(self):
            self._check_own()

    def _check_own(self):
        if required := self.filtered("level_id"):
            raise UserError(
                self.env._(
                    "%(requirements)s: the target level requires this. Tick it when "
                    "it is met, or change the level.",
                    requirements=write_list(self.env, required.mapped("name")),
                )
            )
