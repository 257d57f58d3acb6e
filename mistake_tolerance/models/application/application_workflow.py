from odoo import api, fields, models

from ..base.single import check_single
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
    """Actions of the applicant and the unit, and the answer of the clerk."""

    _inherit = "tolerance.application"

    _transitions = {
        # The next task is for the head of the unit, or for the clerk without a unit.
        "submit": Transition(
            ("draft", "returned"), required=NEEDED, hidden_by="_get_applicant_refusal"
        ),
        "forward": Transition("with_unit", "filed", hidden_by="_get_unit_head_refusal"),
        "submit_directly": Transition(
            "with_unit",
            "filed",
            hidden_by=("_get_applicant_refusal", "_get_unit_days_refusal"),
            depends=("unit_days_until", "due_on"),
        ),
        # The action opens the dialog in which the clerk decides.
        "answer": Transition("filed", hidden_by="_get_answer_refusal"),
    }

    can_submit = fields.Boolean(compute="_compute_can")
    can_forward = fields.Boolean(compute="_compute_can")
    can_submit_directly = fields.Boolean(compute="_compute_can")
    can_answer = fields.Boolean(compute="_compute_can")
    answered_on = fields.Date("Acceptance Decided On", readonly=True, copy=False)
    answer_ground = fields.Selection(
        [
            ("excluded", "The rules exclude it"),
            ("out_of_scope", "Outside the scope of the rules"),
            ("not_this_matter", "Not the matter of an accountability proceeding"),
            ("late", "Submitted late without sufficient reason"),
        ],
        "Ground for Not Accepting",
        readonly=True,
        copy=False,
    )
    answer_reason = fields.Text("Reasons of the Clerk", readonly=True, copy=False)
    served_on = fields.Date(readonly=True, copy=False)
    served_text = fields.Text("Decision as Served", readonly=True, copy=False)

    def _get_applicant_refusal(self):
        if self.user_id != self.env.user:
            return self.env._("Only the applicant can submit the application.")
        return False

    def _get_required_fields(self, action):
        names = super()._get_required_fields(action)
        if action == "submit" and self.is_notice_asked:
            return (*names, "notified_on")
        return names

    def _get_required_sentence(self, action):
        if action == "submit":
            return self._get_missing()
        return super()._get_required_sentence(action)

    def _get_missing(self):
        """Return which fields the applicant still has to fill in, or False."""
        # Without a day of the matter, no version is left out.
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
                "submitted_started_on": self._get_limit_start(
                    self.proceeding_started_on
                ),
                "receipt": self._get_receipt(number, today),
                "check_code": self._make_check_code(number, today),
                "unit_head_id": head.id,
                "state": "with_unit",
            }
        )
        self.message_subscribe(partner_ids=self.user_id.partner_id.ids)
        self._ledger_append("application.submit", self._get_content())
        if head:
            self._plan_todo("forward", head, deadline=self.unit_days_until)
        else:
            self._do_receive("direct")

    def action_forward(self):
        """Pass the application on, with the opinion of the unit if it has one."""
        self.check_access("write")
        self._check_transition("forward")
        for application in self:
            application._do_receive("unit")

    def action_submit_directly(self):
        """Submit to the clerk past the unit, which let its days pass."""
        self.check_access("write")
        self._check_transition("submit_directly")
        for application in self:
            application._do_receive("direct")

    def _do_receive(self, way):
        """Hand the application to the clerk who receives applications.

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
    def _cron_forward_overdue(self):
        """Forward the applications that units have not forwarded in time."""
        waiting = self.search([("state", "=", "with_unit")])
        for application in waiting:
            today = application.company_id._tolerance_today()
            if application.unit_days_until < today:
                application._do_receive("lapse")

    def _get_content(self):
        """Return the application as plain values, with hashes of its attachments.

        :rtype: dict
        """
        return {
            "subject_id": self.subject_id.id,
            "version_id": self.version_id.id,
            "organ": self.organ,
            "proceeding_started_on": fields.Date.to_string(self.proceeding_started_on),
            "notified_on": fields.Date.to_string(self.notified_on) or "",
            "submitted_on": fields.Date.to_string(self.submitted_on),
            "due_on": fields.Date.to_string(self.due_on) or "",
            "late": self.is_late,
            "situation_ids": self.situation_ids.ids,
            "degree_id": self.degree_id.id,
            "what_happened": self.what_happened,
            "statement": self.statement,
            "exclusion_statement": self.exclusion_statement or "",
            "late_reason": self.late_reason or "",
            "attachments": self._hash_uploads("attachment_ids"),
        }

    def _get_answer_refusal(self):
        if not self.env.user.has_group("mistake_tolerance.group_clerk"):
            return self.env._("Only a clerk can decide on acceptance.")
        # sudo: the user may not be able to read the users of the subject.
        if self.env.user in self.user_id | self.subject_id.sudo()._get_users():
            return self.env._(
                "%(number)s is about yourself: another clerk has to decide on it.",
                number=self.name,
            )
        return self._get_conflicts(self.env.user).get(self.env.uid, False)

    def action_answer(self):
        """Open the dialog in which the clerk accepts it, returns it or does not."""
        check_single(self)
        self.check_access("read")
        self._check_transition("answer")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decide on Acceptance"),
            "res_model": "tolerance.application.answer",
            "view_mode": "form",
            "target": "new",
            "context": {"default_application_id": self.id},
        }

    def _do_answer(self, state, vals):
        """Write the clerk's answer and tell the applicant.

        :param str state: ``accepted``, ``returned`` or ``not_accepted``
        :param dict vals: grounds, reasons, decision on lateness
        """
        self.ensure_one()
        # The start is written first: it decides whether the application is late.
        self._write_unlocked(
            {
                **vals,
                "state": state,
                "answered_on": self.company_id._tolerance_today(),
            }
        )
        self._finish_todo("accept")
        if state == "returned":
            self._plan_todo("complete", self.user_id)
        if state == "not_accepted":
            reader = self.with_context(lang=self.user_id.lang)
            self._do_serve(reader._get_not_accepted_text(), state=state)
        else:
            self._notify()

    def _get_answer(self):
        """Return the clerk's answer as plain values, for the ledger.

        :rtype: dict
        """
        return {
            "started_on": fields.Date.to_string(self.confirmed_started_on) or "",
            "due_on": fields.Date.to_string(self.due_on) or "",
            "late": self.is_late,
            "late_decision": self.late_decision or "",
            "late_decision_reason": self.late_decision_reason or "",
            "ground": self.answer_ground or "",
            "reason": self.answer_reason or "",
        }

    def _get_not_accepted_text(self):
        """Return in full sentences why an application was not accepted."""
        labels = dict(self._fields["answer_ground"]._description_selection(self.env))
        parts = [
            self.env._(
                "The application was not accepted: %(ground)s.",
                ground=labels.get(self.answer_ground, ""),
            )
        ]
        if self.late_decision:
            late = dict(self._fields["late_decision"]._description_selection(self.env))
            parts.append(
                self.env._(
                    "%(decision)s: %(reason)s",
                    decision=late[self.late_decision],
                    reason=self.late_decision_reason,
                )
            )
        if self.answer_reason:
            parts.append(self.answer_reason)
        return "\n".join(parts)

    def _get_remarks(self):
        remarks = super()._get_remarks()
        if self.state == "not_accepted":
            remarks += self._get_not_accepted_text().splitlines()
        return remarks

    def _get_grounds(self):
        """Add what decides on acceptance, and what was excluded or claimed."""
        kinds = ["accept", "apply"] if self.late_decision else ["accept"]
        excluded = self._get_exclusions()
        return [
            *super()._get_grounds(),
            self.version_id.step_ids.filtered(lambda step: step.kind in kinds),
            self.situation_ids,
            excluded if self.answer_ground == "excluded" else excluded.browse(),
        ]

    def _do_serve(self, text, state="served", day=None):
        """Deliver a decision to the applicant; its text cannot change afterwards."""
        for application in self:
            application._write_unlocked(
                {
                    "state": state,
                    "served_on": day or application.company_id._tolerance_today(),
                    "served_text": text,
                }
            )
        self._notify()

    def _notify(self):
        """Notify the applicant: the mail carries the number, never the content."""
        for application in self:
            # sudo: staff who serve a decision may not follow this thread.
            reader = application.with_context(lang=application.user_id.lang)
            application.sudo().message_post(
                body=reader.env._(
                    "There is an answer to application %(number)s. Open it to read it.",
                    number=application.name,
                ),
                author_id=self.env.user.partner_id.id,
                partner_ids=application.user_id.partner_id.ids,
                subtype_xmlid="mail.mt_comment",
            )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "application.submit": self.env._("Application submitted"),
            "application.file": self.env._("Application filed by the unit"),
            "application.complete": self.env._("Application completed"),
            "application.returned": self.env._("Application returned for completion"),
            "application.not_accepted": self.env._("Application not accepted"),
            "case.accept": self.env._("Case accepted"),
        }
