from odoo import api, fields, models

from ..base.wording import write_day


class ToleranceApplication(models.Model):
    _inherit = "tolerance.application"

    submitted_on = fields.Date(
        readonly=True,
        copy=False,
        help="The day the applicant handed it in. This day counts for the time "
        "limit, however long the unit takes to forward.",
    )
    unit_head_id = fields.Many2one("res.users", readonly=True, copy=False, index=True)
    unit_opinion = fields.Text(
        "Opinion of the Unit",
        copy=False,
        help="The unit may add its opinion. It cannot hold the application back.",
    )
    filed_on = fields.Date("Forwarded On", readonly=True, copy=False)
    filed_by = fields.Many2one(
        "res.users", string="Forwarded By", readonly=True, copy=False
    )
    filing_way = fields.Selection(
        [
            ("unit", "Forwarded by the Unit"),
            ("direct", "Submitted Directly"),
            ("lapse", "Forwarded Automatically, the Unit Did Not Forward"),
        ],
        readonly=True,
        copy=False,
    )
    receipt = fields.Text(readonly=True, copy=False)
    confirmed_started_on = fields.Date(
        "Proceeding Started On (Confirmed)",
        readonly=True,
        copy=False,
        help="The start of the proceeding as the clerk found it in the file.",
    )
    due_on = fields.Date(
        "Apply Until",
        compute="_compute_due_on",
        store=True,
        precompute=True,
        help="The last day on which the applicant can hand the application in. That "
        "the days it then lies with the unit do not count is a reading: a regulation "
        "may have the unit itself file within the limit. Once handed in, a calendar "
        "that changes can move this day later, never earlier.",
    )
    submitted_due_on = fields.Date(
        "Time Limit on the Day of Receipt",
        readonly=True,
        copy=False,
        help="The last day as it was counted when the application was handed in.",
    )
    submitted_started_on = fields.Date(
        "Start of the Proceeding as Handed In",
        readonly=True,
        copy=False,
        help="The start from which the time limit was counted on the day of receipt.",
    )
    due_provisional = fields.Boolean(
        compute="_compute_due_on",
        store=True,
        precompute=True,
        help="The holidays of that year are not announced yet: the day may move.",
    )
    is_late = fields.Boolean(
        "Submitted Late",
        compute="_compute_is_late",
        store=True,
        precompute=True,
        help="Judged by the calendar of the day of receipt. What was in time then "
        "stays in time, unless the clerk finds another start of the proceeding.",
    )
    is_past_due = fields.Boolean("Limit Has Passed", compute="_compute_is_past_due")
    late_reason = fields.Text(
        "Reason for Late Submission",
        copy=False,
        help="Why the application could not be handed in within the time limit.",
    )
    late_decision = fields.Selection(
        [("accept", "Late Submission Accepted"), ("refuse", "Late Submission Refused")],
        "Decision on Late Submission",
        readonly=True,
        copy=False,
    )
    late_decision_reason = fields.Text(
        "Reasons of the Decision on Late Submission", readonly=True, copy=False
    )
    unit_days_until = fields.Date(
        "Unit Forwards Until",
        compute="_compute_unit_days_until",
        help="Agency default; not prescribed by the source.",
    )

    @api.depends(
        "proceeding_started_on",
        "confirmed_started_on",
        "version_id",
        "company_id",
        "submitted_due_on",
        "submitted_started_on",
    )
    def _compute_due_on(self):
        for application in self:
            application.due_on, application.due_provisional = application._get_due(
                application.confirmed_started_on or application.proceeding_started_on
            )

    def _get_due(self, start):
        """Return until when to apply if the proceeding was started on a day.

        For the start from which the day was counted on receipt, a calendar that has
        changed since then counts only if it gives the applicant more time.

        :param date start: the start, as the applicant or the clerk has it
        :return: the day and whether it may still move, ``(False, False)`` where the
            rules prescribe no limit
        :rtype: tuple
        """
        # A dialog asks before its application is known.
        step = self.version_id.step_ids.filtered(lambda s: s.kind == "apply")
        due, provisional = step[:1]._get_due(start, self.company_id)
        if due and self.submitted_due_on and start == self.submitted_started_on:
            due = max(due, self.submitted_due_on)
        return due, provisional

    @api.depends("due_on", "submitted_on")
    def _compute_is_late(self):
        for application in self:
            application.is_late = bool(
                application.due_on
                and application.submitted_on
                and application.submitted_on > application.due_on
            )

    @api.depends("due_on", "submitted_on")
    def _compute_is_past_due(self):
        for application in self:
            day = application.submitted_on or application.company_id._tolerance_today()
            application.is_past_due = bool(
                application.due_on and day > application.due_on
            )

    @api.depends("submitted_on", "company_id.tolerance_unit_days")
    def _compute_unit_days_until(self):
        Calendar = self.env["tolerance.calendar.day"]
        for application in self:
            company = application.company_id
            application.unit_days_until = (
                application.submitted_on
                and Calendar._add_working_days(
                    application.submitted_on,
                    company._tolerance_setting("tolerance_unit_days"),
                    company,
                )[0]
            )

    def _get_unit_head(self):
        """Find the user who forwards it: the head of the unit or of a parent unit.

        Heads cannot forward their own application. An application of a unit needs no
        forwarding.

        :rtype: res.users
        """
        self.ensure_one()
        if self.kind == "unit":
            return self.env["res.users"]
        # Heads of units are employees; applicants may not read employee records.
        department_sudo = self.department_id.sudo()
        while department_sudo:
            head_sudo = department_sudo.manager_id.user_id
            if head_sudo and head_sudo.active and head_sudo != self.user_id:
                return head_sudo.sudo(False)
            department_sudo = department_sudo.parent_id
        return self.env["res.users"]

    def _is_unit_head(self):
        """Return whether the user acts as the head of the unit; a hook.

        :rtype: bool
        """
        self.ensure_one()
        return self.unit_head_id == self.env.user

    def _get_receipt_sentence(self, day):
        if self.kind == "person":
            return self.env._(
                "Received on %(day)s: an application for tolerance by %(applicant)s, "
                "for themself.",
                day=write_day(self.env, day),
                applicant=self.user_id.name,
            )
        return self.env._(
            "Received on %(day)s from %(applicant)s: an application for tolerance "
            "for %(subject)s.",
            day=write_day(self.env, day),
            applicant=self.user_id.name,
            subject=self.subject_id.name,
        )

    def _get_receipt(self, number, day):
        """Write the receipt: what was submitted, when, and what follows."""
        self.ensure_one()
        lines = [
            self.env._("Receipt %(number)s", number=number),
            self._get_receipt_sentence(day),
        ]
        if self.due_on:
            lines.append(
                self.env._(
                    "The time limit ends on %(due)s; this day of receipt counts.",
                    due=write_day(self.env, self.due_on),
                )
            )
        if self.attachment_ids:
            lines.append(
                self.env._("Attachments: %(count)s.", count=len(self.attachment_ids))
            )
        return "\n".join(lines)
