from odoo import fields, models
from odoo.exceptions import UserError


class ToleranceCase(models.Model):
    """The order of the steps: none that is required may be left out."""

    _inherit = "tolerance.case"

    def _make_steps(self):
        """Give each case the steps of its scheme version, none of them begun."""
        self.env["tolerance.case.step"]._create_verb(
            [
                {
                    "case_id": case.id,
                    "scheme_step_id": step.id,
                    "sequence": number,
                }
                for case in self
                for number, step in enumerate(case.version_id.step_ids)
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

    def _get_step_refusal(self, step):
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

        :param str kind: technical kind of the step
        :param date day: today if not given
        :param res.users user: who took the step, if not the current user; nobody
            where it was taken by lapse of time
        """
        self.ensure_one()
        step = self._get_step(kind)
        if not step:
            return
        refusal = self._get_step_refusal(step)
        if refusal:
            raise UserError(refusal)
        today = self.company_id._tolerance_today()
        ordered = self.step_ids.sorted()
        before = ordered[: ordered.ids.index(step.id)]
        before.filtered(lambda s: s.state in ("waiting", "running"))._write_verb(
            {"state": "skipped"}
        )
        done_on = day or today
        if step.due_on and done_on > step.due_on and not step.is_breached:
            step._mark_breach()
        step._write_verb(
            {
                "state": "done",
                "started_on": step.started_on or done_on,
                "done_on": done_on,
                "done_by": (self.env.user if user is None else user).id,
            }
        )
        # One step runs at a time: the next may start once this one is out.
        self.step_ids.flush_recordset(["state"])
        self._log(
            "step.done",
            {
                "kind": kind,
                "done_on": fields.Date.to_string(done_on),
                "done_by": step.done_by.id or None,
            },
            record=step,
        )
        self._start_next_step(done_on)

    def _start_next_step(self, day):
        """Start the clock of the next step the case has to take."""
        self.ensure_one()
        if self.step_ids.filtered(lambda step: step.state == "running"):
            return
        waiting = self.step_ids.sorted().filtered(lambda s: s.state == "waiting")
        following = waiting.filtered(self._is_required)[:1] or waiting[:1]
        following._write_verb({"state": "running", "started_on": day})
