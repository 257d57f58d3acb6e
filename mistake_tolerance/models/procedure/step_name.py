from odoo import models

from ...rules import procedure


class ToleranceCase(models.Model):
    """Names the step that comes next, on the case and in the to-dos of its clerk."""

    _inherit = "tolerance.case"

    def _get_step_action(self):
        """Return what to do about a paused step, or one that no button completes."""
        step = self.current_step_id
        if step.is_paused:
            return self.env._(
                "The step “%(step)s” is paused: end the pause when its reason is gone.",
                step=step.name,
            )
        if (
            self.state != "filed"
            and step
            and step.kind not in step._get_kinds_with_action()
        ):
            return self._ask_clerk(
                self.env._(
                    "Take the step “%(step)s” and mark it as done.", step=step.name
                )
            )
        if self.state != "filed" and not step and (unknown := self._get_unknown_step()):
            return self._ask_clerk(unknown._get_plan_refusal())
        return super()._get_step_action()

    def _get_unknown_step(self):
        """Return the next required step, if it is not known whether it applies.

        :rtype: tolerance.case.step
        """
        waiting = self.step_ids.sorted().filtered(lambda s: s.state == "waiting")
        following = waiting.filtered(self._is_required)[:1]
        return following.filtered(lambda step: step.plan_state == procedure.OPEN)

    def _get_todo_summary(self, name):
        """Call a task by the step that comes before it."""
        if len(self) == 1 and self._is_task_early(name):
            if step := self.current_step_id or self._get_unknown_step():
                return step.name
        return super()._get_todo_summary(name)

    def _rename_todos(self):
        """Call the open tasks of the clerk by the step that is to be taken now."""
        names = {
            self.env.ref(f"mistake_tolerance.activity_type_{name}"): name
            for name in ("start_inquiry", "open_session", "file")
        }
        for case in self._for_todos():
            for todo in case.activity_ids:
                if name := names.get(todo.activity_type_id):
                    reader = case.with_context(lang=todo.user_id.lang)
                    summary = reader._get_todo_summary(name)
                    if todo.summary != summary:
                        todo.summary = summary

    def _get_step_name(self):
        step = self.current_step_id or self._get_unknown_step()
        # Nothing is filed before the decision is served, also where the regulation
        # has no step of its own for that.
        if not step or (step.kind == "filing" and self._get_unserved_refusal()):
            return super()._get_step_name()
        return step.name

    def _get_name_after(self, kind):
        """Return the name of the required step that follows a kind of step.

        :param str kind: of the step under way
        :rtype: str
        """
        self.ensure_one()
        following = self.step_ids.sorted().filtered(
            lambda step: (
                step.kind != kind
                and step.state in ("waiting", "running")
                and self._is_required(step)
            )
        )[:1]
        if following.plan_state == procedure.OPEN:
            return self.env._("%(step)s (if it applies)", step=following.name)
        return following.name or self.env._("Decide on the Case")

    def _get_steps_unsure_by(self, fact):
        """Return the steps to come that apply or not as a fact says, not known yet.

        :param str fact: a kind of condition, such as ``loss``
        :rtype: tolerance.case.step
        """
        self.ensure_one()
        return self.step_ids.sorted().filtered(
            lambda step: (
                step.state == "waiting"
                and step.plan_state == procedure.OPEN
                and fact in step._get_open_conditions().mapped("what")
            )
        )
