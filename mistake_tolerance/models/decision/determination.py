from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base.deletion import ondelete
from ..base.field import written
from ..base.task_mixin import Task
from ..base.wording import write_list
from ..base.write_permit import is_unlocked, unlocked
from ..inquiry.assessment import NATURES
from .db_triggers.decision_triggers import protect_determinations


class ToleranceDetermination(models.Model):
    """The decision about one party: degree, clauses, reasons, effects."""

    _name = "tolerance.determination"
    _description = "Determination"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.permit",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
        "tolerance.dated",
        "tolerance.certified.mixin",
    ]
    _order = "id desc"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset(
        {"departure_reasons", "facts", "reasons", "revocation_reason"}
    )
    _tasks = {
        "confirm": Task(is_personal=True),
    }

    _other_days = ("influence_from", "influence_until")

    # Drafts are judged by _check_writer.
    _permit_fields = frozenset()

    name = fields.Char("Decision Number", readonly=True, copy=False, index="trigram")
    party_id = fields.Many2one(
        "tolerance.case.party",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    case_id = fields.Many2one(related="party_id.case_id", store=True, index=True)
    matter_id = fields.Many2one(related="party_id.matter_id", store=True)
    matter_title = fields.Char(related="matter_id.title", string="Matter in Short")
    subject_id = fields.Many2one(related="party_id.subject_id", store=True, index=True)
    company_id = fields.Many2one(related="party_id.company_id", store=True)
    version_id = fields.Many2one(related="case_id.version_id")
    degree_id = fields.Many2one(
        "tolerance.scheme.degree",
        required=True,
        ondelete="restrict",
        domain="[('version_id', '=', version_id)]",
        tracking=True,
    )
    degree_kind = fields.Selection(related="degree_id.kind", store=True)
    situation_ids = fields.Many2many(
        "tolerance.scheme.situation",
        "tolerance_determination_situation_rel",
        "determination_id",
        "situation_id",
        string="Situations",
        domain="[('version_id', '=', version_id), ('is_open', '=', False)]",
    )
    exclusion_ids = fields.Many2many(
        "tolerance.scheme.exclusion",
        "tolerance_determination_exclusion_rel",
        "determination_id",
        "exclusion_id",
        string="Exclusions",
        domain="[('id', 'in', selectable_exclusion_ids)]",
    )
    selectable_exclusion_ids = fields.Many2many(
        "tolerance.scheme.exclusion", compute="_compute_selectable_exclusion_ids"
    )
    nature = fields.Selection(
        NATURES,
        "Nature of Responsibility",
        readonly=True,
        copy=False,
        help="As the inquiry found it; it is fixed with the decision.",
    )
    principle_ids = fields.Many2many(
        "tolerance.scheme.principle",
        "tolerance_determination_principle_rel",
        "determination_id",
        "principle_id",
        string="Principles Cited",
        domain="[('version_id', '=', version_id), ('is_open', '=', False)]",
        help="The principles of the regulation that the reasons rest on.",
    )
    reasons = written.Text(required=True)
    influence_from = fields.Date(
        "Influence Period Begins",
        help="With a lighter or reduced handling: the first day on which it may weigh "
        "on promotion, as the organ's decision says.",
    )
    influence_suggestion = fields.Selection(
        [
            ("6", "6 months, as for a warning"),
            ("12", "12 months, as for a demerit"),
            ("18", "18 months, as for a major demerit"),
            ("24", "24 months, as for a demotion or removal"),
        ],
        string="Length Suggested",
        help="A suggestion only: the Law on Administrative Sanctions for Public "
        "Officials (art. 8) names these lengths by kind of sanction. What is decided "
        "is the day on which the period ends.",
    )
    influence_until = fields.Date(
        "Influence Period Ends",
        help="With a lighter or reduced handling: the last day on which it may "
        "weigh on promotion; afterwards promotion is unaffected.",
    )
    has_no_influence_period = fields.Boolean(
        "No Influence Period",
        help="The handling has no influence period: promotion is not affected at all.",
    )
    line_ids = fields.One2many(
        "tolerance.determination.line", "determination_id", string="Effect Areas"
    )
    effect_ids = fields.One2many("tolerance.effect", "determination_id")
    state = fields.Selection(
        [("draft", "Draft"), ("confirmed", "Confirmed"), ("revoked", "Revoked")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    decided_on = fields.Date(readonly=True, copy=False)
    revoked_on = fields.Date(readonly=True, copy=False)
    revocation_reason = written.Text()

    _party_uniq = models.UniqueIndex(
        "(party_id) WHERE state <> 'revoked' AND replaces_id IS NULL",
        "This party has a determination already; revoke it before a new one.",
    )
    _number_uniq = models.UniqueIndex("(company_id, name) WHERE name IS NOT NULL")

    _check_no_influence = models.Constraint(
        "CHECK (has_no_influence_period IS NOT TRUE "
        "OR (influence_from IS NULL AND influence_until IS NULL))",
        "Either there is no influence period, or it has its days.",
    )
    _check_influence = models.Constraint(
        "CHECK (influence_from IS NULL OR influence_until IS NULL "
        "OR influence_until >= influence_from)",
        "The influence period cannot end before it begins.",
    )

    def init(self):
        super().init()
        protect_determinations(self)

    @api.onchange("influence_from", "influence_suggestion")
    def _onchange_influence_suggestion(self):
        """Propose the last day; the user may enter another one."""
        if self.influence_from and self.influence_suggestion:
            length = relativedelta(months=int(self.influence_suggestion), days=-1)
            self.influence_until = self.influence_from + length

    @api.depends("case_id")
    def _compute_selectable_exclusion_ids(self):
        """Offer the exclusions of the regulations above as well: they prevail."""
        for determination in self:
            exclusions = determination.case_id._get_exclusions()
            determination.selectable_exclusion_ids = exclusions

    @api.constrains("degree_id", "situation_ids", "exclusion_ids", "principle_ids")
    def _check_provisions(self):
        for determination in self:
            determination.case_id._check_chosen(
                determination.exclusion_ids,
                determination.degree_id,
                determination.situation_ids,
                determination.principle_ids,
            )

    @api.depends("name", "state")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for determination in self:
            determination.display_name = determination.name or self.env._(
                "Draft determination %(number)s", number=determination.id
            )

    @api.model_create_multi
    def create(self, vals_list):
        determinations = super().create(vals_list)
        determinations._fill_lines()
        return determinations

    def write(self, vals):
        if vals.keys() - self._get_unguarded_fields() and not is_unlocked(self):
            self._check_writer()
            closed = self.filtered(lambda d: d.state != "draft")
            if closed:
                raise AccessError(
                    self.env._(
                        "%(numbers)s: a confirmed determination does not change. "
                        "Revoke it and decide again.",
                        numbers=write_list(self.env, closed.mapped("display_name")),
                    )
                )
        if {"party_id", "degree_id", "nature"} & vals.keys():
            raise AccessError(
                self.env._(
                    "Party and degree are those the session decided on; a new session "
                    "decides again."
                )
            )
        return super().write(vals)

    def _check_writer(self):
        """Refuse changes of a draft to all who do not confirm it."""
        if any(not d._is_decider() for d in self):
            raise AccessError(
                self.env._(
                    "Only who presided over the deciding session can complete this "
                    "draft."
                )
            )

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("Determinations stay on file; revoke it instead."))

    @api.model
    def _get_unguarded_fields(self):
        """Return the fields that may change after confirmation.

        :rtype: set
        """
        return {
            "revocation_reason",
            "message_follower_ids",
            "activity_ids",
            "message_ids",
            "message_main_attachment_id",
        }

    def _fill_lines(self):
        """Propose every effect area of the scheme that fits the party.

        A source that says an area "may" be protected leaves the choice open:
        all are selected, and leaving one out needs a reason (Gansu art. 10).
        """
        self.line_ids.unlink()
        vals_list = []
        for determination in self:
            vals_list += [
                determination._prepare_line_vals(scheme_area)
                for scheme_area in determination._get_areas()
            ]
        unlocked(self.env["tolerance.determination.line"]).create(vals_list)

    def _get_areas(self):
        """Return the effect areas of the scheme that fit the party and the outcome.

        :rtype: tolerance.scheme.area
        """
        self.ensure_one()
        return self.version_id._get_protected_areas(
            self.degree_id, self.subject_id.kind
        )

    def _filter_certified(self, effects):
        """From a decision, what it decided and nothing else is certified."""
        return effects.filtered(lambda effect: effect.determination_id == self)

    def _prepare_line_vals(self, scheme_area):
        return {
            "determination_id": self.id,
            "scheme_area_id": scheme_area.id,
            "form": scheme_area._get_form(self.degree_id),
        }
