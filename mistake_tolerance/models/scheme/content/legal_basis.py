from odoo import fields, models

from ...base.field import written


class ToleranceSchemeLegalBasis(models.Model):
    """A law, rule or opinion on which the regulation rests."""

    _name = "tolerance.scheme.legal.basis"
    _description = "Legal Basis"
    _inherit = ["tolerance.paper.number", "tolerance.scheme.provision"]
    _preset_key = "legal_bases"
    _review_fields = ("document_number", "issuer")

    name = written.Char("Title")
    document_number = fields.Char(help="Such as 〔2018〕29号; empty where not known.")
    issuer = fields.Char(
        translate=True, help="The organ that issued it; empty where the title says so."
    )

    def _get_full_title(self):
        """Write the title with the number, as papers name a legal basis.

        :rtype: str
        """
        self.ensure_one()
        number = self.document_number
        return f"{self.name} {number}" if number else self.name
