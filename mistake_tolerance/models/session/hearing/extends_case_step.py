from odoo import api, models

from ...base.wording import write_list

# The kinds of steps in which departments give written opinions.
OPINION_KINDS = ("joint_review", "legality_review")


class ToleranceCaseStep(models.Model):
    """The hearing completes its step; others wait for the opinions of departments."""

    _inherit = "tolerance.case.step"

    @api.model
    def _get_kinds_with_action(self):
        return (*super()._get_kinds_with_action(), "hearing")

    def _get_left_out_refusal(self):
        """Return why the step is not taken in this case, or False."""
        return bool(self) and self._get_plan_refusal()

    def _get_explained_refusals(self, action):
        refusals = super()._get_explained_refusals(action)
        if action == "finish":
            for step in self.filtered(lambda s: s.kind in OPINION_KINDS):
                if step.id not in refusals and (lack := step._get_opinion_lack()):
                    refusals[step.id] = lack
        return refusals

    def _get_opinion_lack(self):
        """Return which opinions of departments are still missing, or False."""
        self.ensure_one()
        # sudo: the order of steps needs it; not everybody reads the opinions.
        opinions_sudo = self.case_id.sudo().joint_opinion_ids.filtered(
            lambda opinion: opinion.step_id == self
        )
        if not opinions_sudo and self.kind == "legality_review":
            return self.env._(
                "Press Ask for Legality Review. Who reviews it signs an opinion, then "
                "mark the step as done."
            )
        if not opinions_sudo:
            return self.env._(
                "Press Ask a Department for each of the departments. They sign their "
                "opinions, then mark the step as done."
            )
        waiting = opinions_sudo.filtered(lambda opinion: opinion.state == "waiting")
        return waiting and self.env._(
            "No opinion yet of %(names)s: they sign it, or you record the paper or why "
            "there is none.",
            names=write_list(self.env, waiting.department_id.mapped("name")),
        )

    def _get_return_refusal(self):
        if self.case_id._get_running_hearing():
            return self.env._(
                "%(number)s: close the hearing or call it off first.",
                number=self.case_id.name,
            )
        return super()._get_return_refusal()
