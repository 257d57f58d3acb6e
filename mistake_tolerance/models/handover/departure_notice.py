"""Tells in Odoo's departure dialog what is still open about or with an employee."""

from odoo import api, fields, models
from odoo.fields import Domain


class HrDepartureWizard(models.TransientModel):
    """Shows what follows before an employee is archived."""

    _inherit = "hr.departure.wizard"

    tolerance_notice = fields.Text(
        "Error Tolerance", compute="_compute_tolerance_notice"
    )

    @api.depends("employee_ids")
    @api.depends_context("uid", "lang")
    def _compute_tolerance_notice(self):
        """Compute what everybody may read, and what this reader may see in addition."""
        for wizard in self:
            lines = [
                self.env._(
                    "Decisions of tolerance stay in force and bind after somebody has "
                    "left. What is open about them, or on their desk, is not lost: "
                    "clerks and administrators get a task."
                )
            ]
            lines += wizard._get_open_lines()
            wizard.tolerance_notice = "\n".join(lines)

    def _get_open_lines(self):
        """Count what the reader may see, with the rights of the reader.

        :rtype: list
        """
        # sudo: users may not read the person of an employee record. Only ids are
        # used, and the search runs with the reader's rights.
        subjects_sudo = self.employee_ids.sudo().tolerance_subject_id
        users = self.employee_ids.sudo().user_id
        labels = [
            self.env._("Decisions in force"),
            self.env._("Open cases about them"),
            self.env._("Cases in their charge"),
            self.env._("Follow-ups they are in or help in"),
        ]
        about = Domain("subject_id", "in", subjects_sudo.ids)
        running = Domain("state", "in", ("open", "running", "due"))
        theirs = Domain("helper_id", "in", users.ids)
        searches = [
            ("tolerance.effect", about & Domain("is_in_force", "=", True)),
            ("tolerance.case.party", about & Domain("case_id.state", "!=", "filed")),
            (
                "tolerance.case",
                Domain("clerk_id", "in", users.ids) & Domain("state", "!=", "filed"),
            ),
            ("tolerance.follow.up", running & (about | theirs)),
        ]
        lines = []
        for label, (model, domain) in zip(labels, searches, strict=True):
            Model = self.env[model]
            number = Model.has_access("read") and Model.search_count(domain)
            if number:
                lines.append(
                    self.env._("%(what)s: %(number)s", what=label, number=number)
                )
        return lines
