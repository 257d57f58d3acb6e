from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ToleranceMatter(models.Model):
    """A matter has one case, and the case its parties."""

    _inherit = "tolerance.matter"

    case_ids = fields.One2many("tolerance.case", "matter_id")

    def write(self, vals):
        before = {m.id: m.subject_ids for m in self} if "subject_ids" in vals else {}
        result = super().write(vals)
        for matter in self if before else ():
            # sudo: only staff can read the parties; here they are only compared.
            parties_sudo = matter.sudo().case_ids.party_ids
            if (before[matter.id] - matter.subject_ids) & parties_sudo.subject_id:
                raise UserError(
                    self.env._(
                        "Who is a party to which case cannot be changed any more."
                    )
                )
        return result

    @api.model
    def _get_subject_domain(self, subjects):
        return super()._get_subject_domain(subjects) | Domain(
            "case_ids.party_ids.subject_id", "in", subjects.ids
        )

    def _get_ledger_chain(self):
        return self.case_ids[:1] or super()._get_ledger_chain()

    # Fields from which conflicts of interest are found.

    def _get_conflict_case(self):
        return self.case_ids[:1]

    def _get_subjects(self):
        return super()._get_subjects() | self.case_ids.party_ids.subject_id

    def _get_protected_sources(self):
        return self.case_ids.protected_source_ids
