from odoo import api, fields, models

from ..base.wording import write_day, write_list
from ..base.workflow_mixin import Transition

# What the applicant fills in before submitting; the form marks it.
NEEDED = (
    "subject_id",
    "department_id",
    "organ",
    "proceeding_started_on",
    "what_happened",
    "situation_ids",
    "degree_id",
    "statement",
)


class ToleranceApplication(models.Model):
    """The applicant's and the unit's actions: submit, forward, file directly."""

    _inherit = "tolerance.application"

    _transitions = {
        # It goes to the unit, or at once to the clerk where there is none.
        "submit": Transition(
            ("draft", "returned"), required=NEEDED, hidden_by="_get_applicant_refusal"
        ),
        "forward": Transition("with_unit", "filed", hidden_by="_get_unit_head_refusal"),
        "file_directly": Transition(
            "with_unit",
            "filed",
            hidden_by=("_get_applicant_refusal", "_get_unit_days_refusal"),
            depends=("unit_days_until", "due_on"),
        ),
    }

    can_submit = fields.Boolean(compute="_compute_can")
    can_forward = fields.Boolean(compute="_compute_can")
    can_file_directly = fields.Boolean(compute="_compute_can")

    def _get_applicant_refusal(self):
        if self.user_id != self.env.user:
            return self.env._("Only the applicant can submit the application.")
        return False

    def _get_required_sentence(self, action):
        if action == "submit":
            return self._get_missing()
        return super()._get_required_sentence(action)

    def _get_missing(self):
        """Return which fields the applicant still has to fill in, or False."""
        # While the day is not known, it rules no version out.
        if not self.version_id:
            return self._get_no_rules_sentence()
        labels = [
            self._fields[name]._description_string(self.env)
            for name in self._get_empty_fields("submit")
            if name != "late_reason"
        ]
        lacks = []
        if labels:
            lacks.append(
                self.env._(
                    "Before you submit, fill in: %(fields)s.",
                    fields=write_list(self.env, labels),
                )
            )
        if self.is_past_due and not self.late_reason:
            lacks.append(
                self.env._(
                    "The time limit ended on %(due)s. Give the reason for submitting "
                    "late; the application is then received, and the clerk decides on "
                    "the reason.",
                    due=write_day(self.env, self.due_on),
                )
            )
        return "\n".join(lacks) or False

    def _get_empty_fields(self, action):
        """Add the reason that only a late application needs."""
        names = super()._get_empty_fields(action)
        if action == "submit" and self.is_past_due and not self.late_reason:
            names.append("late_reason")
        return names

    def _get_unit_head_refusal(self):
        if not self._is_unit_head():
            return self.env._("Only the head of the unit can forward the application.")
        return False

    def _get_unit_days_refusal(self):
        today = self.company_id._tolerance_today()
        if self.due_on and today >= self.due_on:
            return False
        if self.unit_days_until < today:
            return False
        return self.env._(
            "The unit may still forward it until %(day)s. Your day of submission "
            "counts in any case.",
            day=write_day(self.env, self.unit_days_until),
        )

    def action_submit(self):
        """Hand in: to the head of the unit, or at once where there is none."""
        self.check_access("write")
        self._check_transition("submit")
        for application in self:
            application._do_submit()

    def _do_submit(self):
        self.ensure_one()
        today = self.company_id._tolerance_today()
        if self.state == "returned":
            self._write_unlocked({"state": "filed"})
            self._finish_todo("complete")
            self._plan_todo("accept", self._get_clerks(self.company_id))
            self._ledger_append("application.complete", self._get_content())
            return
        number = self.env["ir.sequence"].next_by_code(self._name)
        head = self._get_unit_head()
        self._write_unlocked(
            {
                "name": number,
                "submitted_on": today,
                "submitted_due_on": self.due_on,
                "submitted_started_on": self.proceeding_started_on,
                "receipt": self._get_receipt(number, today),
                "unit_head_id": head.id,
                "state": "with_unit",
            }
        )
        self.message_subscribe(partner_ids=self.user_id.partner_id.ids)
        self._ledger_append("application.submit", self._get_content())
        if head:
            self._plan_todo("forward", head, deadline=self.unit_days_until)
        else:
            self._do_file("direct")

    def action_forward(self):
        """Pass the application on, with the opinion of the unit if it has one."""
        self.check_access("write")
        self._check_transition("forward")
        for application in self:
            application._do_file("unit")

    def action_file_directly(self):
        """File without the unit, which let its days pass."""
        self.check_access("write")
        self._check_transition("file_directly")
        for application in self:
            application._do_file("direct")

    def _do_file(self, way):
        """Bring the application to the clerk's desk.

        :param str way: value of ``filing_way``
        """
        self.ensure_one()
        self._write_unlocked(
            {
                "state": "filed",
                "filed_on": self.company_id._tolerance_today(),
                "filed_by": False if way == "lapse" else self.env.uid,
                "filing_way": way,
            }
        )
        self._finish_todo("forward")
        self._plan_todo("accept", self._get_clerks(self.company_id))
        self._ledger_append(
            "application.file",
            {
                "way": way,
                "counts_from": fields.Date.to_string(self.submitted_on),
                "unit_opinion": self.unit_opinion or "",
            },
        )

    @api.model
    def _cron_file_held_back(self):
        """File what units have not forwarded within their days."""
        waiting = self.search([("state", "=", "with_unit")])
        for application in waiting:
            today = application.company_id._tolerance_today()
            if application.unit_days_until < today:
                application._do_file("lapse")

    def _get_content(self):
        """Return what was submitted as plain values, attachments as hashes.

        :rtype: dict
        """
        return {
            "subject_id": self.subject_id.id,
            "version_id": self.version_id.id,
            "organ": self.organ,
            "proceeding_started_on": fields.Date.to_string(self.proceeding_started_on),
            "submitted_on": fields.Date.to_string(self.submitted_on),
            "due_on": fields.Date.to_string(self.due_on) or "",
            "late": self.is_late,
            "situation_ids": self.situation_ids.ids,
            "degree_id": self.degree_id.id,
            "what_happened": self.what_happened,
            "statement": self.statement,
            "late_reason": self.late_reason or "",
            "attachments": self._hash_uploads("attachment_ids"),
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "application.submit": self.env._("Application submitted"),
            "application.file": self.env._("Application filed by the unit"),
            "application.complete": self.env._("Application completed"),
        }
