"""Looks for conflicts of interest when a matter is entered or changes."""

from odoo import api, fields, models


class ToleranceMatter(models.Model):
    _inherit = "tolerance.matter"
    _conflict_field = "matter_id"

    conflict_ids = fields.One2many(
        "tolerance.conflict", "matter_id", string="Conflicts of Interest"
    )

    @api.model_create_multi
    def create(self, vals_list):
        matters = super().create(vals_list)
        # sudo: no user has a right to write conflicts.
        self.env["tolerance.conflict"].sudo()._refresh(matters.sudo())
        return matters

    def write(self, vals):
        result = super().write(vals)
        if {"subject_ids", "occurred_on"} & vals.keys():
            # sudo: no user writes conflicts; the system finds them.
            self.env["tolerance.conflict"].sudo()._refresh(self.sudo())
        return result

    def _get_conflicted_users(self):
        """Return the users to whom the matter is closed.

        :rtype: res.users
        """
        # sudo: conflicts are read to leave these users out and are not shown.
        return self.sudo().conflict_ids.user_id.sudo(False)

    # Fields from which conflicts of interest are found; later rooms add theirs.

    def _get_conflict_start(self):
        return self.occurred_on

    def _get_subjects(self):
        return self.subject_ids
