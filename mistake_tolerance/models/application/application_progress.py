from markupsafe import Markup

from odoo import api, fields, models

from ..base.wording import write_day
from .application_flow import NEEDED


class ToleranceApplication(models.Model):
    """Shows applicants the progress of their application, nothing confidential."""

    _inherit = "tolerance.application"

    progress = fields.Html(compute="_compute_progress", sanitize=False)
    next_action = fields.Char(
        "What Happens Next", compute="_compute_next_action", compute_sudo=False
    )

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
        rows.append((answered, answered_on, False))
        # The applicant may not see the case; these are the days they are owed.
        steps_sudo = self.sudo().party_ids.case_id.step_ids.filtered(
            lambda step: (
                step.kind not in ("apply", "endorse", "accept")
                and step.state != "skipped"
                and (step.required or step.done_on)
            )
        )
        rows.extend((step.name, step.done_on, step.due_on) for step in steps_sudo)
        return rows

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
            if self._get_answer_refusal():
                return self.env._("The clerk decides on acceptance. Nothing to do.")
            return self.env._("Press Decide on Acceptance.")
        if self.state == "returned":
            if mine:
                return self.env._(
                    "Complete it as the answer below says, then press Submit."
                )
            return self.env._("The applicant completes it and submits it again.")
        if self.state == "accepted":
            # As above: label and day of the step that is under way.
            running_sudo = self.sudo().party_ids.case_id.step_ids.filtered(
                lambda step: step.state == "running"
            )
            return self.env._("Under way: %(step)s.", step=running_sudo[:1].name or "")
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
