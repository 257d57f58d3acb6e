from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...base.inheriting import find_inheriting
from ...confidentiality.classified_mixin import RANK


class ToleranceCase(models.Model):
    """Level and number of a case, and what a served decision shows of them."""

    _name = "tolerance.case"
    _inherit = ["tolerance.numbered.mixin", "tolerance.case"]
    _number_field = "name"

    def _check_level(self, level):
        """Refuse a level below that of a document of the case."""
        super()._check_level(level)
        higher = [name for name, rank in RANK.items() if rank > RANK[level]]
        domain = Domain("case_id", "=", self.id) & Domain("own_level", "in", higher)
        for name in find_inheriting(self.env, "tolerance.document"):
            # sudo: documents that the clerk may not read count too.
            document_sudo = self.env[name].sudo().search(domain, limit=1)
            if document_sudo:
                raise UserError(
                    self.env._(
                        "%(number)s cannot stand below its documents. First lower "
                        "%(kind)s %(document)s.",
                        number=self.name,
                        kind=self.env["ir.model"]._get(name).name,
                        document=document_sudo.display_name,
                    )
                )

    def _get_decision(self, party):
        """Return the decision about a party that is in force.

        :rtype: tolerance.determination
        """
        return self.determination_ids.filtered(
            lambda d: d.party_id == party and d.state == "confirmed"
        )

    def _get_served_text(self, party):
        """Put number and classified level above what is served."""
        text = super()._get_served_text(party)
        # sudo: the user who delivers the decision may not be able to read it.
        decision_sudo = self.sudo()._get_decision(party)
        lines = []
        if decision_sudo.is_classified:
            labels = decision_sudo._fields["secrecy_level"]._description_selection(
                self.env
            )
            lines.append(
                self.env._(
                    "Confidentiality level: %(level)s",
                    level=dict(labels)[decision_sudo.secrecy_level],
                )
            )
        if decision_sudo.document_number:
            lines.append(
                self.env._(
                    "Document number: %(number)s", number=decision_sudo.document_number
                )
            )
        return "\n".join([*lines, text])
