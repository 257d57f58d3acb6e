from odoo import fields, models


class ToleranceCaseParty(models.Model):
    _inherit = "tolerance.case.party"

    assessment_ids = fields.One2many("tolerance.assessment", "party_id")

    def _get_step_facts(self):
        """Add the answers of the assessment, once the inquiry is closed."""
        facts = super()._get_step_facts()
        if self.case_id.inquiry_ids[:1].state == "closed":
            facts["answers"] = {
                line.factor_id._get_reference_code(): line.choice_id.code or line.answer
                for line in self.assessment_ids.line_ids
                if line.factor_id and not line.is_stop
            }
        return facts
