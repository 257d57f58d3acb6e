"""The matter that a conflict of interest closes."""

from odoo import fields, models


class ToleranceConflict(models.Model):
    _inherit = "tolerance.conflict"

    matter_id = fields.Many2one(
        "tolerance.matter", index="btree_not_null", readonly=True, ondelete="cascade"
    )

    _reason_uniq = models.UniqueIndex("(matter_id, user_id, reason)")

    def _get_subjects(self):
        return super()._get_subjects() | self.matter_id.subject_ids
