"""What acceptance adds to the application."""

from odoo import fields, models


class ToleranceApplication(models.Model):
    """Says under which other rules the clerk accepted it, and why."""

    _inherit = "tolerance.application"

    governing_version_id = fields.Many2one(
        "tolerance.scheme.version", "Accepted Under", readonly=True, copy=False
    )
    governing_reason = fields.Text("Why Other Rules", readonly=True, copy=False)

    def _get_answer(self):
        return super()._get_answer() | {
            "rules": self.governing_version_id.id,
            "rules_reason": self.governing_reason or "",
        }

    def _is_mine_to_answer(self):
        """Return whether the user is a clerk whom no known conflict keeps from it.

        The button asks the reporting line once more.

        :rtype: bool
        """
        # sudo: the check needs the rows; the reader does not see them.
        barred = self.user_id | self.sudo().conflict_ids.user_id
        is_clerk = self.env.user.has_group("mistake_tolerance.group_clerk")
        return is_clerk and self.env.user not in barred
