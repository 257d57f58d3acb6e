from odoo import api, fields, models


class ToleranceCommendation(models.Model):
    """A nomination of a person or unit for something good."""

    _name = "tolerance.commendation"
    _description = "Commendation or Qualification"
    _inherit = ["tolerance.proposal"]

    _name_parts = ("subject_id.name", "title")
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
    _area_codes = {
        "honour": "honours",
        "award": "commendation",
        "delegate": "delegate_qualification",
        "reserve": "reserve_cadre",
    }
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
    title = fields.Char(required=True)
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

    @api.depends("subject_id", "title")
    def _compute_display_name(self):
        for commendation in self:
            names = (commendation.subject_id.name, commendation.title)
            commendation.display_name = ", ".join(filter(None, names))

    def action_nominate(self):
        """Nominate the person or unit."""
        self._apply_verb("nominate")

    def action_grant(self):
        """Grant what it was nominated for."""
        self._apply_verb("grant")

    def action_drop(self):
        """Drop the nomination, on grounds that stand on it as marks."""
        self._apply_verb("drop")
