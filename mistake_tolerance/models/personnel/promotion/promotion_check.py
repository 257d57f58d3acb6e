from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base import bounded
from ...base.field import written


class TolerancePromotionCheck(models.Model):
    """Whether a proposal fulfils one requirement."""

    _name = "tolerance.promotion.check"
    _description = "Promotion Checklist Line"
    _inherit = ["tolerance.ledger.mixin"]
    _order = "sequence, id"

    promotion_id = fields.Many2one(
        "tolerance.promotion", required=True, index=True, ondelete="cascade"
    )
    sequence = bounded.Integer(default=10)
    name = written.Char("Requirement", required=True)
    is_met = fields.Boolean("Met")
    note = fields.Char("Basis")

    @api.model_create_multi
    def create(self, vals_list):
        checks = super().create(vals_list)
        checks._check_grounded()
        checks._filter_proposed()._ledger_append("promotion.check")
        return checks

    def write(self, vals):
        result = super().write(vals)
        if {"is_met", "name", "promotion_id"} & vals.keys():
            self._check_grounded()
            self._filter_proposed()._ledger_append("promotion.check")
        return result

    def _check_grounded(self):
        """Refuse a new hindrance to a proposal that is on its way, without a ground.

        The checklist is settled in the draft. What is found unmet later, about
        somebody whom a decision protects or of whom a matter is being examined,
        is a ground like any other: it is entered on the proposal as a mark.

        :raises UserError: naming the requirement
        """
        hindered = self.promotion_id._filter_against("reject").filtered(
            lambda promotion: promotion.state == "proposed"
        )
        late = self.filtered(
            lambda check: not check.is_met and check.promotion_id in hindered
        )
        exposed = late.promotion_id._get_exposed()
        for check in late.filtered(lambda check: check.promotion_id in exposed):
            if check.promotion_id._get_counted_marks():
                continue
            raise UserError(
                self.env._(
                    "%(requirement)s: a decision protects this person, or a matter of "
                    "theirs is being examined. Enter why it is not met as a mark on "
                    "the proposal first.",
                    requirement=check.name,
                )
            )

    def _filter_proposed(self):
        return self.filtered(lambda check: check.promotion_id.state != "draft")

    def _get_ledger_record(self):
        # The checklist is part of the proposal.
        return self.promotion_id

    def _get_ledger_values(self):
        return {"requirement": self.name, "met": self.is_met}

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "promotion.check": self.env._("Checklist of a proposal changed"),
        }
