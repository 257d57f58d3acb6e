from odoo import api, fields, models

from ...base.single import check_single
from ...base.workflow_mixin import Transition


class ToleranceApplication(models.Model):
    """The clerk's answer to an application, and what the applicant is told."""

    _inherit = "tolerance.application"

    _transitions = {
        # It leads where the clerk decides in the dialog.
        "answer": Transition("filed", hidden_by="_get_answer_refusal"),
    }

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

    def _get_answer_refusal(self):
        if not self.env.user.has_group("mistake_tolerance.group_clerk"):
            return self.env._("Only a clerk can decide on acceptance.")
        # Who stands behind the subject is not readable by everybody.
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
            "application.returned": self.env._("Application returned for completion"),
            "application.not_accepted": self.env._("Application not accepted"),
        }
