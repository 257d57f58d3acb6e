from odoo import api, fields, models
from odoo.exceptions import UserError


class ToleranceCase(models.Model):
    """Keeps the order of the steps, so that no required step is left out."""

    _inherit = "tolerance.case"
    _delegated_acts = {
        "step.done": "clerk",
    }

    step_ids = fields.One2many("tolerance.case.step", "case_id", string="Steps")
    current_step_id = fields.Many2one(
        "tolerance.case.step", compute="_compute_current_step", store=True
    )
    due_on = fields.Date("Next Due", compute="_compute_current_step", store=True)
    is_breached = fields.Boolean(
        "Limit Breached", compute="_compute_current_step", store=True
    )

    @api.depends("step_ids.state", "step_ids.due_on", "step_ids.is_breached")
    def _compute_current_step(self):
        for case in self:
            running = case.step_ids.filtered(lambda step: step.state == "running")[:1]
            case.current_step_id = running
            case.due_on = running.due_on
            case.is_breached = any(step.is_breached for step in case.step_ids)

    @api.depends("current_step_id", "current_step_id.is_paused")
    def _compute_next_action(self):
        return super()._compute_next_action()

    @api.model_create_multi
    def create(self, vals_list):
        cases = super().create(vals_list)
        cases._make_steps()
        return cases

    def _get_step_action(self):
        """Say what a paused step asks, and one that no button of its own completes."""
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
        return super()._get_step_action()

    def _get_step_name(self):
        return self.current_step_id.name or super()._get_step_name()

    def _make_steps(self):
        """Give each case the steps of its scheme version, none of them begun."""
        self.env["tolerance.case.step"]._create_unlocked(
            [
                {
                    "case_id": case.id,
                    "scheme_step_id": step.id,
                    "sequence": number,
                }
                for case in self
                for number, step in enumerate(
                    case.version_id.step_ids.filtered(lambda step: not step.is_open)
                )
            ]
        )

    def _get_step(self, kind):
        """Return the first step of a kind that is not over.

        :rtype: tolerance.case.step
        """
        self.ensure_one()
        return self.step_ids.sorted().filtered(
            lambda step: step.kind == kind and step.state in ("waiting", "running")
        )[:1]

    def _get_earlier_step_refusal(self, step):
        """Say which required step comes before this one, or return False."""
        self.ensure_one()
        for earlier in self.step_ids.sorted():
            if earlier == step:
                return False
            if earlier.state in ("waiting", "running") and self._is_required(earlier):
                return self.env._(
                    "%(number)s: first complete the step “%(step)s”.",
                    number=self.name,
                    step=earlier.name,
                )
        return False

    def _get_order_refusal(self, kind):
        step = self._get_step(kind)
        refusal = step and self._get_earlier_step_refusal(step)
        return refusal or super()._get_order_refusal(kind)

    def _has_granted_party(self):
        """Tell whether an error was tolerated here; the session room knows.

        :rtype: bool
        """
        return False

    def _is_required(self, step):
        """Tell whether this case has to take a step; later rooms add to it."""
        return step.required and not step.granted_only

    def _complete_step(self, kind, day=None, user=None):
        """Note that the step of a kind is done and start the next one.

        Where the scheme has no such step nothing is noted. Optional steps
        before it that were not taken are closed as such.

        """
        super()._complete_step(kind, day=day, user=user)
        step = self._get_step(kind)
        if not step:
            return
        refusal = self._get_earlier_step_refusal(step)
        if refusal:
            raise UserError(refusal)
        today = self.company_id._tolerance_today()
        ordered = self.step_ids.sorted()
        before = ordered[: ordered.ids.index(step.id)]
        before.filtered(lambda s: s.state in ("waiting", "running"))._write_unlocked(
            {"state": "skipped"}
        )
        done_on = day or today
        if step.due_on and done_on > step.due_on and not step.is_breached:
            step._mark_breach()
        step._write_unlocked(
            {
                "state": "done",
                "started_on": step.started_on or done_on,
                "done_on": done_on,
                "done_by": (self.env.user if user is None else user).id,
            }
        )
        # One step runs at a time: the next may start once this one is out.
        self.step_ids.flush_recordset(["state"])
        step._ledger_append(
            "step.done",
            {
                "kind": kind,
                "done_on": fields.Date.to_string(done_on),
                "done_by": step.done_by.id or None,
            },
        )
        self._start_next_step(done_on)

    def _start_next_step(self, day):
        """Start the clock of the next step the case has to take."""
        self.ensure_one()
        if self.step_ids.filtered(lambda step: step.state == "running"):
            return
        waiting = self.step_ids.sorted().filtered(lambda s: s.state == "waiting")
        following = waiting.filtered(self._is_required)[:1] or waiting[:1]
        following._write_unlocked({"state": "running", "started_on": day})

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "step.done": self.env._("Step done"),
        }
