"""What an HR officer with a conflict of interest sees of a personnel record."""

from odoo import api, models


class TolerancePersonnelRecord(models.AbstractModel):
    """Hides from an officer in conflict that a decision protects the person.

    The protection still applies: the actions and the guard check it themselves.
    """

    _inherit = "tolerance.personnel.record"

    @api.depends_context("uid")
    def _compute_is_protected(self):
        result = super()._compute_is_protected()
        if not self.env.su:
            closed = self.subject_id._filter_conflicted()
            own = closed.filtered(lambda subject: self.env.user in subject._get_users())
            for record in self:
                record.is_protected &= record.subject_id not in closed - own
        return result

    @api.depends_context("uid")
    def _compute_neutralised_note(self):
        return super()._compute_neutralised_note()
