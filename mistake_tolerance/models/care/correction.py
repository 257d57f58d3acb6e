"""The correction of an error: what is done, by whom, until when, and who checks it."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..base import bounded
from ..base.field import written
from ..base.task_mixin import Part, Task
from ..base.wording import write_list
from ..confidentiality.conflict_closure import OF_SUBJECT


class ToleranceCorrection(models.Model):
    """The correction of one error: who does it, until when, and who checks it.

    Mandatory wherever a party is tolerated (Gansu art. 11(1)); the clerk may
    open one for any other matter.
    """

    _name = "tolerance.correction"
    _description = "Correction"
    _inherit = [
        "tolerance.care.record",
        "tolerance.attachment.mixin",
        "tolerance.dated",
    ]
    _conflict_paths = ("matter_id.conflict_ids",)
    _own_page_paths = (*OF_SUBJECT, "responsible_id", "checker_id")
    # Records after a decision are no part of the case file, so reading is not logged.
    _logged_content = frozenset()
    _subject_field = "subject_id"
    _parts_of_users = {
        "responsible": Part(
            "responsible",
            "responsible_id",
            [("state", "in", ("open", "planned", "reported"))],
        ),
        "checker": Part(
            "checker", "checker_id", [("state", "in", ("open", "planned", "reported"))]
        ),
    }
    _tasks = {
        "plan_correction": Task(parts=("clerk",)),
        "report_correction": Task(parts=("responsible",)),
        "check_correction": Task(parts=("checker",)),
        "correction_overdue": Task(parts=("clerk", "responsible")),
    }

    _other_days = ("deadline",)

    _workflow_fields = frozenset(
        {
            "state",
            "name",
            "determination_id",
            "planned_on",
            "reported_on",
            "reported_by_id",
            "verified_on",
            "return_reason",
            "return_count",
            "is_breached",
            "is_reminded",
        }
    )

    subject_id = fields.Many2one(
        compute="_compute_subject_id", store=True, readonly=False, precompute=True
    )
    version_id = fields.Many2one(
        "tolerance.scheme.version",
        string="Regulation",
        compute="_compute_version_id",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="restrict",
        domain="[('state', '=', 'published')]",
    )
    measure_id = fields.Many2one(
        "tolerance.scheme.measure",
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
        domain="[('version_id', '=', version_id), ('kind', '=', 'correction'), "
        "('is_always', '=', False), ('is_open', '=', False)]",
        help="How the error is taken up with the person or unit, such as by a talk "
        "or a reminder letter.",
    )
    always_due = fields.Char("Also Due", compute="_compute_always_due")
    error = written.Text(
        "Error Pointed Out", copy=False, help="What was wrong, in plain words."
    )
    cause = written.Text(copy=False, help="Why it came to this.")
    lesson = written.Text(copy=False, help="What is done otherwise from now on.")
    requirement = written.Text(
        "What Has to Be Done",
        copy=False,
        help="What is corrected, and what shows it.",
    )
    deadline = fields.Date(
        copy=False,
        tracking=True,
        help="Last day for the report. Not prescribed by the source: set for each "
        "correction.",
    )
    responsible_id = fields.Many2one(
        "res.users",
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
        tracking=True,
        domain="[('share', '=', False), ('id', 'not in', technical_user_ids)]",
        help="Who corrects it and reports.",
    )
    checker_id = fields.Many2one(
        "res.users",
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
        tracking=True,
        domain="[('share', '=', False), ('id', 'not in', technical_user_ids), "
        "('id', 'not in', concerned_user_ids), ('id', '!=', responsible_id)]",
        help="Who checks the correction; never the person responsible or concerned.",
    )
    proof = written.Text(
        "Proof of Correction", copy=False, help="What was done, and what shows it."
    )
    proof_attachment_ids = fields.Many2many(
        "ir.attachment",
        "tolerance_correction_proof_rel",
        "correction_id",
        "attachment_id",
        string="Attached Proof",
        copy=False,
    )
    result = written.Text("Finding of the Checker", copy=False)
    replan_reason = written.Text("Reason for a New Plan", copy=False)
    state = fields.Selection(
        [
            ("open", "To Plan"),
            ("planned", "Under Way"),
            ("reported", "To Check"),
            ("verified", "Verified"),
            ("void", "Void"),
        ],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    planned_on = fields.Date(readonly=True, copy=False)
    reported_on = fields.Date(readonly=True, copy=False)
    reported_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    verified_on = fields.Date(readonly=True, copy=False)
    return_reason = fields.Text("Why It Was Sent Back", readonly=True, copy=False)
    return_count = bounded.Integer(
        "Times Sent Back", readonly=True, copy=False, aggregator=None
    )
    is_overdue = fields.Boolean(
        "Overdue", compute="_compute_is_overdue", search="_search_is_overdue"
    )
    is_breached = fields.Boolean(
        "Was Late",
        readonly=True,
        copy=False,
        help="The deadline passed before the report. This stays.",
    )

    is_reminded = fields.Boolean(readonly=True, copy=False)

    _determination_uniq = models.UniqueIndex(
        "(determination_id) WHERE determination_id IS NOT NULL",
        "This decision has its correction already.",
    )
    _checker_is_another = models.Constraint(
        "CHECK (checker_id IS NULL OR responsible_id IS NULL "
        "OR checker_id <> responsible_id)",
        "The checker must be another person than the one responsible.",
    )
    _plan_complete = models.Constraint(
        "CHECK (state IN ('open', 'void') OR (deadline IS NOT NULL "
        "AND responsible_id IS NOT NULL AND checker_id IS NOT NULL))",
        "A planned correction has a deadline, a person responsible and a checker.",
    )
    _deadline_idx = models.Index("(company_id, deadline) WHERE state = 'planned'")

    @api.depends("matter_id")
    def _compute_subject_id(self):
        for correction in self:
            subjects = correction.matter_id.subject_ids
            if not correction.subject_id and len(subjects) == 1:
                correction.subject_id = subjects

    @api.depends("determination_id", "company_id")
    def _compute_version_id(self):
        for correction in self:
            if correction.determination_id:
                correction.version_id = correction.determination_id.version_id
            elif not correction.version_id:
                correction.version_id = self.env["tolerance.scheme.version"].search(
                    [
                        ("state", "=", "published"),
                        ("company_id", "in", [correction.company_id.id, False]),
                    ],
                    limit=1,
                )

    @api.depends(
        "version_id.measure_ids.name",
        "version_id.measure_ids.is_always",
        "version_id.measure_ids.is_open",
    )
    @api.depends_context("lang")
    def _compute_always_due(self):
        """Compute what the regulation requires in addition to the measure chosen."""
        for correction in self:
            always = correction.version_id.measure_ids.filtered(
                lambda m: m.is_always and not m.is_open
            )
            correction.always_due = write_list(self.env, always.mapped("name"))

    def _get_measures(self):
        """Return the measures among which the regulation lets the planner choose.

        :rtype: tolerance.scheme.measure
        """
        return self.version_id.measure_ids.filtered(
            lambda m: m.kind == "correction" and not m.is_always and not m.is_open
        )

    @api.depends("state", "deadline", "company_id")
    def _compute_is_overdue(self):
        for correction in self:
            correction.is_overdue = (
                correction.state == "planned"
                and correction.deadline < correction.company_id._tolerance_today()
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("state", "=", "planned") & self._get_past_domain("deadline")

    @api.constrains("measure_id", "version_id")
    def _check_measure_id(self):
        for correction in self:
            measure = correction.measure_id
            if measure and measure.version_id != correction.version_id:
                raise ValidationError(
                    self.env._(
                        "%(measure)s is a measure of another regulation. Choose one "
                        "of “%(version)s”.",
                        measure=measure.name,
                        version=correction.version_id.display_name,
                    )
                )
            measure._check_usable()
            if measure - correction._get_measures():
                raise ValidationError(
                    self.env._(
                        "%(measure)s is not a measure by which one error is corrected. "
                        "Choose one of: %(measures)s.",
                        measure=measure.name,
                        measures=write_list(
                            self.env, correction._get_measures().mapped("name")
                        ),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        corrections = super().create(vals_list)
        corrections._bind_uploads("proof_attachment_ids")
        corrections._on_opened()
        return corrections

    def write(self, vals):
        result = super().write(vals)
        if "proof_attachment_ids" in vals:
            self._bind_uploads("proof_attachment_ids")
        return result

    def _is_set(self):
        """Return whether one of the corrections is planned, with a measure if any is
        named by the regulation.

        :rtype: bool
        """
        return any(
            correction.state not in ("open", "void")
            and (correction.measure_id or not correction._get_measures())
            for correction in self
        )

    def _filter_unsuitable(self, part, user):
        """Keep one user from both carrying out a correction and checking it."""
        found = super()._filter_unsuitable(part, user)
        if part == "responsible":
            found |= self.filtered(lambda c: c.checker_id == user)
        if part == "checker":
            found |= self.filtered(
                lambda c: user in c.responsible_id | c.reported_by_id
            )
        return found
