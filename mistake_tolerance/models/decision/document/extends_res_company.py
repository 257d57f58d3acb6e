"""Settings: from which sequences documents get their numbers."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

SEQUENCES = (
    "tolerance_case_sequence_id",
    "tolerance_inquiry_sequence_id",
    "tolerance_session_sequence_id",
    "tolerance_determination_sequence_id",
)


class ResCompany(models.Model):
    _inherit = "res.company"

    tolerance_case_sequence_id = fields.Many2one(
        "ir.sequence",
        "Numbers of Cases",
        domain="[('implementation', '=', 'standard')]",
        help="Where the agency keeps a sequence of document numbers, the clerk may "
        "leave the number empty and gets the next one. Empty: numbers are typed in.",
    )
    tolerance_inquiry_sequence_id = fields.Many2one(
        "ir.sequence",
        "Numbers of Reports",
        domain="[('implementation', '=', 'standard')]",
    )
    tolerance_session_sequence_id = fields.Many2one(
        "ir.sequence",
        "Numbers of Minutes",
        domain="[('implementation', '=', 'standard')]",
    )
    tolerance_determination_sequence_id = fields.Many2one(
        "ir.sequence",
        "Numbers of Decisions",
        domain="[('implementation', '=', 'standard')]",
    )

    @api.constrains(*SEQUENCES)
    def _check_tolerance_sequences(self):
        """Refuse a sequence that gives this agency no number."""
        # sudo: users have no right to read sequences.
        for company_sudo in self.sudo():
            for name in SEQUENCES:
                sequence_sudo = company_sudo[name]
                if sequence_sudo and not (
                    sequence_sudo.active
                    and sequence_sudo.implementation == "standard"
                    and sequence_sudo.company_id
                    in (company_sudo, company_sudo.browse())
                ):
                    raise ValidationError(
                        self.env._(
                            "%(field)s: choose a sequence in use, of the kind "
                            "Standard, and of this company or of none.",
                            field=self._fields[name]._description_string(self.env),
                        )
                    )
