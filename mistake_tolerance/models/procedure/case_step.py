from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base import bounded
from ..base.db_trigger import keep_columns
from ..base.workflow_mixin import Transition
from ..base.write_permit import is_unlocked


class ToleranceCaseStep(models.Model):
    """A step of the scheme as it happens in one case, with its days."""

    _name = "tolerance.case.step"
    _description = "Step of a Case"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.permit",
        "tolerance.workflow.mixin",
    ]
    _order = "case_id, sequence, id"
    _conflict_paths = ("case_id.conflict_ids",)
    # Lists show the steps of a case too.
    _logged_content = frozenset()

    _permit_fields = frozenset({"case_id", "scheme_step_id", "sequence"})
    _workflow_fields = frozenset(
        {"state", "started_on", "done_on", "done_by", "is_breached"}
    )
    _transitions = {
        "finish": Transition(
            ("waiting", "running"),
            "done",
            hidden_by=(
                "_get_clerk_refusal",
                "_get_own_button_refusal",
                "_get_granted_refusal",
                "_get_earlier_refusal",
            ),
            is_personal=False,
        ),
    }

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="case_id.company_id", store=True)
    scheme_step_id = fields.Many2one(
        "tolerance.scheme.step", required=True, ondelete="restrict"
    )
    name = fields.Char(related="scheme_step_id.name")
    kind = fields.Selection(related="scheme_step_id.kind", store=True)
    required = fields.Boolean(related="scheme_step_id.required")
    granted_only = fields.Boolean(related="scheme_step_id.granted_only")
    body_id = fields.Many2one(related="scheme_step_id.body_id")
    sequence = bounded.Integer(default=10, aggregator=None)
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("running", "Under Way"),
            ("done", "Done"),
            ("skipped", "Not Taken"),
        ],
        default="waiting",
        required=True,
        readonly=True,
    )
    started_on = fields.Date(readonly=True)
    due_on = fields.Date(compute="_compute_due_on", store=True)
    due_provisional = fields.Boolean(
        compute="_compute_due_on",
        store=True,
        help="The holidays of that year are not announced yet: the day may move.",
    )
    limit_text = fields.Char("Time Limit", compute="_compute_limit_text")
    done_on = fields.Date(readonly=True)
    done_by = fields.Many2one(
        "res.users",
        string="Taken By",
        readonly=True,
        help="Who took the step: the applicant, the head of the unit, the clerk, the "
        "inquirer, the head of the body. Empty where time ran out instead.",
    )
    note = fields.Text(help="What was done in this step, for the file.")
    is_breached = fields.Boolean(
        "Limit Breached",
        readonly=True,
        help="The time limit passed before the step was done. This stays.",
    )
    pause_ids = fields.One2many("tolerance.case.step.pause", "step_id")
    is_paused = fields.Boolean(compute="_compute_is_paused")
    can_finish = fields.Boolean(compute="_compute_can")

    _running_uniq = models.UniqueIndex(
        "(case_id) WHERE state = 'running'",
        "One step of a case is under way at a time.",
    )

    def init(self):
        """Keep what it is about."""
        super().init()
        keep_columns(self, "case_id", "scheme_step_id")

    def write(self, vals):
        if vals.keys() - {"note", "pause_ids"} and not is_unlocked(self):
            raise AccessError(self.env._("The steps come from the scheme."))
        return super().write(vals)

    @api.depends(
        "started_on",
        "scheme_step_id",
        "company_id",
        "case_id.proceeding_id.started_on",
        "pause_ids.date_from",
        "pause_ids.date_to",
    )
    def _compute_due_on(self):
        for step in self:
            step.due_on, step.due_provisional = step._get_due()

    def _get_due(self):
        """Return until when the step has to be done, and whether that may move.

        :return: ``(day or False, is provisional)``
        :rtype: tuple
        """
        self.ensure_one()
        return self.scheme_step_id._get_due(
            self._get_start(), self.company_id, self.pause_ids._count_days()
        )

    def _get_start(self):
        """Return the day from which the time limit runs.

        :rtype: date | bool
        """
        start = self.started_on
        if self.scheme_step_id.limit_trigger == "proceeding_start":
            start = self.case_id.proceeding_id.started_on or start
        return start

    @api.depends("scheme_step_id")
    @api.depends_context("lang")
    def _compute_limit_text(self):
        units = dict(
            self.env["tolerance.scheme.step"]
            ._fields["limit_unit"]
            ._description_selection(self.env)
        )
        for step in self:
            scheme_step = step.scheme_step_id
            step.limit_text = (
                self.env._(
                    "%(number)s %(unit)s",
                    number=scheme_step.limit,
                    unit=units[scheme_step.limit_unit],
                )
                if scheme_step.limit
                else self.env._("not prescribed by the source")
            )

    @api.depends("pause_ids.date_to")
    def _compute_is_paused(self):
        for step in self:
            step.is_paused = any(not pause.date_to for pause in step.pause_ids)

    def _get_clerk_refusal(self):
        is_clerk = self.env.user.has_group("mistake_tolerance.group_clerk")
        return not (is_clerk and self.case_id) and self.env._(
            "Only a clerk can mark a step as done."
        )

    def _get_own_button_refusal(self):
        return self.kind in self._get_kinds_with_action() and self.env._(
            "%(step)s is done by its own button in the case.", step=self.name
        )

    def _get_granted_refusal(self):
        is_left_out = self.granted_only and not self.case_id._has_granted_party()
        return is_left_out and self.env._(
            "%(step)s is for tolerated errors only.", step=self.name
        )

    def _get_earlier_refusal(self):
        return self.case_id._get_earlier_step_refusal(self)

    @api.model
    def _get_kinds_with_action(self):
        """Kinds of steps that an action of their own completes.

        :rtype: tuple
        """
        return (
            "apply",
            "endorse",
            "accept",
            "inquiry",
            "preliminary",
            "decision",
            "feedback",
            "filing",
        )

    def action_finish(self):
        """Mark a step as done that has no action of its own, as a hearing."""
        self.check_access("write")
        self._check_transition("finish")
        for step in self:
            step.case_id._complete_step(step.kind)

    @api.model
    def _cron_mark_breaches(self):
        """Note once, and for good, that a time limit has passed."""
        # pylint: disable-next=no-search-all
        for company in self.env["res.company"].search([]):
            overdue = self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "running"),
                    ("is_breached", "=", False),
                    ("due_on", "<", company._tolerance_today()),
                ]
            )
            overdue.filtered(lambda step: not step.is_paused)._mark_breach()

    def _mark_breach(self):
        self._write_unlocked({"is_breached": True})
        self._ledger_append(
            "step.breach",
            lambda step: {
                "kind": step.kind,
                "due_on": fields.Date.to_string(step.due_on),
            },
        )

    def _get_ledger_chain(self):
        return self.case_id

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "step.breach": self.env._("Time limit missed"),
        }
