from odoo import api, fields, models
from odoo.fields import Domain

from ...base.db_trigger import keep_columns
from ...base.field import written
from ...base.task_mixin import Task
from ...base.wording import write_day


class ToleranceProceedingNotice(models.Model):
    """What one person was told of an accountability proceeding, and when.

    Told are the person or the head of the unit concerned, and the head of the person's
    unit, through whom the application goes. Where nobody of them has a login, the
    clerk tells them on paper and enters it here. The last day to apply follows from
    the regulation that an application handed in that day would be judged by.
    """

    _name = "tolerance.proceeding.notice"
    _description = "Notice of a Proceeding"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
        "tolerance.dated",
    ]
    _order = "due_on, id desc"
    _rec_name = "matter_number"
    _mail_post_access = "read"
    _conflict_paths = ("matter_id.conflict_ids",)
    _own_page_paths = ("user_id",)
    _tasks = {
        "apply": Task(is_personal=True),
        "read_notice": Task(is_notice=True),
        "tell_on_paper": Task(parts=("clerk",)),
    }
    _past_days = ("paper_on",)

    proceeding_id = fields.Many2one(
        "tolerance.proceeding", required=True, ondelete="restrict", index=True
    )
    matter_id = fields.Many2one(
        related="proceeding_id.matter_id", store=True, index=True
    )
    matter_number = fields.Char(
        related="matter_id.name", string="Matter Number", store=True
    )
    # Who is told may not read the matter, and filters by this.
    is_matter_open = fields.Boolean(
        related="matter_id.is_open", store=True, export_string_translation=False
    )
    company_id = fields.Many2one(related="proceeding_id.company_id", store=True)
    subject_id = fields.Many2one(
        "tolerance.subject", "Concerned", required=True, ondelete="restrict", index=True
    )
    part = fields.Selection(
        [
            ("person", "Person Concerned"),
            ("unit", "Head of the Unit Concerned"),
            ("head", "Head of the Person's Unit"),
        ],
        "Told As",
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users", "Who Is Told", readonly=True, ondelete="restrict", index=True
    )
    department_id = fields.Many2one(
        "hr.department", "Unit", readonly=True, ondelete="restrict"
    )
    state = fields.Selection(
        [("to_tell", "To Tell on Paper"), ("told", "Told")],
        default="to_tell",
        required=True,
        readonly=True,
    )
    text = fields.Text("What Was Told", readonly=True)
    told_at = fields.Datetime(readonly=True)
    paper_on = fields.Date(
        "Told on Paper On", help="The day the paper was handed over or delivered."
    )
    paper_receiver = written.Char("Paper Received By")

    organ = fields.Char(related="proceeding_id.organ", string="Accountability Organ")
    started_on = fields.Date(related="proceeding_id.started_on")
    version_id = fields.Many2one(
        "tolerance.scheme.version", "Rules That Apply", readonly=True
    )
    situation_ids = fields.Many2many(
        "tolerance.scheme.situation",
        string="Situations That Could Fit",
        compute="_compute_situation_ids",
        help="Those of the rules that apply which an application can claim. Which of "
        "them fits, the applicant says and the inquiry finds out.",
    )
    due_on = fields.Date("Apply Until", compute="_compute_due_on", store=True)
    due_provisional = fields.Boolean(compute="_compute_due_on", store=True)
    days_left = fields.Char(compute="_compute_days_left")
    is_urgent = fields.Boolean(
        compute="_compute_days_left", export_string_translation=False
    )
    applied_on = fields.Date(
        "Application Handed In On",
        readonly=True,
        help="From then on, the application shows what comes next.",
    )

    _told_once = models.UniqueIndex(
        "(proceeding_id, subject_id, part, COALESCE(user_id, 0))",
        "This user was told of this proceeding already.",
    )
    _told = models.Constraint(
        "CHECK(state <> 'told' OR told_at IS NOT NULL)",
        "A notice keeps the moment at which it was given.",
    )

    def init(self):
        """Forbid in the database to change who was told of what."""
        super().init()
        keep_columns(self, "proceeding_id", "subject_id", "part")

    @api.depends(
        "version_id",
        "part",
        "proceeding_id.started_on",
        "proceeding_id.notified_on",
        "company_id",
    )
    def _compute_due_on(self):
        for notice in self:
            step = notice._get_apply_step()
            proceeding = notice.proceeding_id
            is_notice = step.limit and step.limit_trigger == "notice"
            start = proceeding.notified_on if is_notice else proceeding.started_on
            due = step._get_due(start, notice.company_id)
            notice.due_on, notice.due_provisional = due

    def _get_apply_step(self):
        """Return the step of the rules by which the person or unit applies.

        :rtype: tolerance.scheme.step
        """
        return self.version_id._get_apply_step(self.subject_id.kind)

    @api.depends("version_id")
    def _compute_situation_ids(self):
        for notice in self:
            version = notice.version_id
            usable = version.situation_ids.filtered(lambda s: not s.is_open)
            if usable:
                overruled = version._get_overruled_situations()
                usable -= usable.browse().union(*overruled)
            notice.situation_ids = usable

    @api.depends("due_on", "applied_on")
    @api.depends_context("lang")
    def _compute_days_left(self):
        Calendar = self.env["tolerance.calendar.day"]
        for notice in self:
            company, due = notice.company_id, notice.due_on
            notice.is_urgent = False
            if notice.applied_on:
                notice.days_left = self.env._("Application handed in")
                continue
            if not due:
                notice.days_left = (
                    self.env._("No limit prescribed")
                    if notice.version_id
                    else self.env._("No rules of tolerance apply")
                )
                continue
            today = company._tolerance_today()
            in_working_days = notice._get_apply_step().limit_unit == "working_day"
            if today > due:
                notice.days_left = self.env._("The limit has passed")
                continue
            count = (
                Calendar._count_working_days(today, due, company)
                if in_working_days
                else (due - today).days
            )
            notice.is_urgent = count <= 2
            if today == due:
                notice.days_left = self.env._("Today is the last day")
            elif in_working_days:
                notice.days_left = self.env._(
                    "Working days left: %(count)s", count=count
                )
            else:
                notice.days_left = self.env._("Days left: %(count)s", count=count)

    def _write_text(self):
        """Return what is told, in the language of the user of the environment.

        :rtype: str
        """
        self.ensure_one()
        proceeding = self.proceeding_id
        lines = [
            self.env._(
                "%(organ)s started an accountability proceeding on %(day)s. It "
                "concerns: %(subject)s.",
                organ=proceeding.organ,
                day=write_day(self.env, proceeding.started_on),
                subject=self.subject_id.name,
            ),
            self.env._(
                "It is about: %(what)s", what=proceeding.told or self.matter_id.title
            ),
        ]
        if proceeding.reference:
            lines.append(
                self.env._(
                    "File number of the organ: %(number)s.", number=proceeding.reference
                )
            )
        lines.append(self._write_limit())
        return "\n".join(lines)

    def _write_limit(self):
        """Return until when to apply and by which rules, as a sentence.

        :rtype: str
        """
        if not self.version_id:
            return self.env._(
                "No rules of tolerance apply to it. Ask the clerk in charge of error "
                "tolerance."
            )
        rules = self.version_id.display_name
        if not self.due_on:
            return self.env._(
                "An application for tolerance can be handed in by %(rules)s, which "
                "prescribes no time limit.",
                rules=rules,
            )
        day = write_day(self.env, self.due_on)
        if self.due_provisional:
            return self.env._(
                "The last day to apply for tolerance by %(rules)s is %(day)s. The day "
                "is provisional: holidays that it depends on are not announced yet.",
                rules=rules,
                day=day,
            )
        return self.env._(
            "The last day to apply for tolerance by %(rules)s is %(day)s.",
            rules=rules,
            day=day,
        )

    def _get_earliest_days(self):
        start = (self.started_on, self.env._("the start of the proceeding"))
        return {"paper_on": start}

    @api.model
    def _get_open_domain(self):
        """Choose the notices to which an application can still answer.

        :rtype: Domain
        """
        return (
            Domain("applied_on", "=", False)
            & Domain("matter_id.is_open", "=", True)
            & Domain("proceeding_id.closed_on", "=", False)
        )

    def _get_ledger_chain(self):
        return self.matter_id._get_ledger_chain()

    def _get_ledger_values(self):
        return {
            "proceeding_id": self.proceeding_id.id,
            "subject_id": self.subject_id.id,
            "part": self.part,
            "user_id": self.user_id.id or 0,
            "due_on": fields.Date.to_string(self.due_on) or "",
            "text": self.text or "",
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "notice.tell": self.env._("Proceeding told to those concerned"),
            "notice.paper": self.env._("Proceeding told on paper"),
            "notice.change": self.env._("Changed days of a proceeding told"),
        }
