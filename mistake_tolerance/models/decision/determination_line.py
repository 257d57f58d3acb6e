from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..base import bounded
from ..base.deletion import ondelete
from ..base.field import written
from ..base.write_permit import is_unlocked, lock
from .db_triggers.decision_triggers import protect_lines
from .effect import FORMS


class ToleranceDeterminationLine(models.Model):
    """One effect area of a determination, selected or left out with a reason."""

    _name = "tolerance.determination.line"
    _description = "Effect Area of a Determination"
    _inherit = ["tolerance.original", "tolerance.derived", "tolerance.dated"]
    _rec_name = "scheme_area_id"
    _order = "id"
    _conflict_paths = ("matter_id.conflict_ids",)

    _other_days = ("date_from", "date_to")

    determination_id = fields.Many2one(
        "tolerance.determination", required=True, ondelete="cascade", index=True
    )
    matter_id = fields.Many2one(
        related="determination_id.matter_id",
        store=True,
        index=True,
    )
    company_id = fields.Many2one(related="determination_id.company_id", store=True)
    scheme_area_id = fields.Many2one(
        "tolerance.scheme.area", required=True, ondelete="restrict", readonly=True
    )
    area_id = fields.Many2one(related="scheme_area_id.area_id")
    is_selected = fields.Boolean("Protected", default=True)
    omission_reason = written.Char("Reason for Leaving Out or Limiting")
    form = fields.Selection(FORMS, required=True)
    cap_points = bounded.Float("Points That May Count", high=bounded.MAX_POINTS)
    date_from = fields.Date(
        "Protects From", help="Empty: from the day the matter happened."
    )
    date_to = fields.Date("Protects Until", help="Empty: without end.")

    def init(self):
        super().init()
        protect_lines(self)

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_draft()
        lock(self)
        return lines.with_env(self.env)

    def write(self, vals):
        self._check_draft()
        if {"determination_id", "scheme_area_id", "form"} & vals.keys():
            raise AccessError(
                self.env._(
                    "Area and form of protection follow from the scheme and the "
                    "degree; choose whether to protect, the period and the points."
                )
            )
        return super().write(vals)

    @ondelete
    def _unlink_if_draft(self):
        self._check_draft()

    @api.constrains("form", "cap_points")
    def _check_form(self):
        if self.filtered(lambda line: line.form == "hold"):
            raise ValidationError(
                self.env._("A hold comes from an accepted case, not from a decision.")
            )

    def _check_draft(self):
        if self.determination_id.filtered(lambda d: d.state != "draft"):
            raise AccessError(
                self.env._(
                    "The effect areas of a confirmed determination do not change. "
                    "Revoke it and decide again."
                )
            )
        if not is_unlocked(self):
            self.determination_id._check_writer()
