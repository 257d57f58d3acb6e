from odoo import api, fields, models

AREA_BY_KIND = {
    "honour": "honours",
    "award": "commendation",
    "delegate": "delegate_qualification",
    "reserve": "reserve_cadre",
}


class ToleranceCommendation(models.Model):
    """A nomination of a person or unit for something good."""

    _name = "tolerance.commendation"
    _description = "Commendation or Qualification"
    _inherit = ["tolerance.personnel.record"]
    _order = "date desc, id desc"

    _verb_prefix = "commendation"
    _verbs = ("nominate", "grant", "drop", "reconsider")
    _transitions = {
        "nominate": (("draft",), "nominated"),
        "grant": (("nominated",), "granted"),
        "drop": (("nominated",), "dropped"),
        "reconsider": (("dropped",), "nominated"),
    }
    _ground_verbs = ("drop",)
    _closed_states = ("granted", "dropped")
    _mark_kinds = ("objection", "veto")
    _fact_fields = frozenset({"subject_id", "area_id"})
    _content_fields = frozenset(
        {"employee_id", "department_id", "kind", "title", "date"}
    )

    kind = fields.Selection(
        [
            ("honour", "Honour"),
            ("award", "Commendation or Award"),
            ("delegate", "Delegate or Deputy"),
            ("reserve", "Reserve Cadre"),
        ],
        required=True,
        default="honour",
    )
    area_id = fields.Many2one(
        "tolerance.area",
        compute="_compute_area_id",
        store=True,
        precompute=True,
        required=True,
        index=True,
        ondelete="restrict",
    )
    title = fields.Char(required=True)
    date = fields.Date(
        required=True, default=lambda self: self.env.company._tolerance_today()
    )
    mark_ids = fields.One2many("tolerance.mark", "commendation_id", string="Vetoes")
    rejection_reason = fields.Text(
        "Reason for Dropping",
        help="The reason for dropping a nomination that no veto explains. It does "
        "not do for a person or unit whom a decision protects.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("nominated", "Nominated"),
            ("granted", "Granted"),
            ("dropped", "Dropped"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    can_nominate = fields.Boolean(compute="_compute_can")
    can_grant = fields.Boolean(compute="_compute_can")
    can_drop = fields.Boolean(compute="_compute_can")
    can_reconsider = fields.Boolean(compute="_compute_can")

    @api.depends("kind")
    def _compute_area_id(self):
        areas = self.env["tolerance.area"].search(
            [("code", "in", list(AREA_BY_KIND.values()))]
        )
        by_code = {area.code: area for area in areas}
        for commendation in self:
            commendation.area_id = by_code.get(AREA_BY_KIND.get(commendation.kind))

    @api.depends("subject_id", "title")
    def _compute_display_name(self):
        for commendation in self:
            names = (commendation.subject_id.name, commendation.title)
            commendation.display_name = ", ".join(filter(None, names))

    def _get_payload(self):
        return {**super()._get_payload(), "reason": self.rejection_reason or ""}

    def action_nominate(self):
        """Nominate the person or unit."""
        self._apply_verb("nominate")

    def action_grant(self):
        """Grant what it was nominated for."""
        self._apply_verb("grant")

    def action_drop(self):
        """Drop the nomination, on grounds that stand on it as marks."""
        self._apply_verb("drop")

    def action_reconsider(self):
        """Take it up again, above all when its grounds were neutralised."""
        self._apply_verb("reconsider")
