from odoo import fields, models


class ToleranceConflict(models.Model):
    """An application has conflicts of its own from the day it is submitted.

    It may wait long for its case.
    """

    _inherit = "tolerance.conflict"
    _subject_paths = ("application_id.subject_id",)

    application_id = fields.Many2one(
        "tolerance.application",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
    )

    _application_uniq = models.UniqueIndex(
        "(application_id, user_id, reason) WHERE application_id IS NOT NULL"
    )
    _one_target = models.Constraint(
        "CHECK (num_nonnulls(matter_id, application_id) = 1)",
        "A conflict is with a matter or with an application.",
    )
