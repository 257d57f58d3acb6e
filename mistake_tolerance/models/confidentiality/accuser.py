from odoo import api, fields, models


class ToleranceAccuser(models.Model):
    """Who reported the matter. Only the clerk in charge of the case reads it."""

    _name = "tolerance.accuser"
    _description = "Person Who Reported the Matter"
    _inherit = ["tolerance.original", "tolerance.permit"]
    _order = "id"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"contact", "name", "note", "user_id"})

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="case_id.company_id", store=True)
    kind = fields.Selection(
        [("accuser", "Accuser"), ("witness", "Witness")],
        required=True,
        default="accuser",
    )
    name = fields.Char("Name of the Person", required=True)
    user_id = fields.Many2one(
        "res.users",
        string="User, if One of Us",
        # A refusal to delete the account would tell whose it is.
        ondelete="set null",
        index="btree_not_null",
        help="Keeps this person out of the case.",
    )
    contact = fields.Char()
    note = fields.Text("What Was Reported")

    @api.depends("kind")
    def _compute_display_name(self):
        # A name in a link or a message would be the leak.
        for accuser in self:
            accuser.display_name = self.env._("Protected identity")

    @api.model_create_multi
    def create(self, vals_list):
        accusers = super().create(vals_list)
        accusers._watch_conflicts()
        return accusers

    def write(self, vals):
        cases = self.case_id
        result = super().write(vals)
        if {"user_id", "case_id", "kind"} & vals.keys():
            self._watch_conflicts(cases)
        return result

    def _watch_conflicts(self, cases=None):
        cases = (cases or self.env["tolerance.case"]) | self.case_id
        # Conflicts are kept by the system.
        self.env["tolerance.conflict"].sudo()._refresh(cases.sudo().matter_id)
