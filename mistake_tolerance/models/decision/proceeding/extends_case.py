from odoo import api, fields, models

from ...base.single import check_single
from ...base.task_mixin import Task


class ToleranceCase(models.Model):
    """The clerk tells the organ of the decision, and hears if it does not wait."""

    _inherit = "tolerance.case"
    _tasks = {
        "tell_organ": Task(parts=("clerk",)),
        "closed_early": Task(is_notice=True),
        "handled_heavier": Task(is_notice=True),
    }

    must_tell_organ = fields.Boolean(
        "Organ Still to Be Told", compute="_compute_must_tell_organ", compute_sudo=True
    )

    @api.depends(
        "state",
        "proceeding_id.decision_sent_on",
        "proceeding_id.decision_received_on",
    )
    def _compute_must_tell_organ(self):
        for case in self:
            proceeding = case.proceeding_id
            case.must_tell_organ = bool(
                proceeding
                and case.state in ("decided", "filed")
                and not (
                    proceeding.decision_sent_on and proceeding.decision_received_on
                )
            )

    def _do_decide(self):
        super()._do_decide()
        for case in self:
            if case.must_tell_organ:
                case._plan_todo("tell_organ", case.clerk_id)
            # What the organ did before the decision is compared now.
            case.proceeding_id._report_heavier({})

    def _end_telling(self):
        """End the task once the organ has the decision and has confirmed it."""
        self.filtered(lambda case: not case.must_tell_organ)._finish_todo("tell_organ")

    def action_open_proceeding(self):
        """Open the proceeding, where the clerk enters what the organ was told.

        :return: the action
        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "tolerance.proceeding",
            "res_id": self.proceeding_id.id,
            "view_mode": "form",
        }

    def _report_organ(self, name):
        """Tell the clerk in charge and the supervisors what the organ did.

        :param str name: of the notice
        """
        for case in self:
            case._plan_todo(name, case.clerk_id or case._get_clerks(case.company_id))
            supervisors = case._get_role_users("supervisor", case.company_id)
            for user in supervisors - case._get_barred_users():
                reader = case.with_context(lang=user.lang)
                # Supervisors may not read cases; the message holds the number only.
                case.message_notify(
                    partner_ids=user.partner_id.ids,
                    subject=reader._get_organ_subject(name),
                    body=reader.env._(
                        "Ask the clerk in charge what was done about it."
                    ),
                )

    def _get_organ_subject(self, name):
        if name == "closed_early":
            return self.env._(
                "%(number)s: the organ closed before the decision", number=self.name
            )
        return self.env._(
            "%(number)s: handled more heavily than decided", number=self.name
        )
