from odoo import api, fields, models

from ..base.person import check_person
from ..base.single import check_single


class ToleranceSchemePreset(models.TransientModel):
    """The administrator's choice among the shipped regulations."""

    _name = "tolerance.scheme.preset"
    _description = "Load a Shipped Regulation"

    code = fields.Selection(selection="_get_codes", string="Regulation", required=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )

    @api.model
    def _get_codes(self):
        """Return the shipped regulations with their titles in the user's language.

        :rtype: list
        """
        Scheme = self.env["tolerance.scheme"]
        lang = self.env.lang or "en_US"
        choices = []
        for code in Scheme._get_preset_codes():
            title = Scheme._read_preset(code)["scheme"]["name"]
            choices.append((code, title.get(lang, title["en_US"])))
        return choices

    def action_load(self):
        """Load the chosen regulation for the company, and open it."""
        check_single(self)
        check_person(self.env)
        self.check_access("write")
        Scheme = self.env["tolerance.scheme"]
        Scheme.check_access("create")
        version = Scheme._load_preset(self.code, self.company_id)
        return {
            "type": "ir.actions.act_window",
            "res_model": version._name,
            "res_id": version.id,
            "views": [(False, "form")],
        }
