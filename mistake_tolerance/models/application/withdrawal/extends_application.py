from odoo import api, fields, models

from ...base.single import check_single
from ...base.wording import write_day
from ...base.workflow_mixin import Transition


class ToleranceApplication(models.Model):
    """Withdrawn before acceptance: nothing is examined, and one may apply again.

    That an application can be withdrawn, and until when, is a choice of the product:
    no source says so. Once it is accepted, the case goes on for the sake of the matter.
    """

    _inherit = "tolerance.application"
    _workflow_fields = frozenset({"withdrawn_on", "withdrawal_reason"})
    _transitions = {
        # The action opens the dialog in which the reason is entered.
        "withdraw": Transition(
            ("with_unit", "filed", "returned"), hidden_by="_get_applicant_refusal"
        ),
    }

    can_withdraw = fields.Boolean(compute="_compute_can")
    withdrawn_on = fields.Date("Application Withdrawn On", readonly=True, copy=False)
    withdrawal_reason = fields.Text("Reason of Withdrawal", readonly=True, copy=False)

    _withdrawn = models.Constraint(
        "CHECK(state <> 'withdrawn' OR (withdrawn_on IS NOT NULL "
        "AND withdrawal_reason IS NOT NULL AND withdrawal_reason <> ''))",
        "A withdrawal says when and why.",
    )

    def action_withdraw(self):
        """Open the dialog that asks for the reason and says what follows."""
        check_single(self)
        self.check_access("write")
        self._check_transition("withdraw")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Withdraw the Application"),
            "res_model": "tolerance.application.withdrawal",
            "view_mode": "form",
            "target": "new",
            "context": {"default_application_id": self.id},
        }

    def _do_withdraw(self, reason):
        """Withdraw: nobody has to do anything about it any more.

        :param str reason: why
        """
        self.ensure_one()
        users = self.unit_head_id | self._get_clerks(self.company_id)
        if self.state == "with_unit":
            users = self.unit_head_id
        self._write_unlocked(
            {
                "state": "withdrawn",
                "withdrawn_on": self.company_id._tolerance_today(),
                "withdrawal_reason": reason,
            }
        )
        self._cancel_todo("forward", "accept", "complete")
        self._reopen_notices()
        self._ledger_append("application.withdraw", {"reason": reason})
        for user in users - self.env.user - self._get_barred_users():
            reader = self.with_context(lang=user.lang)
            # sudo: an applicant cannot write to the head of the unit or the clerk.
            self.sudo().message_notify(
                partner_ids=user.partner_id.ids,
                subject=reader.env._("%(number)s: withdrawn", number=self.name),
                body=reader.env._(
                    "Application %(number)s was withdrawn. Nothing to do.",
                    number=self.name,
                ),
            )

    def _reopen_notices(self):
        """Let the notices of the proceeding ask again."""
        # sudo: the notice to the head of the unit is not the applicant's.
        notices_sudo = self.env["tolerance.proceeding.notice"].sudo()
        subjects = self.subject_id._get_ancestors()
        answered = notices_sudo.search(
            [
                ("subject_id", "in", subjects.ids),
                ("company_id", "=", self.company_id.id),
                ("applied_on", "=", self.submitted_on),
            ]
        )
        answered = answered.filtered(
            lambda notice: notice.started_on == self.proceeding_started_on
        )
        answered._write_unlocked({"applied_on": False})
        for notice in answered.filtered("user_id"):
            notice._plan_answer()

    def _get_withdrawal_sentence(self):
        """Return what follows from a withdrawal.

        :rtype: str
        """
        self.ensure_one()
        lines = [
            self.env._(
                "The application is not examined any further. You can apply again: a "
                "new application has a day of receipt of its own."
            )
        ]
        if self.due_on:
            sentence = (
                self.env._(
                    "The time limit to apply ended on %(day)s: a new application "
                    "would be late.",
                    day=write_day(self.env, self.due_on),
                )
                if self.company_id._tolerance_today() > self.due_on
                else self.env._(
                    "The time limit to apply ends on %(day)s.",
                    day=write_day(self.env, self.due_on),
                )
            )
            lines.append(sentence)
        lines.append(
            self.env._(
                "The accountability proceeding goes on whether you apply or not."
            )
        )
        return "\n".join(lines)

    def _get_next_action(self):
        if self.state == "withdrawn":
            return self.env._("Withdrawn. Nothing to do.")
        return super()._get_next_action()

    def _get_progress(self):
        rows = super()._get_progress()
        if self.state == "withdrawn":
            rows = [row for row in rows if row[1]]
            rows.append((self.env._("Application withdrawn"), self.withdrawn_on, False))
        return rows

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "application.withdraw": self.env._("Application withdrawn"),
        }
