from odoo import api, fields, models


class ToleranceCase(models.Model):
    """What staff own: the parties, steps, inquiry and deliberation of a matter."""

    _name = "tolerance.case"
    _description = "Tolerance Case"
    _inherit = ["mail.thread", "mail.activity.mixin", "tolerance.verb"]
    _order = "id desc"

    name = fields.Char("Number", readonly=True, copy=False, index="trigram")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    matter_id = fields.Many2one(
        "tolerance.matter", required=True, ondelete="restrict", index=True
    )
    version_id = fields.Many2one(
        "tolerance.scheme.version",
        string="Scheme Version",
        required=True,
        ondelete="restrict",
    )
    state = fields.Selection(
        [
            ("open", "Accepted"),
            ("inquiry", "Inquiry"),
            ("deliberation", "Deliberation"),
            ("decided", "Decided"),
            ("filed", "Filed"),
        ],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    party_ids = fields.One2many("tolerance.case.party", "case_id", string="Parties")

    _matter_uniq = models.UniqueIndex(
        "(matter_id)", "This matter has a case already: join it as a further party."
    )

    @api.model_create_multi
    def create(self, vals_list):
        Sequence = self.env["ir.sequence"]
        vals_list = [
            {**vals, "name": vals.get("name") or Sequence.next_by_code(self._name)}
            for vals in vals_list
        ]
        return super().create(vals_list)
