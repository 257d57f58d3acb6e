from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ...rules import procedure
from ..base import bounded
from ..base.db_trigger import keep_columns
from ..base.field import written
from ..base.wording import write_day, write_list
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
        "tolerance.grounded.mixin",
    ]
    # By the column itself, so that an index serves the first page: newest case first.
    _order = "case_id.id desc, sequence, id"
    _conflict_paths = ("case_id.conflict_ids",)
    # Lists show the steps: reading them does not count as opening the case.
    _logged_content = frozenset()

    _permit_fields = frozenset({"case_id", "scheme_step_id", "sequence"})
    _workflow_fields = frozenset(
        {"state", "started_on", "done_on", "done_by", "is_breached", "round"}
    )
    _transitions = {
        "finish": Transition(
            ("waiting", "running"),
            "done",
            hidden_by=(
                "_get_clerk_refusal",
                "_get_own_button_refusal",
                "_get_plan_refusal",
                "_get_earlier_refusal",
            ),
            depends="plan_state",
            # A step may also be completed by an automation of the agency.
            is_personal=False,
        ),
    }

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="case_id.company_id", store=True)
    scheme_step_id = fields.Many2one(
        "tolerance.scheme.step", required=True, ondelete="restrict", index=True
    )
    name = fields.Char(related="scheme_step_id.name")
    kind = fields.Selection(related="scheme_step_id.kind", store=True)
    required = fields.Boolean(related="scheme_step_id.required")
    plan_state = fields.Selection(
        [
            (procedure.APPLIES, "Applies"),
            (procedure.OPEN, "Not Known Yet"),
            (procedure.LEFT_OUT, "Does Not Apply"),
        ],
        "In This Case",
        compute="_compute_plan",
        compute_sudo=True,
    )
    plan_text = fields.Char("Depends On", compute="_compute_plan", compute_sudo=True)
    citation = fields.Char("Article", related="scheme_step_id.citation")
    body_id = fields.Many2one("tolerance.body", compute="_compute_body_id")
    partner_body_id = fields.Many2one(related="scheme_step_id.partner_body_id")
    sequence = bounded.Integer(default=10, aggregator=None)
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("running", "Under Way"),
            ("done", "Done"),
            ("skipped", "Not Taken"),
            ("returned", "Returned for Completion"),
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
        help="Holidays that the day depends on are not announced yet: it may move. The "
        "last week of a year depends on the notice for the year after.",
    )
    limit_text = fields.Char("Time Limit", related="scheme_step_id.limit_text")
    extension_text = fields.Char(related="scheme_step_id.extension_text")
    done_on = fields.Date(readonly=True)
    done_by = fields.Many2one(
        "res.users",
        string="Taken By",
        readonly=True,
        help="Who took the step: the applicant, the head of the unit, the clerk, the "
        "inquirer, the head of the body. Empty where time ran out instead.",
    )
    note = written.Text(help="What was done in this step, for the file.")
    is_breached = fields.Boolean(
        "Limit Breached",
        readonly=True,
        help="The time limit passed before the step was done. This stays.",
    )
    round = bounded.Integer(
        default=1,
        readonly=True,
        aggregator=None,
        low=1,
        help="How many times the case has come to this step: a return opens the steps "
        "again, and the old ones stay on file.",
    )
    pause_ids = fields.One2many("tolerance.case.step.pause", "step_id")
    is_paused = fields.Boolean(compute="_compute_is_paused")
    can_finish = fields.Boolean(compute="_compute_can")

    # Millions of steps are counted by state from this index alone, conflicts apart.
    _counted_idx = models.Index("(case_id, state, company_id)")
    _running_uniq = models.UniqueIndex(
        "(case_id) WHERE state = 'running'",
        "Another step of this case is under way. Complete it first.",
    )

    def init(self):
        """Let the database refuse another case or another step of the regulation."""
        super().init()
        keep_columns(self, "case_id", "scheme_step_id")

    @api.model
    def _search_display_name(self, operator, value):
        """Ask the schemes first, which have few steps; cases have millions."""
        if operator.startswith("not") or operator == "!=":
            return NotImplemented
        # sudo: a user who reads the steps of a case reads their names.
        steps_sudo = self.env["tolerance.scheme.step"].sudo()
        steps_sudo = steps_sudo.with_context(active_test=False)
        return Domain(
            "scheme_step_id", "in", steps_sudo.search([("name", operator, value)]).ids
        )

    @api.model
    def _get_writable_fields(self):
        """Return the fields of a step that a clerk may write; a hook.

        :rtype: set
        """
        return {"note", "pause_ids"}

    @api.depends("scheme_step_id.body_id", "case_id.level_id", "kind")
    def _compute_body_id(self):
        """Where the regulation names no body, the case's level has its own."""
        for step in self:
            step.body_id = (
                step.scheme_step_id.body_id
                or step.case_id.level_id._get_body(step.kind)
            )

    def write(self, vals):
        if vals.keys() - self._get_writable_fields() and not is_unlocked(self):
            raise AccessError(self.env._("The steps come from the scheme."))
        if "note" in vals and any(step.state in ("done", "skipped") for step in self):
            raise AccessError(
                self.env._("What was done in a step stays as it was recorded.")
            )
        return super().write(vals)

    @api.depends(
        "scheme_step_id",
        "case_id.party_ids.subject_id",
        "case_id.level_id",
        "case_id.matter_id.loss_amount",
        "case_id.matter_id.is_loss_known",
        "case_id.matter_id.urgency",
    )
    @api.depends_context("lang")
    def _compute_plan(self):
        # A step that is still new has no case, and no step of a regulation.
        unplanned = self.filtered(lambda s: not s.case_id or not s.scheme_step_id)
        unplanned.plan_state = unplanned.plan_text = False
        for case, steps in (self - unplanned).grouped("case_id").items():
            planned = {
                plan.step: plan
                for plan in steps.scheme_step_id._plan(*case._get_step_facts())
            }
            for step in steps:
                plan = planned[step.scheme_step_id]
                names = plan.grounds.mapped("name")
                step.plan_state = plan.state
                step.plan_text = bool(names) and write_list(self.env, names)

    @api.depends(
        "started_on",
        "scheme_step_id",
        "company_id",
        "case_id.proceeding_id.started_on",
        "case_id.proceeding_id.notified_on",
        "case_id.delivery_ids.served_on",
        "case_id.step_ids.done_on",
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
            self._get_start(),
            self.company_id,
            self.pause_ids._count_days(),
            self._get_extensions(),
        )

    def _get_extensions(self):
        """Return the lengths of the extensions granted so far; a hook.

        :rtype: list
        """
        return []

    def _get_start(self):
        """Return the day from which the time limit runs, if it has come.

        :rtype: date | bool
        """
        case = self.case_id
        return self.scheme_step_id._get_start_day(
            {
                "proceeding_start": case.proceeding_id.started_on,
                "notice": case.proceeding_id.notified_on,
                "receipt": case._get_receipt_day(),
                "acceptance": case._get_done_day("accept"),
                "decision": case._get_done_day("decision"),
                "service": case._get_service_day(),
            },
            self.started_on,
        )

    @api.depends("pause_ids.date_to")
    def _compute_is_paused(self):
        for step in self:
            step.is_paused = any(not pause.date_to for pause in step.pause_ids)

    def _get_clerk_refusal(self):
        is_clerk = self.env.user.has_group("mistake_tolerance.group_clerk")
        if is_clerk and self.case_id:
            return False
        return self.env._("Only a clerk can mark a step as done.")

    def _get_own_button_refusal(self):
        if self.kind not in self._get_kinds_with_action():
            return False
        return self.env._(
            "%(step)s is done by its own button in the case.", step=self.name
        )

    def _get_plan_refusal(self):
        """Return why the step is not taken, or what is not known yet; else False.

        :rtype: str | bool
        """
        self.ensure_one()
        if self.plan_state == procedure.LEFT_OUT:
            return self.env._(
                "%(step)s is not taken in %(number)s. It is for cases of this kind "
                "only: %(conditions)s.",
                step=self.name,
                number=self.case_id.name,
                conditions=self.plan_text,
            )
        if self.plan_state == procedure.OPEN:
            return self.env._(
                "%(number)s: whether “%(step)s” has to be taken depends on what is "
                "not known yet: %(conditions)s. %(where)s",
                step=self.name,
                number=self.case_id.name,
                conditions=self.plan_text,
                where=self.case_id._get_fact_advice(self._get_open_conditions()),
            )
        return False

    def _get_open_conditions(self):
        """Return the conditions of which it is not known whether they hold.

        :rtype: tolerance.scheme.step.condition
        """
        (plan,) = self.scheme_step_id._plan(*self.case_id._get_step_facts())
        return plan.grounds

    def _get_earlier_refusal(self):
        return self.case_id._get_earlier_step_refusal(self)

    @api.model
    def _get_kinds_with_action(self):
        """Return the kinds of steps that an action of their own completes; a hook.

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
        """Mark a step as done that no other action completes, such as a disclosure."""
        self.check_access("write")
        self._check_transition("finish")
        for step in self:
            step._complete()

    @api.model
    def _cron_mark_breaches(self):
        """Mark steps whose time limit has passed, and tell those whom it concerns.

        The mark is set once and never cleared.
        """
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
            missed = overdue.filtered(lambda step: not step.is_paused)
            missed._mark_breach()
            missed._tell_missed()

    def _write_plan(self, state):
        """Take these steps up or leave them out, because a fact has changed.

        :param str state: the new state
        """
        if self:
            self._write_unlocked({"state": state})
            self._ledger_append(
                "step.plan", lambda step: {"kind": step.kind, "state": step.state}
            )

    def _mark_breach(self):
        self._write_unlocked({"is_breached": True})
        self._ledger_append(
            "step.breach",
            lambda step: {
                "kind": step.kind,
                "due_on": fields.Date.to_string(step.due_on),
            },
        )

    def _get_grounds(self):
        return [*super()._get_grounds(), self.scheme_step_id]

    def _get_remarks(self):
        remarks = super()._get_remarks()
        if self.state in ("waiting", "skipped") and (why := self._get_plan_refusal()):
            remarks = [*remarks, why]
        if not self.due_on:
            return remarks
        return [
            *remarks,
            self.env._(
                "Due on %(due)s: %(limit)s, counted from %(start)s.",
                due=write_day(self.env, self.due_on),
                limit=self.scheme_step_id.limit_text,
                start=write_day(self.env, self._get_start()),
            ),
        ]

    def _get_ledger_chain(self):
        return self.case_id

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "step.breach": self.env._("Time limit missed"),
        }
