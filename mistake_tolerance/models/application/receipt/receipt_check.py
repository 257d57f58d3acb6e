import hmac

from odoo import fields, models

from ....rules.check_code import read_code
from ...base.field import written
from ...base.single import check_single


class ToleranceReceiptCheck(models.TransientModel):
    """Compares the number and the code on a receipt with what the system issued."""

    _name = "tolerance.receipt.check"
    _description = "Check a Receipt"

    number = written.Char("Number on the Receipt", required=True)
    code = written.Char("Check Code", required=True)
    result = fields.Selection(
        [("genuine", "Genuine"), ("unknown", "Not Issued Here")], readonly=True
    )
    receipt = fields.Text("Receipt as Issued", readonly=True)

    def action_check(self):
        """Say whether a receipt with this number and code was issued.

        :return: action that shows the answer
        :rtype: dict
        """
        check_single(self)
        self.check_access("write")
        # sudo: who shows a receipt with its code may see what it says, and no more.
        applications_sudo = self.env["tolerance.application"].sudo()
        found_sudo = applications_sudo.search(
            [
                ("name", "=", (self.number or "").strip()),
                ("company_id", "in", self.env.companies.ids),
            ],
            limit=1,
        )
        known = read_code(found_sudo.check_code)
        is_genuine = bool(known) and hmac.compare_digest(known, read_code(self.code))
        self.write(
            {
                "result": "genuine" if is_genuine else "unknown",
                "receipt": found_sudo.receipt if is_genuine else False,
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Check a Receipt"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
