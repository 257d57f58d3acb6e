from odoo import api, fields, models

from ...base.single import check_single


class ToleranceCase(models.Model):
    """Calls a committee to a meeting, where the next body is one."""

    _inherit = "tolerance.case"

    can_call_session = fields.Boolean(compute="_compute_can_call_session")

    @api.depends("can_open_session", "step_ids.body_id")
    @api.depends_context("uid")
    def _compute_can_call_session(self):
        for case in self:
            case.can_call_session = case.can_open_session and case._calls_committee()

    def _calls_committee(self):
        """Return whether several members decide in the next session.

        :rtype: bool
        """
        self.ensure_one()
        body = self._get_next_session_step().body_id
        # sudo: every user may know the current day of an agency.
        today = self.company_id.sudo()._tolerance_today()
        return bool(body) and body._is_collective(today)

    def _get_call_sentence(self, step):
        if not self._calls_committee():
            return super()._get_call_sentence(step)
        return self.env._(
            "Press Call Session: %(step)s by %(body)s.",
            step=step.name,
            body=step.body_id.name,
        )

    def _get_todo_summary(self, name):
        """Name the task of calling a committee as its button."""
        if (
            name == "open_session"
            and len(self) == 1
            and not self._is_task_early(name)
            and self._calls_committee()
        ):
            return self.env._("Call Session")
        return super()._get_todo_summary(name)

    def _get_uncalled_session(self):
        """Return the session whose roll is made and whose members nobody called.

        :rtype: tolerance.session
        """
        self.ensure_one()
        return self._get_running_session().filtered(
            lambda session: session.state == "draft" and session._is_uncalled()
        )

    def action_call_session(self):
        """Ask to which meeting the body of the next step is called.

        :return: action of the dialog
        :rtype: dict
        """
        check_single(self)
        self.check_access("write")
        self._check_transition("open_session")
        return self._get_call_action()

    def _get_call_action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Call Session"),
            "res_model": "tolerance.meeting.call",
            "view_mode": "form",
            "target": "new",
            "context": {"default_case_id": self.id},
        }
