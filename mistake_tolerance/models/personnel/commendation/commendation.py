from odoo import api, fields, models

from ...base.field import written
from ...base.workflow_mixin import Transition


class ToleranceCommendation(models.Model):
    """A nomination of a person or unit for an honour or a qualification."""

    _name = "tolerance.commendation"
    _description = "Commendation or Qualification"
    _inherit = ["tolerance.personnel.proposal"]

    _name_parts = ("subject_id.name", "title")
    _ledger_prefix = "commendation"
    _transitions = {
        "nominate": Transition("draft", "nominated"),
        "grant": Transition("nominated", "granted"),
        "drop": Transition("nominated", "dropped"),
        "reconsider": Transition("dropped", "nominated"),
        "withdraw": Transition("granted", "withdrawn"),
        "restore": Transition("withdrawn", "granted"),
    }
    _ground_actions = ("drop", "withdraw")
    _closed_states = ("dropped", "withdrawn")
    _area_codes = {
        "honour": "honours",
        "award": "commendation",
        "party_delegate": "delegate_qualification",
        "congress_deputy": "delegate_qualification",
        "conference_member": "delegate_qualification",
        "reserve": "reserve_cadre",
    }
    _content_fields = frozenset(
        {"employee_id", "department_id", "kind", "title", "date"}
    )

    kind = fields.Selection(
        [
            ("honour", "Honour"),
            ("award", "Commendation or Award"),
            ("party_delegate", "Delegate to a Party Congress"),
            ("congress_deputy", "Deputy to a People's Congress"),
            ("conference_member", "Member of a Consultative Conference"),
            ("reserve", "Reserve Cadre"),
        ],
        required=True,
        default="honour",
    )
    title = written.Char(required=True)
    mark_ids = fields.One2many("tolerance.mark", "commendation_id", string="Vetoes")
    rejection_reason = written.Text(
        "Reason",
        help="The reason for dropping a nomination, or for taking back what was "
        "granted, that no veto explains. It is not enough for a person or unit "
        "that a decision protects.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("nominated", "Nominated"),
            ("granted", "Granted"),
            ("dropped", "Dropped"),
            ("withdrawn", "Taken Back"),
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
    can_withdraw = fields.Boolean(compute="_compute_can")
    can_restore = fields.Boolean(compute="_compute_can")

    def action_nominate(self):
        """Nominate the person or unit."""
        self._apply_transition("nominate")

    def action_grant(self):
        """Grant what it was nominated for."""
        self._apply_transition("grant")

    def action_drop(self):
        """Drop the nomination; its grounds are the marks entered on it."""
        self._apply_transition("drop")

    def action_withdraw(self):
        """Revoke a commendation, on grounds that are entered on it as marks."""
        self._apply_transition("withdraw")

    def action_restore(self):
        """Restore a revoked commendation, for example when its grounds are gone."""
        self._apply_transition("restore")

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "commendation.nominate": self.env._("Nomination for commendation"),
            "commendation.grant": self.env._("Commendation granted"),
            "commendation.drop": self.env._("Nomination dropped"),
            "commendation.reconsider": self.env._("Nomination reconsidered"),
            "commendation.withdraw": self.env._("Commendation taken back"),
            "commendation.restore": self.env._("Commendation restored"),
        }
