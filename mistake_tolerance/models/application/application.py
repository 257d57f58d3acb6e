from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..base.field import written
from ..base.task_mixin import Part, Task
from ..base.wording import write_day, write_list


class ToleranceApplication(models.Model):
    """An application: the request, its receipt, progress and answer.

    The case is a separate record with a separate thread. Users who may not see the
    case cannot reach it from here.
    """

    _name = "tolerance.application"
    _description = "Application for Tolerance"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.number.search",
        "tolerance.task.mixin",
        "tolerance.attachment.mixin",
        "tolerance.workflow.mixin",
        "tolerance.dated",
        "tolerance.delegation.mixin",
        "tolerance.grounded.mixin",
    ]
    _order = "id desc"
    _conflict_paths = ("conflict_ids", "party_ids.case_id.conflict_ids")
    _own_page_paths = ("user_id", "unit_head_id", "filed_by")
    _logged_content = frozenset(
        {
            "answer_reason",
            "attachment_ids",
            "exclusion_statement",
            "late_reason",
            "served_text",
            "statement",
            "unit_opinion",
            "what_happened",
        }
    )
    _subject_field = "subject_id"
    _parts_of_users = {
        "unit_head": Part("application", "unit_head_id", [("state", "=", "with_unit")]),
    }
    _tasks = {
        "forward": Task(parts=("unit_head",)),
        "complete": Task(is_personal=True),
        "accept": Task(parts=("clerk",)),
    }

    _past_days = ("proceeding_started_on", "notified_on", "occurred_on")

    _workflow_fields = frozenset(
        {
            "state",
            "name",
            "submitted_on",
            "submitted_due_on",
            "submitted_started_on",
            "unit_head_id",
            "filed_on",
            "filed_by",
            "filing_way",
            "receipt",
            "confirmed_started_on",
            "late_decision",
            "late_decision_reason",
            "answered_on",
            "answer_ground",
            "answer_reason",
            "governing_version_id",
            "governing_reason",
            "served_on",
            "served_text",
        }
    )

    _number_field = "name"

    name = fields.Char("Number", readonly=True, copy=False, index="trigram")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one(
        "res.users",
        string="Applicant",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        default=lambda self: self.env.user,
    )
    kind = fields.Selection(
        [("person", "For Myself"), ("unit", "For the Unit I Head")],
        string="Applicant Kind",
        required=True,
        default="person",
    )
    department_id = fields.Many2one(
        "hr.department",
        string="Unit",
        compute="_compute_department_id",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    subject_id = fields.Many2one(
        "tolerance.subject",
        string="Person or Unit",
        compute="_compute_subject_id",
        store=True,
        precompute=True,
        index=True,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("with_unit", "With the Unit"),
            ("filed", "Awaiting Acceptance"),
            ("returned", "Returned for Completion"),
            ("accepted", "Application Accepted"),
            ("not_accepted", "Not Accepted"),
            ("decided", "Application Decided"),
            ("served", "Decision Served"),
            ("withdrawn", "Application Withdrawn"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    organ = written.Char(
        "Accountability Organ",
        help="Who has started an accountability proceeding about this.",
    )
    proceeding_started_on = fields.Date(
        help="The day the accountability proceeding was started, as far as you know "
        "it. The time limit to apply runs from here.",
    )
    notified_on = fields.Date(
        "Notice Received On",
        help="The day you were notified of what was decided in that proceeding. The "
        "time limit to apply runs from here.",
    )
    is_notice_asked = fields.Boolean(compute="_compute_is_notice_asked")
    occurred_on = fields.Date("Happened On")
    what_happened = written.Text(help="In your own words.")
    version_id = fields.Many2one(
        "tolerance.scheme.version",
        string="Rules That Apply",
        compute="_compute_version_id",
        store=True,
        precompute=True,
    )
    rules_reason = fields.Text(
        "Why These Rules", compute="_compute_rules_reason", compute_sudo=True
    )
    situation_ids = fields.Many2many(
        "tolerance.scheme.situation",
        "tolerance_application_situation_rel",
        "application_id",
        "situation_id",
        string="Claimed Situations",
        domain="[('version_id', '=', version_id), ('is_open', '=', False)]",
    )
    degree_id = fields.Many2one(
        "tolerance.scheme.degree",
        string="Requested Outcome",
        domain="[('version_id', '=', version_id), ('kind', '!=', 'refused'), "
        "('is_open', '=', False)]",
    )
    statement = written.Text(help="Why you think the rules of tolerance fit.")
    exclusion_names = fields.Text(
        "What the Rules Do Not Tolerate", compute="_compute_exclusion_names"
    )
    exclusion_statement = written.Text(
        "Your Statement on It",
        help="What you say to the circumstances that the rules do not tolerate or "
        "handle strictly. It is your statement and decides nothing: the inquiry asks "
        "for each of them.",
    )
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "tolerance_application_attachment_rel",
        "application_id",
        "attachment_id",
        string="Attachments",
        copy=False,
    )
    party_ids = fields.One2many(
        "tolerance.case.party",
        "application_id",
        string="Party to the Case",
        groups="mistake_tolerance.group_clerk,mistake_tolerance.group_inquirer,"
        "mistake_tolerance.group_member",
    )

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for application in self:
            application.display_name = application.name or self.env._(
                "Draft application"
            )

    @api.depends("kind", "user_id", "company_id")
    def _compute_department_id(self):
        for application in self:
            # sudo: applicants may see the unit that they work in or head.
            employees_sudo = application.user_id.sudo().employee_ids.filtered(
                lambda e, company=application.company_id: e.company_id == company
            )
            if application.kind == "person":
                department = employees_sudo[:1].department_id
            else:
                department = employees_sudo.department_id.filtered(
                    lambda d, heads=employees_sudo: d.manager_id in heads
                )[:1] or self.env["hr.department"].sudo().search(
                    [("manager_id", "in", employees_sudo.ids)], limit=1
                )
            application.department_id = department.sudo(False)

    @api.depends("kind", "user_id", "department_id")
    def _compute_subject_id(self):
        for application in self:
            application.subject_id = application._get_own_subject()

    @api.depends(
        "company_id", "occurred_on", "proceeding_started_on", "kind", "subject_id"
    )
    def _compute_version_id(self):
        Version = self.env["tolerance.scheme.version"]
        for application in self:
            application.version_id = Version._get_applicable(
                application.company_id,
                application.occurred_on,
                application.submitted_on or application.company_id._tolerance_today(),
                application.kind,
                application._get_scope_types(),
            )

    @api.depends("version_id", "occurred_on", "submitted_on", "kind", "subject_id")
    @api.depends_context("lang")
    def _compute_rules_reason(self):
        """Say why these rules apply where those of other regulations would fit too."""
        for application in self:
            version = application.version_id
            application.rules_reason = bool(version) and version._get_choice_reason(
                application.company_id,
                application.occurred_on,
                application.submitted_on or application.company_id._tolerance_today(),
                application.kind,
                application._get_scope_types(),
            )

    def _get_scope_types(self):
        """Return the kinds of units and staff of the applicant; a hook.

        :rtype: tolerance.subject.type
        """
        self.ensure_one()
        return self.env["tolerance.scheme.version"]._get_scope_types(
            self.kind, self.subject_id, self.company_id
        )

    @api.depends("version_id", "occurred_on", "submitted_on")
    @api.depends_context("lang")
    def _compute_exclusion_names(self):
        for application in self:
            names = application._get_exclusions()._get_listed_names()
            application.exclusion_names = write_list(self.env, names)

    def _get_exclusions(self, version=None):
        """Return the exclusions of its rules, or of other ones, higher ones included.

        :rtype: tolerance.scheme.exclusion
        """
        version = version or self.version_id
        if not version:
            return version.exclusion_ids
        filed_on = self.submitted_on or self.company_id._tolerance_today()
        return version._get_exclusions(
            version._get_higher_versions(self.occurred_on, filed_on)
        )

    @api.constrains("subject_id", "kind", "user_id", "department_id")
    def _check_subject_id(self):
        for application in self:
            if application.subject_id != application._get_own_subject():
                raise ValidationError(
                    self.env._("You can apply for yourself or for the unit you head.")
                )

    @api.constrains("situation_ids", "degree_id", "version_id")
    def _check_version_id(self):
        for application in self:
            chosen = application.situation_ids.version_id
            chosen |= application.degree_id.version_id
            if chosen and not application.version_id:
                raise ValidationError(application._get_no_rules_sentence())
            if chosen - application.version_id:
                raise ValidationError(
                    self.env._(
                        "Choose situations and outcome from the rules that apply: "
                        "%(rules)s.",
                        rules=application.version_id.display_name,
                    )
                )
            application.situation_ids._check_usable()
            application.degree_id._check_usable()

    def _get_earliest_days(self):
        return {
            "proceeding_started_on": (self.occurred_on, self.env._("the event")),
            "notified_on": (
                self.proceeding_started_on,
                self.env._("the start of the proceeding"),
            ),
        }

    def _get_no_rules_sentence(self):
        """Return that no rules are in force for the day that counts, and what to do.

        :rtype: str
        """
        self.ensure_one()
        Version = self.env["tolerance.scheme.version"]
        asked = (self.company_id, self.occurred_on, self.submitted_on)
        if others := Version._get_applicable(*asked, self.kind):
            return self.env._(
                "%(rules)s covers only: %(kinds)s. You are entered as: %(own)s. If "
                "that is not right, ask the personnel office to correct it; if it is, "
                "ask the clerk in charge of error tolerance.",
                rules=others.display_name,
                kinds=write_list(self.env, others.scope_ids.type_id.mapped("name")),
                own=write_list(self.env, self._get_scope_types().mapped("name"))
                or self.env._("nothing yet"),
            )
        others = Version._get_applicable(*asked)
        if others:
            kinds = dict(self._fields["kind"]._description_selection(self.env))
            return self.env._(
                "%(rules)s does not cover this kind of applicant: %(kind)s. Ask the "
                "clerk in charge of error tolerance.",
                rules=others.display_name,
                kind=kinds[self.kind],
            )
        if self.occurred_on:
            return self.env._(
                "No rules of tolerance apply to what happened on %(day)s. Check the "
                "day; if it is right, ask the clerk in charge of error tolerance.",
                day=write_day(self.env, self.occurred_on),
            )
        return self.env._(
            "No rules of tolerance are in force. Ask the clerk in charge of error "
            "tolerance."
        )

    def _get_own_subject(self):
        """Return the subject of the application: the applicant, or their unit."""
        self.ensure_one()
        # sudo: applicants may not read the person behind employee records, not even
        # their own; only the id is used.
        employees_sudo = self.user_id.sudo().employee_ids
        if self.kind == "person":
            own_sudo = employees_sudo.filtered(
                lambda e: e.company_id == self.company_id
            )
            return own_sudo.tolerance_subject_id[:1].sudo(False)
        department_sudo = self.department_id.sudo()
        if department_sudo.manager_id in employees_sudo:
            return department_sudo.tolerance_subject_id.sudo(False)
        return self.env["tolerance.subject"]
