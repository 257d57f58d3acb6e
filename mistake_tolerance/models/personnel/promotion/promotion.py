from odoo import api, fields, models

from ...base.field import written
from ...base.wording import write_list
from ...base.workflow_mixin import Transition


class TolerancePromotion(models.Model):
    """A proposal to promote, move or re-rank a person."""

    _name = "tolerance.promotion"
    _description = "Promotion or Appointment"
    _inherit = ["tolerance.personnel.proposal"]

    _name_parts = ("subject_id.name", "to_job")
    _ledger_prefix = "promotion"
    _transitions = {
        "propose": Transition("draft", "proposed"),
        "approve": Transition(
            "proposed", "approved", refused_by="_get_checklist_refusal"
        ),
        "reject": Transition("proposed", "rejected"),
        "reconsider": Transition(
            ("rejected", "approved"),
            "proposed",
            hidden_by="_get_approval_refusal",
            depends="kind",
        ),
    }
    _ground_actions = ("reject",)
    _closed_states = ("approved", "rejected")
    _area_codes = {
        "promotion": "promotion",
        "exchange": "exchange",
        "rank": "rank_title",
        "title": "rank_title",
        "quota_exit": "promotion",
    }
    _content_fields = frozenset(
        {
            "employee_id",
            "department_id",
            "kind",
            "from_job",
            "to_job",
            "level_id",
            "date",
        }
    )

    kind = fields.Selection(
        [
            ("promotion", "Promotion and Appointment"),
            ("exchange", "Exchange of Posts"),
            ("rank", "Rank"),
            ("title", "Professional Title"),
            ("quota_exit", "Exit from the Quota of Posts"),
        ],
        required=True,
        default="promotion",
    )
    from_job = fields.Char("From Post or Title")
    to_job = written.Char("To Post or Title", required=True)
    check_ids = fields.One2many(
        "tolerance.promotion.check", "promotion_id", string="Checklist", copy=True
    )
    mark_ids = fields.One2many("tolerance.mark", "promotion_id", string="Objections")
    rejection_reason = written.Text(
        "Reason",
        help="The reason of a rejection, or of an exit from the quota, that no "
        "objection explains. It is not enough for a person whom a decision "
        "protects.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("proposed", "Proposed"),
            ("approved", "Approved"),
            ("rejected", "Rejected"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    can_propose = fields.Boolean(compute="_compute_can")
    can_approve = fields.Boolean(compute="_compute_can")
    can_reject = fields.Boolean(compute="_compute_can")

    _person_only = models.Constraint(
        "CHECK (employee_id IS NOT NULL)", "A proposal is about an employee."
    )

    def _filter_against(self, action):
        # Approving an exit from the quota is negative for the person.
        exits = self.filtered(lambda promotion: promotion.kind == "quota_exit")
        if action == "approve":
            return exits
        return super()._filter_against(action) - exits

    def _get_approval_refusal(self):
        # Of approvals, only an exit from the quota is negative for the person.
        if self.state == "approved" and self.kind != "quota_exit":
            return self._get_state_sentence()
        return False

    def _get_checklist_refusal(self):
        unmet = self.check_ids.filtered("is_hindrance")
        return bool(unmet) and self.env._(
            "%(record)s: not yet met: %(requirements)s. Tick what is met on the "
            "checklist first.",
            record=self.display_name,
            requirements=write_list(self.env, unmet.mapped("name")),
        )

    def action_propose(self):
        """Put the person forward."""
        self._apply_transition("propose")

    def action_approve(self):
        """Approve the proposal."""
        self._apply_transition("approve")

    def action_reject(self):
        """Reject the proposal; its grounds are the marks entered on it."""
        self._apply_transition("reject")

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "promotion.propose": self.env._("Promotion proposed"),
            "promotion.approve": self.env._("Promotion approved"),
            "promotion.reject": self.env._("Promotion rejected"),
            "promotion.reconsider": self.env._("Promotion reconsidered"),
        }
