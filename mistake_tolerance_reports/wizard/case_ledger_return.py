from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.mistake_tolerance.models.base.single import check_single

from ..returns.case_ledger import TITLE


class ToleranceCaseLedgerReturn(models.TransientModel):
    _name = "tolerance.case.ledger.return"
    _description = "Make a Case Ledger"
    _inherit = ["tolerance.dated"]

    _other_days = ("date_from", "date_to")

    company_id = fields.Many2one(
        "res.company", "Agency", required=True, default=lambda self: self.env.company
    )
    date_from = fields.Date(
        "Period From",
        required=True,
        default=lambda self: self.env.company._tolerance_today().replace(
            month=1, day=1
        ),
        help="Cases are listed by the day on which they were accepted.",
    )
    date_to = fields.Date(
        "Period To",
        required=True,
        default=lambda self: self.env.company._tolerance_today(),
    )

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        if any(wizard.date_to < wizard.date_from for wizard in self):
            raise ValidationError(
                self.env._("The period ends before it begins: exchange the two days.")
            )

    @api.constrains("company_id")
    def _check_company_id(self):
        if self.company_id - self.env.user.company_ids:
            raise AccessError(self.env._("Choose an agency you work for."))

    def action_export(self):
        """Make the return and show it."""
        check_single(self)
        self.check_access("write")
        ledger = self.env["tolerance.case.ledger"].with_company(self.company_id)
        period = (self.date_from, self.date_to)
        if not ledger._count_rows(self.company_id, *period):
            raise UserError(
                self.env._(
                    "No case you may read was accepted in this period: choose a longer "
                    "one."
                )
            )
        made = self.env["tolerance.return"]._freeze(
            "case_ledger",
            TITLE,
            self.company_id,
            period,
            lambda path, made_at: ledger._build(
                path, made_at, self.company_id, *period
            ),
            ledger._get_level(self.company_id, *period),
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": made._name,
            "res_id": made.id,
            "views": [(False, "form")],
        }
