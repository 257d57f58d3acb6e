"""What the inquiry answered about a party, for the steps that depend on it."""

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

    def _get_found_answers(self):
        """Return the answers about these parties that the user may read.

        :return: :class:`..scheme.why.grounded_mixin.FoundAnswer` for each
        :rtype: list
        """
        assessments = self.env["tolerance.assessment"]
        if not assessments.has_access("read"):
            return []
        assessments = assessments.search([("party_id", "in", self.ids)])
        lines = assessments.line_ids._filtered_access("read")
        return lines.filtered("is_answered")._list_found_answers()
