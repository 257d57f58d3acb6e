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

    loaded = fields.Char(compute="_compute_loaded")

    @api.model
    def _get_codes(self):
        """Return the shipped regulations in the user's language.

        :rtype: list
        """
        return self.env["tolerance.scheme"]._get_preset_titles()

    @api.depends("code", "company_id")
    @api.depends_context("lang")
    def _compute_loaded(self):
        for choice in self:
            version = choice.code and self.env["tolerance.scheme"]._find_preset(
                choice.code, choice.company_id or self.env.company
            )
            choice.loaded = bool(version) and self.env._(
                "Loaded already: %(version)s. It opens as it is.",
                version=version.display_name,
            )

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
