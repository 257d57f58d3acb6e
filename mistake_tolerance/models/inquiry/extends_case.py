from odoo import api, fields, models

from ..base.task_mixin import Task
from ..base.workflow_mixin import Transition


class ToleranceCase(models.Model):
    """A case while it is inquired into, from the team to the report."""

    _inherit = "tolerance.case"
    _logged_content = frozenset(
        {"assessment_ids", "evidence_ids", "inquiry_ids", "question_ids"}
    )
    _tasks = {"start_inquiry": Task(parts=("clerk",))}
    _read_ahead = (
        "inquiry_ids.member_ids.user_id.partner_id",
        "assessment_ids.line_ids",
        "party_ids.assessment_ids",
        "question_ids",
    )
    _delegated_acts = {"case.start_inquiry": "clerk"}

    _transitions = {
        "start_inquiry": Transition(
            "open",
            "inquiry",
            hidden_by=(
                "_get_lead_refusal",
                "_get_party_refusal",
                "_get_inquiry_order_refusal",
            ),
            depends=("party_ids", "step_ids.state"),
            is_personal=False,
        ),
    }

    inquiry_ids = fields.One2many("tolerance.inquiry", "case_id")
    assessment_ids = fields.One2many("tolerance.assessment", "case_id")
    evidence_ids = fields.One2many("tolerance.evidence", "case_id")
    question_ids = fields.One2many("tolerance.inquiry.question", "case_id")
    can_start_inquiry = fields.Boolean(compute="_compute_can")

    def _on_joined(self, parties):
        """Ask the questions of the scheme about those who join the inquiry."""
        super()._on_joined(parties)
        if self.state == "inquiry":
            self.env["tolerance.assessment"]._make(parties)

    def _get_party_refusal(self):
        return not self.party_ids and self.env._(
            "%(number)s has no party: add the person or unit it is about.",
            number=self.name,
        )

    def _get_inquiry_order_refusal(self):
        return self._get_order_refusal("inquiry")

    def _is_task_early(self, name):
        if name == "start_inquiry":
            return bool(self._get_inquiry_order_refusal())
        return super()._is_task_early(name)

    def action_start_inquiry(self):
        """Open the inquiry; the assessment's questions come from the scheme."""
        self.check_access("write")
        self._check_transition("start_inquiry")
        self._write_transition("start_inquiry")
        # sudo: no inquiry is made by hand: it comes with the questions of the scheme.
        inquiries_sudo = self.env["tolerance.inquiry"].sudo()
        inquiries = inquiries_sudo.create([{"case_id": case.id} for case in self])
        self.env["tolerance.assessment"]._make(self.party_ids)
        self._finish_todo("start_inquiry")
        for case in self:
            case.inquiry_ids._plan_todo("form_team", case.clerk_id)
        self._ledger_append(
            "case.start_inquiry",
            lambda case: {"parties": case.party_ids.subject_id.ids},
        )
        return inquiries[:1]._get_form_action()

    def _on_inquired(self):
        """Called when the report is in: the case goes before the deciding body."""
        for case in self:
            case._complete_step("inquiry")
        self._write_unlocked({"state": "deliberation"})

    def _on_returned(self, steps):
        super()._on_returned(steps)
        if "inquiry" in steps.mapped("kind"):
            self._reopen_inquiry()

    def _reopen_inquiry(self):
        """Bring the case back to its inquiry; what it closed with stays on file."""
        # Without an inquiry the clerk starts one.
        inquired = self.filtered("inquiry_ids")
        (self - inquired)._write_unlocked({"state": "open"})
        inquired._write_unlocked({"state": "inquiry"})
        inquired.inquiry_ids._reopen()

    @api.depends("inquiry_ids.next_action")
    def _compute_next_action(self):
        return super()._compute_next_action()

    def _get_state_action(self):
        if self.state == "open" and "inquiry" not in self.step_ids.mapped("kind"):
            return self._ask_clerk(
                self.env._(
                    "The regulation has no step of an inquiry, but the decision rests "
                    "on an assessment. Press Start Inquiry and form the team that "
                    "makes it."
                )
            )
        if self.state == "open":
            return self._ask_clerk(self.env._("Press Start Inquiry and form the team."))
        if self.state == "inquiry":
            return self.inquiry_ids[:1]._get_next_elsewhere()
        return super()._get_state_action()

    def _get_inquirers(self):
        """Return the users who have inquired into this case.

        :rtype: res.users
        """
        # sudo: the team is no secret to the rule that keeps it from voting.
        members_sudo = self.sudo().inquiry_ids.member_ids
        return members_sudo.user_id.sudo(False)

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "case.start_inquiry": self.env._("Inquiry started"),
        }
