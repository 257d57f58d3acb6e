from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base.field import written
from ..base.wording import write_day
from ..base.workflow_mixin import Transition
from ..base.write_permit import is_unlocked


class ToleranceCaseStep(models.Model):
    """Completes a step, sends a case back, and tells whom a missed limit concerns.

    A case goes back only to the step that the scheme names. Nothing is ever decided
    because time has passed.
    """

    _inherit = "tolerance.case.step"

    _transitions = {
        "return": Transition(
            "running",
            "returned",
            required="return_reason",
            hidden_by=("_get_clerk_refusal", "_get_way_back_refusal"),
            refused_by="_get_return_refusal",
        ),
    }

    return_step_id = fields.Many2one(related="scheme_step_id.return_step_id")
    return_reason = written.Text(
        "Reason for the Return", copy=False, help="What has to be completed, and why."
    )
    can_return = fields.Boolean(compute="_compute_can")

    @api.model
    def _get_writable_fields(self):
        return super()._get_writable_fields() | {"return_reason"}

    def write(self, vals):
        if "return_reason" in vals and not is_unlocked(self):
            if self.filtered(lambda step: step.state != "running"):
                raise UserError(
                    self.env._("Only the step that is under way can be returned.")
                )
        return super().write(vals)

    def _complete(self, day=None, user=None):
        """Note that the step is done, and start the next one of the case.

        Optional steps before it that were not taken are closed as such.

        :param date day: today if not given
        :param res.users user: who took the step, if not the current user; nobody
            where it was taken by lapse of time
        :raises UserError: if another step comes first, or this one does not apply
        """
        self.ensure_one()
        case = self.case_id
        if refusal := self._get_earlier_refusal() or self._get_plan_refusal():
            raise UserError(refusal)
        done_on = day or self.company_id._tolerance_today()
        ordered = case.step_ids.sorted()
        before = ordered[: ordered.ids.index(self.id)]
        before.filtered(lambda s: s.state in ("waiting", "running"))._write_unlocked(
            {"state": "skipped"}
        )
        if self.due_on and done_on > self.due_on and not self.is_breached:
            self._mark_breach()
        self._write_unlocked(
            {
                "state": "done",
                "started_on": self.started_on or done_on,
                "done_on": done_on,
                "done_by": (self.env.user if user is None else user).id,
            }
        )
        # One step runs at a time: the next may start once this one is out.
        case.step_ids.flush_recordset(["state"])
        self._ledger_append(
            "step.done",
            {
                "kind": self.kind,
                "done_on": fields.Date.to_string(done_on),
                "done_by": self.done_by.id or None,
            },
        )
        case._finish_todo("step_overdue")
        case._start_next_step(done_on)
        case._rename_todos()

    def _get_way_back_refusal(self):
        return not self.return_step_id and self.env._(
            "%(step)s: the scheme names no step to which the case could go back.",
            step=self.name,
        )

    def _get_return_refusal(self):
        """Return why the case cannot go back now, or False; a hook.

        :rtype: str | bool
        """
        self.ensure_one()
        return False

    def action_return(self):
        """Send the case back; the steps from there on are to be taken again."""
        self.check_access("write")
        self._check_transition("return")
        for step in self:
            step._do_return()

    def _do_return(self):
        self._send_back(self.return_step_id, self.return_reason)

    def _send_back(self, target, reason, day=None):
        """Open the steps from an earlier one up to this one once more.

        :param tolerance.scheme.step target: the step to which the case goes back
        :param str reason: what has to be completed
        :param date day: of the act, if it is not today
        """
        self.ensure_one()
        case = self.case_id
        day = day or case.company_id._tolerance_today()
        ordered = case.version_id._get_known_steps()
        first, last = (
            ordered.ids.index(scheme_step.id)
            for scheme_step in (target, self.scheme_step_id)
        )
        old = {
            step.scheme_step_id: step
            for step in case.step_ids.sorted("round")
            if step.scheme_step_id in ordered[first : last + 1]
        }
        self._write_transition("return", {"done_on": day, "done_by": self.env.uid})
        for step in old.values():
            if step.state == "waiting":
                step._write_unlocked({"state": "skipped"})
        # sudo: users cannot create steps; these are the scheme's own once more.
        again = self.sudo()._create_unlocked(
            [
                {
                    "case_id": case.id,
                    "scheme_step_id": step.scheme_step_id.id,
                    "sequence": step.sequence,
                    "round": step.round + 1,
                }
                for step in old.values()
            ]
        )
        # One step runs at a time: the next may start once this one is out.
        case.step_ids.flush_recordset(["state"])
        self._ledger_append(
            "step.return",
            {
                "kind": self.kind,
                "to": target.kind,
                "reason": reason,
            },
        )
        case._finish_todo("step_overdue")
        case._on_returned(again.sudo(False))
        case._start_next_step(day)
        case._rename_todos()

    def _tell_missed(self):
        """Remind the clerk, and escalate where the scheme says so."""
        for step in self:
            step.case_id._plan_todo("step_overdue", step.case_id.clerk_id)
            for user in step._get_escalation_users():
                step.with_context(lang=user.lang)._notify_missed(user)

    def _get_escalation_users(self):
        """Return the heads of bodies who are told when the limit passes.

        :rtype: res.users
        """
        self.ensure_one()
        bodies = self.body_id | self.partner_body_id
        escalation = self.scheme_step_id.when_missed
        if escalation == "reminder":
            return bodies.head_user_id.browse()
        if escalation == "upper_body":
            bodies |= bodies.upper_body_id
        # Users are not notified about a case that is closed to them.
        return bodies.head_user_id - self.case_id._get_barred_users()

    def _notify_missed(self, user):
        """Notify the head of a body, by number and day only.

        :param res.users user: who may have no sight of the case
        """
        self.case_id.message_notify(
            partner_ids=user.partner_id.ids,
            subject=self.env._(
                "%(number)s: time limit missed", number=self.case_id.name
            ),
            body=self.env._(
                "The time limit of the step “%(step)s” of %(number)s ended on "
                "%(day)s. The clerk in charge is %(clerk)s.",
                step=self.name,
                number=self.case_id.name,
                day=write_day(self.env, self.due_on),
                clerk=self.case_id.clerk_id.name or "",
            ),
        )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "step.return": self.env._("Case returned for completion"),
        }
