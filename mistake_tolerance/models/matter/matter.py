from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..base import bounded
from ..base.field import written
from ..base.loading import is_loading
from ..base.task_mixin import Task
from ..base.write_permit import is_unlocked


class ToleranceMatter(models.Model):
    """One event in which something went wrong; cases and proceedings refer to it."""

    _name = "tolerance.matter"
    _description = "Matter"
    # A duplicate names no persons: entering them again asks for ``different_reason``.
    _allow_copy = True
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.permit",
        "tolerance.number.search",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
        "tolerance.dated",
    ]
    _order = "occurred_on desc, id desc"
    _rec_names_search = ["name", "title"]
    _conflict_paths = ("conflict_ids",)
    _subject_field = "subject_ids"
    # Tells the clerk that the longest hold of marks ended without a decision.
    _tasks = {
        "decide_overdue": Task(is_notice=True),
    }

    _past_days = ("occurred_on",)

    # A program may enter a matter, but not say who is concerned by an existing one.
    _permit_fields = frozenset({"company_id", "subject_ids"})
    _permit_create_unlink = False
    # ``is_open`` follows from the decisions, ``guard_touch`` is a counter of locks.
    _workflow_fields = frozenset({"is_open", "guard_touch"})
    _number_field = "name"

    name = fields.Char("Number", readonly=True, copy=False, index="trigram")
    title = written.Char(required=True, index="trigram")
    description = written.Text()
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    occurred_on = fields.Date(required=True, index=True)
    department_id = fields.Many2one(
        "hr.department", string="Unit", ondelete="restrict", index="btree_not_null"
    )
    kind = fields.Selection(
        [
            ("goal_not_met", "Goal Not Met"),
            ("deviation", "Deviation"),
            ("mistake", "Mistake"),
        ],
        required=True,
        default="mistake",
    )
    urgency = fields.Selection(
        [("ordinary", "Ordinary"), ("urgent", "Urgent")],
        help="Whether it happened in an urgent, difficult or dangerous task. Left "
        "empty it is not known, and a step that depends on it stays open.",
    )
    source = fields.Selection(
        [
            ("appraisal", "Appraisal"),
            ("inspection", "Inspection"),
            ("audit", "Audit"),
            ("petition", "Petition or Report"),
            ("patrol", "Disciplinary Inspection Tour"),
            ("self_report", "Self-Report"),
            ("other", "Other"),
        ],
        default="other",
        required=True,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    loss_amount = bounded.Monetary("Loss", tracking=True)
    is_loss_known = fields.Boolean(
        "Loss Established",
        compute="_compute_is_loss_known",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="The amount is established; also where there is no loss at all. Until "
        "then, a step that depends on the loss stays open.",
    )
    recovered_amount = bounded.Monetary("Recovered")
    subject_ids = fields.Many2many(
        "tolerance.subject",
        "tolerance_matter_subject_rel",
        "matter_id",
        "subject_id",
        string="Persons and Units Concerned",
        copy=False,
    )
    proceeding_ids = fields.One2many("tolerance.proceeding", "matter_id")
    is_open = fields.Boolean(
        string="Under Examination",
        default=True,
        readonly=True,
        copy=False,
        help="A decision on this matter is still to come, or may still change.",
    )
    guard_touch = bounded.Integer(
        default=0,
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="A counter. Each negative record that could concern this matter raises "
        "it, so that the record and a decision made at the same moment see each "
        "other.",
        high=bounded.MAX_INTEGER,
    )

    _open_idx = models.Index("(id) WHERE is_open")
    # As a list asks for it; PostgreSQL does not see that it is the same.
    _listed_open_idx = models.Index("(id) WHERE is_open IS TRUE")
    # The trigram index of the field serves searches by a part, not look-ups.
    _number_idx = models.Index("(name)")
    _number_uniq = models.UniqueIndex(
        "(company_id, name)",
        "Another matter has this number already. Leave the number out: the system "
        "gives the next one.",
    )

    @api.depends("loss_amount")
    def _compute_is_loss_known(self):
        for matter in self:
            matter.is_loss_known = matter.is_loss_known or bool(matter.loss_amount)

    @api.depends("name", "title")
    @api.depends_context("formatted_display_name")
    def _compute_display_name(self):
        """Show the number alone, because the name also goes into mails.

        The title is added where a user chooses from a list.
        """
        formatted = self.env.context.get("formatted_display_name")
        for matter in self:
            name = matter.name or ""
            title = formatted and matter.title
            matter.display_name = f"{name} \t --{title}--" if title else name

    @api.model_create_multi
    def create(self, vals_list):
        # A number that a client sends is replaced by the next one, so that imports need
        # not leave it out, and none takes the number of another matter.
        may_number = is_unlocked(self) or is_loading(self.env)
        Sequence = self.env["ir.sequence"]
        vals_list = [
            {
                **vals,
                "name": (may_number and vals.get("name"))
                or Sequence.next_by_code(self._name),
            }
            for vals in vals_list
        ]
        matters = super().create(vals_list)
        self.env["tolerance.person.match"]._ask_hr_about(matters.subject_ids)
        return matters

    def write(self, vals):
        if "name" in vals and not is_unlocked(self) and not is_loading(self.env):
            if self.filtered(lambda matter: matter.name != vals["name"]):
                raise UserError(
                    self.env._("The number of a matter is given once and stays.")
                )
        result = super().write(vals)
        if "subject_ids" in vals:
            self.env["tolerance.person.match"]._ask_hr_about(self.subject_ids)
        if {"loss_amount", "is_loss_known"} & vals.keys():
            # Steps and the decision depend on it.
            self._ledger_append(
                "matter.loss",
                lambda matter: {
                    "loss": str(matter.loss_amount),
                    "is_known": matter.is_loss_known,
                },
            )
        return result

    @api.model
    def _get_subject_domain(self, subjects):
        """Return a domain of the matters that concern these subjects; a hook.

        :param tolerance.subject subjects: persons and units
        :rtype: Domain
        """
        return Domain("subject_ids", "in", subjects.ids)

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "matter.loss": self.env._("Loss of the matter entered"),
        }
