from odoo import models


class TolerancePersonMatch(models.Model):
    """Withdraws certificates of a person who turns out to be two."""

    _inherit = "tolerance.person.match"

    def _on_separated(self, records):
        super()._on_separated(records)
        # It is unknown to which of the two persons the certificate was handed.
        # sudo: certificates are withdrawn that the officer may not read.
        certificates_sudo = self.env["tolerance.certificate"].sudo()
        certificates_sudo.search(
            [
                ("subject_id", "=", self.subject_id.id),
                ("issued_at", ">=", self.joined_at),
                ("withdrawn_at", "=", False),
            ]
        )._withdraw("separated")
