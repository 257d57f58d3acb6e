"""The matter that a conflict of interest closes."""

from odoo import fields, models


class ToleranceConflict(models.Model):
    _inherit = "tolerance.conflict"
    _subject_paths = ("matter_id.subject_ids",)

    matter_id = fields.Many2one(
        "tolerance.matter", index="btree_not_null", readonly=True, ondelete="cascade"
    )

    _reason_uniq = models.UniqueIndex("(matter_id, user_id, reason)")
