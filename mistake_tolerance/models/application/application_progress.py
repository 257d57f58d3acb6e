from markupsafe import Markup

from odoo import api, fields, models

from ..base.field import written
from ..base.wording import write_day
from .application_workflow import NEEDED


class ToleranceApplication(models.Model):
    """Where an application stands; applicants read it, so nothing is confidential."""

    _inherit = "tolerance.application"

    submitted_on = fields.Date(
        readonly=True,
        copy=False,
        help="The day the applicant handed it in. This day counts for the time "
        "limit, however long the unit takes to forward.",
    )
    unit_head_id = fields.Many2one("res.users", readonly=True, copy=False, index=True)
    unit_opinion = written.Text(
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
        help="Holidays that the day depends on are not announced yet: it may move. The "
        "last week of a year depends on the notice for the year after.",
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
    late_reason = written.Text(
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
    progress = fields.Html(compute="_compute_progress", sanitize=False)
    next_action = fields.Char(
        "What Happens Next", compute="_compute_next_action", compute_sudo=False
    )

    def _get_planned_step(self, kind):
        """Return the step of the scheme of a kind that such a party has to take.

        :param str kind: ``apply``, ``endorse`` or ``accept``
        :rtype: tolerance.scheme.step
        """
        # A dialog calls this before it has an application.
        return self.version_id._get_step_for(kind, self.kind)

    @api.depends("version_id", "kind")
    def _compute_is_notice_asked(self):
        for application in self:
            step = application._get_planned_step("apply")
            application.is_notice_asked = step.limit and step.limit_trigger == "notice"

    def _get_limit_start(self, started_on):
        """Return the day from which the time limit to apply runs.

        :param date started_on: the start of the proceeding
        :rtype: date | bool
        """
        return self.notified_on if self.is_notice_asked else started_on

    @api.depends(
        "proceeding_started_on",
        "notified_on",
        "confirmed_started_on",
        "version_id",
        "kind",
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
        start = self._get_limit_start(start)
        step = self._get_planned_step("apply")
        due, provisional = step._get_due(start, self.company_id)
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
        lines += self._get_receipt_attachments()
        return "\n".join([*lines, self._get_receipt_code_line(number, day)])

    @api.depends("state", "filed_on", "answered_on", "served_on")
    @api.depends_context("lang")
    def _compute_progress(self):
        for application in self:
            rows = [
                Markup("<li class='%s'>%s%s</li>")
                % (
                    "text-success" if day else "text-muted",
                    label,
                    Markup(" <b>%s</b>") % write_day(self.env, day)
                    if day
                    else self._get_due_text(due),
                )
                for label, day, due in application._get_progress()
            ]
            application.progress = Markup("<ul>%s</ul>") % Markup("").join(rows)

    def _get_due_text(self, due):
        if not due:
            return ""
        return self.env._(" (due %(day)s)", day=write_day(self.env, due))

    def _get_progress(self):
        """List the steps the applicant may know: label, day done, day due.

        Future steps are marked as such.

        The list holds only labels and days of the scheme's own steps. It holds nothing
        about the inquiry, evidence, members of the body, or other parties.

        :rtype: list
        """
        self.ensure_one()
        submitted = (
            self.env._("Submitted") if self.submitted_on else self.env._("To Submit")
        )
        rows = [(submitted, self.submitted_on, self.due_on)]
        if self.unit_head_id:
            forwarded = (
                self.env._("Forwarded") if self.filed_on else self.env._("To Forward")
            )
            rows.append((forwarded, self.filed_on, self.unit_days_until))
        answered_on = self.state not in ("filed", "returned") and self.answered_on
        answered = (
            self.env._("Acceptance decided")
            if answered_on
            else self.env._("Acceptance to be decided")
        )
        rows.append((answered, answered_on, self.answer_due_on))
        # sudo: applicants may not read the case, but may see its days.
        steps_sudo = self.sudo().party_ids.case_id.step_ids.filtered(
            lambda step: (
                step.kind not in ("apply", "endorse", "accept")
                and step.state not in ("skipped", "returned")
                and (step.done_on or self._is_step_told(step))
            )
        )
        rows.extend((step.name, step.done_on, step.due_on) for step in steps_sudo)
        return rows

    def _is_step_told(self, step):
        """Return whether the applicant may learn that a step is still to come.

        One that depends on the decision would give it away before it is served.

        :rtype: bool
        """
        facts = step.scheme_step_id.condition_ids.mapped("what")
        if {"outcome", "degree", "answer"} & set(facts) and self.state != "served":
            return False
        return step.required and step.plan_state == "applies"

    @api.depends(
        "state",
        "user_id",
        "unit_head_id",
        "is_past_due",
        "late_reason",
        "version_id",
        *NEEDED,
    )
    @api.depends_context("uid", "lang")
    def _compute_next_action(self):
        for application in self:
            application.next_action = application._get_next_action()

    def _get_next_action(self):
        """Return one sentence that tells the reader what happens next."""
        self.ensure_one()
        mine = self.user_id == self.env.user
        if self.state == "draft":
            missing = self._get_missing()
            if missing and not self._origin:
                return self.env._("Fill in the form, then press Submit.")
            return missing or self.env._("Read it once more, then press Submit.")
        if self.state == "with_unit":
            return self._get_unit_sentence(mine)
        if self.state == "filed":
            if not self._is_mine_to_answer():
                return self.env._("The clerk decides on acceptance. Nothing to do.")
            return self._get_answer_sentence()
        if self.state == "returned":
            if mine:
                return self.env._(
                    "Complete it as the answer below says, then press Submit."
                )
            return self.env._("The applicant completes it and submits it again.")
        if self.state == "accepted":
            # sudo: as above, for the name and due day of the current step.
            running_sudo = self.sudo().party_ids.case_id.step_ids.filtered(
                lambda step: step.state == "running"
            )
            if not running_sudo:
                return self.env._("The clerk finds out which step comes next.")
            return self.env._("Under way: %(step)s.", step=running_sudo[:1].name)
        if self.state == "decided":
            return self.env._("The decision is taken and will be served in writing.")
        return self.env._("Finished: read the decision below.")

    def _get_unit_sentence(self, mine):
        day = write_day(self.env, self.unit_days_until)
        if self._is_unit_head():
            return self.env._(
                "Add the opinion of the unit if it has one, then press Forward, by "
                "%(day)s. You cannot hold the application back.",
                day=day,
            )
        if mine and not self._get_unit_days_refusal():
            return self.env._(
                "The unit has not forwarded it: press Submit Directly. Your day of "
                "submission counts."
            )
        return self.env._(
            "The unit forwards it by %(day)s; otherwise it is forwarded automatically.",
            day=day,
        )
