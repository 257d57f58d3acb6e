from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base.person import check_person


class ToleranceInquiry(models.Model):
    """Closes an inquiry once it has a written report."""

    _inherit = "tolerance.inquiry"

    def action_state_no_interest(self):
        """State, as a member of the team, to have no interest in the case."""
        check_person(self.env)
        self.check_access("read")
        seat = self._get_own_seat()
        if not seat:
            raise UserError(
                self.env._("Only members of the team can work on the inquiry.")
            )
        seat.action_state_no_interest()
        return True

    def action_withdraw(self):
        """Take a member with an interest in the case off the team.

        :return: action to another page, for the member cannot see the case any more
        :rtype: dict
        """
        check_person(self.env)
        self.check_access("read")
        seat = self._get_own_seat()
        if not seat:
            raise UserError(
                self.env._("Only members of the team can work on the inquiry.")
            )
        seat.action_withdraw()
        # sudo: users cannot read actions; this is the member's own menu of inquiries.
        action_sudo = self.env.ref("mistake_tolerance.tolerance_inquiry_action").sudo()
        return {**action_sudo._get_action_dict(), "target": "main"}

    def action_close(self):
        """Hand in the report and lock evidence and assessment."""
        self.check_access("write")
        self._check_transition("close")
        for inquiry in self:
            today = inquiry.company_id._tolerance_today()
            # sudo: members may not edit the team.
            silent_sudo = inquiry.sudo().member_ids._filter_overdue()
            silent_sudo._close_silent()
            inquiry._write_transition(
                "close", {"closed_on": today, "closed_by": self.env.uid}
            )
            # Inquirers read the case; that it moves on follows from the report.
            # sudo: inquirers have no right to write the case.
            case_sudo = inquiry.case_id.sudo()
            inquiry._ledger_append(
                "inquiry.close",
                {
                    "closed_on": fields.Date.to_string(today),
                    "report": inquiry.report,
                    "report_files": inquiry._hash_uploads("report_attachment_ids"),
                    "evidence": inquiry.evidence_ids.mapped("sha256"),
                    "assessments": inquiry._get_answers(),
                    **({"silent": silent_sudo.user_id.ids} if silent_sudo else {}),
                    **inquiry._get_supplement(),
                },
            )
            inquiry._finish_todo("form_team", "inquire", "state_interest")
            case_sudo._on_inquired()

    def _reopen(self):
        """Reopen the inquiry, because the case was returned for completion.

        The report and the answers that it closed with stay in the ledger.
        """
        # sudo: the clerk who returns the case is not on the team.
        closed_sudo = self.sudo().filtered(lambda inquiry: inquiry.state == "closed")
        closed_sudo._write_unlocked(
            {"state": "open", "closed_on": False, "closed_by": False}
        )
        closed_sudo._ledger_append("inquiry.reopen")
        closed_sudo.member_ids.filtered(lambda m: m.state == "silent")._ask()
        for inquiry in closed_sudo:
            inquiry._plan_todo("inquire", inquiry._get_team().user_id)

    def _get_ledger_chain(self):
        return self.case_id

    def _get_answers(self):
        """Return all answers as plain values, for the ledger.

        :rtype: list
        """
        return [
            {
                "subject_id": assessment.party_id.subject_id.id,
                "nature": assessment.nature,
                "answers": [
                    [line.name, line.choice_id.name or line.answer, line.reasoning]
                    for line in assessment.line_ids
                ],
            }
            for assessment in self.assessment_ids
        ]

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "inquiry.close": self.env._("Inquiry closed"),
            "inquiry.reopen": self.env._("Inquiry reopened"),
        }

    def _get_part_record(self):
        return self.case_id
