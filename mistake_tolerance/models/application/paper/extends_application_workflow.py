from odoo import api, models

from ...base.task_mixin import Task
from ...base.wording import write_day

# What a paper may leave out: the clerk adds nothing to it.
MAY_BE_MISSING = ("situation_ids", "degree_id", "statement")


class ToleranceApplication(models.Model):
    """How a paper is handed in and answered."""

    _inherit = "tolerance.application"
    _tasks = {"answer_on_paper": Task(is_notice=True)}

    def _get_required_fields(self, action):
        names = super()._get_required_fields(action)
        if action != "submit" or not self.is_on_paper:
            return names
        rest = [name for name in names if name not in MAY_BE_MISSING]
        return (*rest, "paper_received_on", "attachment_ids")

    def _get_submission_day(self):
        if self.is_on_paper and self.paper_received_on:
            return self.paper_received_on
        return super()._get_submission_day()

    @api.depends("paper_received_on")
    def _compute_is_past_due(self):
        return super()._compute_is_past_due()

    def _get_unit_head(self):
        """Nobody forwards a paper that the clerk has already."""
        if self.is_on_paper:
            return self.env["res.users"]
        return super()._get_unit_head()

    def _do_receive(self, way):
        if not self.is_on_paper:
            return super()._do_receive(way)
        result = super()._do_receive("paper")
        # Limits of the clerk run from the day on which the paper came.
        self._write_unlocked({"filed_on": self.paper_received_on})
        return result

    def _do_answer(self, state, vals):
        """Ask the clerk to hand the answer over on paper."""
        result = super()._do_answer(state, vals)
        if self.is_on_paper:
            if state == "returned":
                self._plan_todo("complete", self.entered_by)
            self._plan_todo("answer_on_paper", self.env.user)
        return result

    def _get_receipt_sentence(self, day):
        if not self.is_on_paper:
            return super()._get_receipt_sentence(day)
        return self.env._(
            "Received on paper on %(day)s: an application for tolerance by "
            "%(subject)s, entered by %(clerk)s on %(entered)s.",
            day=write_day(self.env, day),
            subject=self.subject_id.name,
            clerk=self.entered_by.name,
            entered=write_day(self.env, self.company_id._tolerance_today()),
        )

    def _get_content(self):
        content = super()._get_content()
        if self.is_on_paper:
            content |= {
                "on_paper": True,
                "entered_by": self.entered_by.id,
                "paper_contact": self.paper_contact or "",
            }
        return content
