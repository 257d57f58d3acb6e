from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base.single import check_single
from ..base.workflow_mixin import Transition


class ToleranceCase(models.Model):
    """Hands a case to another level: called up by the upper one, or returned by it."""

    _inherit = "tolerance.case"
    _transitions = {
        "change_level": Transition(
            ("open", "inquiry", "deliberation"),
            hidden_by=("_get_lead_refusal", "_get_level_refusal"),
            depends=("level_id", "session_ids.state", "session_ids.round"),
        ),
    }
    _delegated_acts = {"case.call_up": "clerk", "case.send_down": "clerk"}

    can_change_level = fields.Boolean(compute="_compute_can")

    def _get_level_refusal(self):
        """Return why the case stays with its level, or False."""
        self.ensure_one()
        if not self.level_id or len(self.level_ids) < 2:
            return self.env._("The regulation has no other level for this case.")
        if self.session_ids.filtered(lambda session: session.state == "closed"):
            return self.env._(
                "A body of its level has dealt with the case: the level stays."
            )
        running = self._get_running_session()
        return bool(running) and running._get_counted_refusal()

    def action_change_level(self):
        """Ask which level deals with the case from now on, and why.

        :return: action of the dialog
        :rtype: dict
        """
        check_single(self)
        self.check_access("write")
        self._check_transition("change_level")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Call Up or Return"),
            "res_model": "tolerance.case.level.change",
            "view_mode": "form",
            "target": "new",
            "context": {"default_case_id": self.id},
        }

    def _do_change_level(self, level, reason, is_upward):
        """Hand the case to another level.

        :param tolerance.scheme.level level: of the regulation of the case
        :param str reason: who decided it, and why
        :param bool is_upward: whether the upper level calls it up
        :raises UserError: if the level is not another one of this regulation
        """
        self.ensure_one()
        before = self.level_id
        if level not in self.level_ids - before or level.is_open:
            raise UserError(self.env._("Choose another level of this regulation."))
        self._get_running_session()._void(reason)
        taken = self.step_ids.filtered(lambda s: s.state in ("done", "returned"))
        for body, steps in taken.grouped("body_id").items():
            steps._write_unlocked({"acted_body_id": body.id})
        self._write_unlocked({"level_id": level.id})
        code = "case.call_up" if is_upward else "case.send_down"
        self._ledger_append(
            code, {"from": before.name, "to": level.name, "reason": reason}
        )
        label = self.env._("Called up") if is_upward else self.env._("Returned")
        self.message_post(
            body=self.env._(
                "%(label)s: %(before)s → %(after)s. Reason: %(reason)s",
                label=label,
                before=before.name,
                after=level.name,
                reason=reason,
            )
        )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "case.call_up": self.env._("Case called up by the upper level"),
            "case.send_down": self.env._("Case returned to the lower level"),
        }
