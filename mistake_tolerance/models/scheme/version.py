from odoo import api, fields, models

from ..base import bounded
from ..base.db_trigger import create_function
from ..base.field import written
from .frozen import frozen_sql


class ToleranceSchemeVersion(models.Model):
    """One version of a scheme; unchangeable once published."""

    _name = "tolerance.scheme.version"
    _description = "Scheme Version"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.workflow.mixin",
        "tolerance.scheme.frozen",
        "tolerance.dated",
    ]
    _allow_copy = True  # as a draft of the next version
    _order = "scheme_id, number desc, id desc"

    _other_days = ("date_issued", "date_from", "date_to")

    scheme_id = fields.Many2one(
        "tolerance.scheme",
        string="Regulation",
        required=True,
        ondelete="restrict",
        index=True,
    )
    company_id = fields.Many2one(related="scheme_id.company_id", store=True)
    number = bounded.Integer(
        compute="_compute_number",
        store=True,
        readonly=False,
        copy=False,
        precompute=True,
        required=True,
        aggregator=None,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("published", "Published"),
            ("withdrawn", "Withdrawn"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    trial = fields.Boolean(
        "On Trial", help="The issuer put the regulation into force for trial."
    )
    date_issued = fields.Date("Issued On")
    date_from = fields.Date(
        "In Force From",
        help="First day on which this version applies; empty means from ever.",
    )
    date_to = fields.Date(
        "In Force Until",
        help="Last day on which this version applies; empty means without end.",
    )
    interpreting_body = fields.Char(
        "Interpreted By",
        translate=True,
        help="Who explains the regulation in case of doubt.",
    )
    choices = written.Text(
        "Choices of the Agency",
        translate=True,
        help="What this version settles although the source is silent about it.",
    )
    covers_persons = fields.Boolean(
        default=True, help="Whether persons can apply by this regulation."
    )
    covers_units = fields.Boolean(
        default=True, help="Whether units can apply by this regulation."
    )
    scope_units = fields.Char(
        "Kinds of Units Covered",
        translate=True,
        help="In the words of the regulation, for readers: nothing follows from it.",
    )
    scope_staff = fields.Char(
        "Staff Covered",
        translate=True,
        help="In the words of the regulation, for readers: nothing follows from it.",
    )
    version_date_rule = fields.Selection(
        [("matter", "Date of the Matter"), ("filing", "Date of Submission")],
        default="matter",
        required=True,
        help="Which date decides whether this version applies to a case.",
    )
    follow_up_months = bounded.Integer(
        "Follow-up Months",
        aggregator=None,
        help="How long a tolerated person is followed up; 0 means not prescribed. The "
        "agency then goes by the usual length in its settings.",
        high=120,
    )
    follow_up_article = fields.Char(
        "Article on the Follow-up",
        help="Number of the article that provides for the follow-up, such as 8.",
    )
    follow_up_is_default = fields.Boolean(
        "Follow-up Is an Agency Default",
        help="The length is the agency's own choice: the source does not set one.",
    )
    follow_up_text = fields.Char("Follow-up", compute="_compute_follow_up_text")
    follow_up_talks = bounded.Integer(
        "Follow-up Talks",
        aggregator=None,
        help="Number of talks in the follow-up; 0 means not prescribed.",
        high=120,
    )
    follow_up_for = fields.Selection(
        [("granted", "Tolerated Parties"), ("all", "All Parties")],
        default="granted",
        required=True,
        string="Follow-up Of",
        help="Whether those are followed up too whose error was not tolerated.",
    )
    hold_until_decision = fields.Boolean(
        "Handling Waits for the Decision",
        help="Nothing is held against a party until the body has concluded, however "
        "long that takes. Where the regulation does not say so, the agency may set a "
        "longest hold of its own.",
    )
    follow_up_staff = fields.Selection(
        [("all", "Everybody"), ("leading", "Leading Cadres Only")],
        default="all",
        required=True,
        string="Followed Up",
        help="Whether the follow-up is for leading cadres only, as some regulations "
        "say. Who is one is entered with the party to the case.",
    )
    disclosure_range = fields.Char(
        translate=True,
        help="Within which range a decision is made known, in the words of the "
        "regulation.",
    )
    article_ids = fields.One2many("tolerance.scheme.article", "version_id")
    legal_basis_ids = fields.One2many("tolerance.scheme.legal.basis", "version_id")
    disclosure_ids = fields.One2many("tolerance.scheme.disclosure", "version_id")
    level_ids = fields.One2many("tolerance.scheme.level", "version_id")
    category_ids = fields.One2many("tolerance.scheme.category", "version_id")
    principle_ids = fields.One2many("tolerance.scheme.principle", "version_id")
    responsibility_ids = fields.One2many(
        "tolerance.scheme.responsibility", "version_id"
    )
    situation_ids = fields.One2many("tolerance.scheme.situation", "version_id")
    exclusion_ids = fields.One2many("tolerance.scheme.exclusion", "version_id")
    factor_ids = fields.One2many("tolerance.scheme.factor", "version_id")
    degree_ids = fields.One2many("tolerance.scheme.degree", "version_id")
    area_ids = fields.One2many("tolerance.scheme.area", "version_id")
    measure_ids = fields.One2many("tolerance.scheme.measure", "version_id")
    step_ids = fields.One2many("tolerance.scheme.step", "version_id")
    published_on = fields.Datetime(readonly=True, copy=False)
    published_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    withdrawn_on = fields.Datetime(readonly=True, copy=False)

    clashes = fields.Text(
        compute="_compute_clashes",
        help="Where the higher regulation says otherwise; it prevails.",
    )
    can_publish = fields.Boolean(compute="_compute_can")
    can_withdraw = fields.Boolean(compute="_compute_can")
    can_new_draft = fields.Boolean(compute="_compute_can")

    _number_uniq = models.UniqueIndex(
        "(scheme_id, number)", "A version of this regulation has this number already."
    )
    _days_order = models.Constraint(
        "CHECK (date_to >= date_from)",
        "A version cannot end before it comes into force: exchange the two days.",
    )

    _frozen_parent = "id"
    _frozen_function = "tolerance_scheme_version_frozen"
    _workflow_fields = frozenset(
        {"state", "published_on", "published_by_id", "withdrawn_on"}
    )

    def init(self):
        for name, body in (
            ("child", frozen_sql.CHILD),
            ("version", frozen_sql.VERSION),
        ):
            create_function(
                self.env,
                f"tolerance_scheme_{name}_frozen",
                body,
                log=frozen_sql.LOG_COLUMNS,
                refuse=frozen_sql.FROZEN,
            )
        return super().init()

    @api.depends("scheme_id")
    def _compute_number(self):
        for version in self:
            if not version.number:
                others = version.scheme_id._origin.version_ids - version._origin
                version.number = max(others.mapped("number"), default=0) + 1

    @api.depends("scheme_id.name", "number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for version in self:
            version.display_name = self.env._(
                "%(scheme)s, version %(number)s",
                scheme=version.scheme_id.name or "",
                number=version.number,
            )

    @api.depends("follow_up_months", "follow_up_is_default")
    @api.depends_context("lang")
    def _compute_follow_up_text(self):
        for version in self:
            if not version.follow_up_months:
                text = self.env._("Not prescribed by the source")
            elif version.follow_up_is_default:
                text = self.env._(
                    "%(months)s months, set by the agency: the source prescribes none",
                    months=version.follow_up_months,
                )
            else:
                text = self.env._("%(months)s months", months=version.follow_up_months)
            version.follow_up_text = text

    def _get_frozen_versions(self):
        return self

    def _get_frozen_names(self, names):
        return set(names) - self._get_workflow_fields()

    def _covers(self, kind):
        """Return whether the version applies to persons or to units.

        :param str kind: ``person`` or ``unit``
        :rtype: bool
        """
        self.ensure_one()
        return self.covers_persons if kind == "person" else self.covers_units

    def _is_in_force(self, day):
        """Return whether the version is in force on ``day``.

        :param datetime.date day: the day that counts for the case; while it is
            not known, no version is ruled out by it
        :rtype: bool
        """
        self.ensure_one()
        return not day or not (
            (self.date_from and day < self.date_from)
            or (self.date_to and day > self.date_to)
        )
