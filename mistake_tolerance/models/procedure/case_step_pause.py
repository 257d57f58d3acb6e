from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base.field import written
from ..base.workflow_mixin import Transition


class ToleranceCaseStepPause(models.Model):
    """Days on which the time limit of a step stands still, and why."""

    _name = "tolerance.case.step.pause"
    _description = "Pause of a Step"
    _inherit = ["tolerance.ledger.mixin", "tolerance.workflow.mixin"]
    _rec_name = "reason"
    _order = "date_from, id"
    _conflict_paths = ("case_id.conflict_ids",)
    # A pause is a matter of time limits.
    _logged_content = frozenset()
    _delegated_acts = {
        "step.pause": "clerk",
        "step.resume": "clerk",
    }

    _workflow_fields = frozenset({"date_to", "ended_by"})
    _transitions = {
        "end": Transition(
            hidden_by=("_get_clerk_refusal", "_get_over_refusal"),
            depends="date_to",
            is_personal=False,
        ),
    }

    step_id = fields.Many2one(
        "tolerance.case.step", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="step_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="step_id.company_id", store=True)
    reason = written.Text(required=True)
    date_from = fields.Date("Paused On", readonly=True)
    date_to = fields.Date("Resumed On", readonly=True, copy=False)
    ended_by = fields.Many2one("res.users", readonly=True, copy=False)
    can_end = fields.Boolean(compute="_compute_can")

    _open_uniq = models.UniqueIndex(
        "(step_id) WHERE date_to IS NULL", "This step is paused already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        given = self.default_get(["step_id"])
        vals_list = [{**given, **vals} for vals in vals_list]
        Step = self.env["tolerance.case.step"]
        steps = [Step.browse(vals.get("step_id") or []) for vals in vals_list]
        for step in steps:
            if step.state != "running":
                raise UserError(
                    self.env._(
                        "%(step)s is not under way: there is no time limit to pause.",
                        step=step.name,
                    )
                )
        pauses = super().create(
            [
                {**vals, "date_from": step.company_id._tolerance_today()}
                for vals, step in zip(vals_list, steps, strict=True)
            ]
        )
        pauses._ledger_append(
            "step.pause",
            lambda pause: {
                "kind": pause.step_id.kind,
                "from": fields.Date.to_string(pause.date_from),
                "reason": pause.reason,
            },
        )
        return pauses

    def write(self, vals):
        if {"step_id", "date_from", "reason"} & vals.keys():
            raise UserError(self.env._("A pause stays as it was entered."))
        return super().write(vals)

    def _get_clerk_refusal(self):
        if not self.env.user.has_group("mistake_tolerance.group_clerk"):
            return self.env._("Only a clerk can end a pause.")
        return False

    def _get_over_refusal(self):
        return bool(self.date_to) and self.env._("This pause is over.")

    def action_end(self):
        """End the pause: the time limit runs again from tomorrow."""
        self.check_access("write")
        self._check_transition("end")
        for pause in self:
            pause._write_unlocked(
                {
                    "date_to": pause.company_id._tolerance_today(),
                    "ended_by": self.env.uid,
                }
            )
        self._ledger_append(
            "step.resume",
            lambda pause: {
                "kind": pause.step_id.kind,
                "on": fields.Date.to_string(pause.date_to),
            },
        )

    def _get_ledger_record(self):
        # A pause is an act on the step.
        return self.step_id

    def _get_ledger_chain(self):
        return self.case_id

    def _count_days(self):
        """Count the days that do not count, in the unit of the step's limit.

        Days after the one of the pause up to the one it ended on, both in
        working days where the limit is in working days.

        :rtype: int
        """
        total = 0
        for pause in self.filtered("date_to"):
            if pause.step_id.scheme_step_id.limit_unit == "working_day":
                total += self.env["tolerance.calendar.day"]._count_working_days(
                    pause.date_from, pause.date_to, pause.company_id
                )
            else:
                total += (pause.date_to - pause.date_from).days
        return total

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "step.pause": self.env._("Time limit paused"),
            "step.resume": self.env._("Time limit resumed"),
        }
