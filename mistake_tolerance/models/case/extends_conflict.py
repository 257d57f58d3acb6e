from odoo import api, fields, models


class ToleranceConflict(models.Model):
    """Conflicts with a matter also close its case, and are entered in its chain."""

    _inherit = "tolerance.conflict"

    case_id = fields.Many2one(
        "tolerance.case", readonly=True, ondelete="cascade", index="btree_not_null"
    )

    @api.model
    def _prepare(self, target, user_id, reason):
        values = super()._prepare(target, user_id, reason)
        return {**values, "case_id": target._get_conflict_case().id}

    def _get_subjects(self):
        return super()._get_subjects() | self.case_id.party_ids.subject_id

    def _get_ledger_record(self):
        return self.case_id or super()._get_ledger_record()

    def _get_ledger_chain(self):
        return self.case_id or super()._get_ledger_chain()
