from odoo import api, fields, models

from ...rules import procedure
from ..base.task_mixin import Task
from ..base.wording import write_list

# On which facts a step may depend that one field of the matter says: {field: fact}.
MATTER_FIELDS = {"urgency": "urgency"}


class ToleranceCase(models.Model):
    """Keeps the order of the steps, so that no required step is left out."""

    _inherit = "tolerance.case"
    _delegated_acts = {
        "step.done": "clerk",
        "step.return": "clerk",
    }
    _tasks = {"step_overdue": Task(parts=("clerk",), is_notice=True)}
    _read_ahead = ("step_ids.pause_ids", "step_ids.scheme_step_id.condition_ids")

    step_ids = fields.One2many("tolerance.case.step", "case_id", string="Steps")
    current_step_id = fields.Many2one(
        "tolerance.case.step", compute="_compute_current_step", store=True
    )
    due_on = fields.Date("Next Due", compute="_compute_current_step", store=True)
    due_provisional = fields.Boolean(related="current_step_id.due_provisional")
    is_breached = fields.Boolean(
        "Limit Breached", compute="_compute_current_step", store=True
    )
    can_take_step = fields.Boolean(related="current_step_id.can_finish")

    @api.depends("step_ids.state", "step_ids.due_on", "step_ids.is_breached")
    def _compute_current_step(self):
        for case in self:
            running = case.step_ids.filtered(lambda step: step.state == "running")[:1]
            case.current_step_id = running
            case.due_on = running.due_on
            case.is_breached = any(step.is_breached for step in case.step_ids)

    @api.depends("current_step_id", "current_step_id.is_paused", "step_ids.plan_state")
    def _compute_next_action(self):
        return super()._compute_next_action()

    @api.model_create_multi
    def create(self, vals_list):
        cases = super().create(vals_list)
        cases._make_steps()
        return cases

    def write(self, vals):
        result = super().write(vals)
        if "level_id" in vals:
            # A step may be for one level alone.
            self._refresh_steps()
        return result

    def _is_task_early(self, name):
        """Return whether another step comes before a task of the clerk; a hook.

        :param str name: as for ``_plan_todo``
        :rtype: bool
        """
        return name == "file" and bool(self._get_filing_order_refusal())

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
                for number, step in enumerate(case.version_id._get_known_steps())
            ]
        )

    def _get_step(self, kind):
        """Return the first step of a kind that is not over, and may have to be taken.

        :rtype: tolerance.case.step
        """
        self.ensure_one()
        return self.step_ids.sorted().filtered(
            lambda step: (
                step.kind == kind
                and step.state in ("waiting", "running")
                and step.plan_state != procedure.LEFT_OUT
            )
        )[:1]

    def _get_earlier_step_refusal(self, step):
        """Return which required step comes before this one, or False."""
        self.ensure_one()
        for earlier in self.step_ids.sorted():
            if earlier == step:
                return False
            if earlier.state in ("waiting", "running") and self._is_required(earlier):
                if earlier.plan_state == procedure.OPEN:
                    return earlier._get_plan_refusal()
                return self.env._(
                    "%(number)s: first complete the step “%(step)s”.",
                    number=self.name,
                    step=earlier.name,
                )
        return False

    def _get_order_refusal(self, kind):
        step = self._get_step(kind)
        refusal = step and (
            self._get_earlier_step_refusal(step) or step._get_plan_refusal()
        )
        return refusal or super()._get_order_refusal(kind)

    def _is_required(self, step):
        """Return whether this case has to take a step, or may still have to.

        :rtype: bool
        """
        return step.required and step.plan_state != procedure.LEFT_OUT

    def _get_step_facts(self):
        """Return the facts on which steps of the scheme may depend, by party.

        :return: dictionaries as :mod:`...rules.procedure` takes them
        :rtype: list[dict]
        """
        self.ensure_one()
        matter = self.matter_id
        shared = {
            "loss": matter.loss_amount if matter.is_loss_known else None,
            "urgency": matter.urgency or None,
            "level": self.level_id._get_reference_code() if self.level_id else None,
        }
        return [{**shared, **party._get_step_facts()} for party in self.party_ids] or [
            shared
        ]

    def _get_fact_advice(self, conditions):
        """Say where the facts are entered on which steps depend.

        :param tolerance.scheme.step.condition conditions: about what is not known yet
        :return: a sentence for each kind of fact
        :rtype: str
        """
        facts = set(conditions.mapped("what"))
        matter, sentences = self.matter_id, []
        if "loss" in facts:
            sentences.append(
                self.env._(
                    "Open the matter %(matter)s, enter “%(amount)s” and tick "
                    "“%(known)s”.",
                    matter=matter.name,
                    amount=matter._fields["loss_amount"]._description_string(self.env),
                    known=matter._fields["is_loss_known"]._description_string(self.env),
                )
            )
        names = [name for name, fact in MATTER_FIELDS.items() if fact in facts]
        if names:
            sentences.append(
                self.env._(
                    "Fill in on the matter %(matter)s: %(fields)s.",
                    matter=matter.name,
                    fields=write_list(
                        self.env,
                        (
                            matter._fields[name]._description_string(self.env)
                            for name in names
                        ),
                    ),
                )
            )
        if "level" in facts:
            sentences.append(
                self.env._(
                    "Fill in on the case: %(field)s.",
                    field=self._fields["level_id"]._description_string(self.env),
                )
            )
        if "answer" in facts:
            sentences.append(self.env._("The inquiry finds out: complete it."))
        if facts & {"outcome", "degree"}:
            sentences.append(self.env._("The determination settles it."))
        if "subject_kind" in facts:
            sentences.append(self.env._("Add the party to the case."))
        return " ".join(sentences)

    def _get_done_day(self, kind):
        """Return the day on which the last step of a kind was done.

        :rtype: date | bool
        """
        done = self.step_ids.filtered(lambda s: s.kind == kind and s.state == "done")
        return max(done.mapped("done_on"), default=False)

    def _get_decided_day(self):
        return self._get_done_day("decision") or super()._get_decided_day()

    def _get_receipt_day(self):
        """Return the day the application reached the body; a hook.

        :rtype: date | bool
        """
        return False

    def _get_service_day(self):
        """Return the day on which the last party was served, once all are.

        :rtype: date | bool
        """
        deliveries = self.delivery_ids
        if not self.party_ids or self.party_ids - deliveries.party_id:
            return False
        return max(deliveries.mapped("served_on"))

    def _complete_step(self, kind, day=None, user=None):
        """Complete the first step of the kind that is not over, if there is one."""
        super()._complete_step(kind, day=day, user=user)
        if step := self._get_step(kind):
            step._complete(day, user)

    def _on_returned(self, steps):
        """Called when the case goes back for completion; a hook.

        :param tolerance.case.step steps: the steps that are to be taken again
        """
        self.ensure_one()

    def _on_joined(self, parties):
        super()._on_joined(parties)
        # What a step depends on may hold for those who join.
        # sudo: the user who adds a party may not write the steps.
        self.sudo()._refresh_steps()

    def _start_next_step(self, day):
        """Start the clock of the next step the case has to take.

        While it is not known whether a required step applies, none starts.
        """
        self.ensure_one()
        self._follow_plan()
        if self.step_ids.filtered(lambda step: step.state == "running"):
            return
        waiting = self.step_ids.sorted().filtered(lambda s: s.state == "waiting")
        following = waiting.filtered(self._is_required)[:1]
        if not following:
            following = waiting.filtered(lambda s: s.plan_state == procedure.APPLIES)
        if following[:1].plan_state == procedure.APPLIES:
            following[:1]._write_unlocked({"state": "running", "started_on": day})

    def _follow_plan(self):
        """Close the steps that this case is known not to take, and undo that.

        A step that a fact has closed waits again once that fact has changed, unless
        the case has gone past it.
        """
        steps = self._get_open_steps()
        out = steps.filtered(
            lambda step: (
                step.state == "waiting" and step.plan_state == procedure.LEFT_OUT
            )
        )
        places = {step: place for place, step in enumerate(steps)}
        done, running = (
            max((places[s] for s in steps if s.state == state), default=-1)
            for state in ("done", "running")
        )
        again = steps.filtered(
            lambda step: (
                step.state == "skipped"
                and step.plan_state != procedure.LEFT_OUT
                # What has to be taken first would have to stop the step under way.
                and places[step] > (max(done, running) if step.required else done)
            )
        )
        out._write_plan("skipped")
        again._write_plan("waiting")

    def _refresh_steps(self):
        """Update the steps when facts become known or change.

        A step that no longer applies is left out. One that was left out and now has
        to be taken waits again, before any that has not been done; what stands before
        a determination stays as it is once that is taken.
        """
        for case in self.filtered(lambda case: case.state != "filed"):
            case._refresh_own_steps()
            case._rename_todos()

    def _refresh_own_steps(self):
        self.ensure_one()
        steps = self.step_ids.sorted()
        running = steps.filtered(lambda step: step.state == "running")
        over = running.filtered(lambda step: step.plan_state == procedure.LEFT_OUT)
        required = self._get_open_steps().filtered(self._is_required)
        again = required.filtered(lambda step: step.state == "skipped")
        waiting = again | required.filtered(lambda step: step.state == "waiting")
        before = steps[: steps.ids.index(running.id)] if running else running
        back = running - over if before & waiting else running.browse()
        over._write_plan("skipped")
        (again | back)._write_plan("waiting")
        # One step runs at a time: the next may start once this one is out.
        steps.flush_recordset(["state"])
        done = steps.filtered(lambda step: step.state == "done").mapped("done_on")
        # A clock runs from the step before, however late the fact was entered.
        self._start_next_step(max(done, default=self.company_id._tolerance_today()))

    def _get_open_steps(self):
        """Return the steps that a determination has not settled yet.

        Of steps that were opened again by a return, only the last one counts.

        :rtype: tolerance.case.step
        """
        steps = self.step_ids.sorted()
        last = {step.scheme_step_id: step for step in steps.sorted("round")}
        decided = steps.filtered(lambda s: s.kind == "decision" and s.state == "done")
        start = steps.ids.index(decided[-1:].id) + 1 if decided else 0
        return steps[start:].filtered(lambda step: last[step.scheme_step_id] == step)

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "step.done": self.env._("Step done"),
            "step.plan": self.env._("Step taken up or left out"),
        }
