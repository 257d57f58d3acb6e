from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...base import bounded
from ...base.db_trigger import keep_columns
from ...base.field import written
from ...base.workflow_mixin import Transition
from ...base.write_permit import is_unlocked
from ..db_triggers.ballot_triggers import protect_ballots

CHOICE = frozenset(
    {
        "degree_id",
        "situation_ids",
        "exclusion_ids",
        "conduct_answer",
        "reasons",
        "is_abstention",
        "is_return",
        "question",
    }
)


class ToleranceBallot(models.Model):
    """The ballot of one member about one party: outcome, situations, reasons."""

    _name = "tolerance.ballot"
    _description = "Ballot"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.permit",
        "tolerance.workflow.mixin",
    ]
    _rec_name = "party_id"
    _order = "session_id, id"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset(
        {
            "assessment_line_ids",
            "conclusion",
            "exclusion_statement",
            "preliminary",
            "question",
            "reasons",
            "report",
            "statement",
            "unit_opinion",
            "what_happened",
        }
    )

    _workflow_fields = frozenset({"cast_on", "is_lapsed"})
    _transitions = {
        "cast": Transition(
            required=("degree_id", "situation_ids", "reasons"),
            hidden_by=("_get_seat_refusal", "_get_missing_refusal"),
            depends=(
                "cast_on",
                "is_lapsed",
                "session_id.state",
                "seat_id",
                *sorted(CHOICE),
            ),
        ),
    }
    _dialog_actions = {"review": "cast"}

    session_id = fields.Many2one(
        "tolerance.session", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="session_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    version_id = fields.Many2one(related="session_id.version_id")
    kind = fields.Selection(related="session_id.kind")
    seat_id = fields.Many2one(
        "tolerance.session.seat", required=True, ondelete="restrict", index=True
    )
    user_id = fields.Many2one(related="seat_id.user_id", string="Member")
    party_id = fields.Many2one(
        "tolerance.case.party", required=True, ondelete="restrict", index=True
    )
    degree_id = fields.Many2one(
        "tolerance.scheme.degree",
        string="Outcome",
        ondelete="restrict",
        domain="[('id', 'in', selectable_degree_ids)]",
    )
    degree_kind = fields.Selection(related="degree_id.kind", string="Kind of Outcome")
    situation_ids = fields.Many2many(
        "tolerance.scheme.situation",
        "tolerance_ballot_situation_rel",
        "ballot_id",
        "situation_id",
        string="Situations Found",
        domain="[('id', 'in', selectable_situation_ids)]",
    )
    exclusion_ids = fields.Many2many(
        "tolerance.scheme.exclusion",
        "tolerance_ballot_exclusion_rel",
        "ballot_id",
        "exclusion_id",
        string="Exclusions Found",
        domain="[('id', 'in', selectable_exclusion_ids)]",
    )
    conduct_answer = fields.Selection(
        [("found", "Found: refer for strict handling"), ("rejected", "Not found")],
        "Conduct That Calls for Strict Handling",
        help="Answers what the inquiry found. What the deciding body finds is referred "
        "to the organ that handles it strictly.",
    )
    reasons = written.Text(help="Required for every outcome, a refusal too.")
    is_abstention = fields.Boolean(
        "Abstain", help="Neither for nor against: no outcome and no reasons."
    )
    is_return = fields.Boolean(
        "Return for Supplementary Inquiry",
        help="The inquiry has to answer a question before an outcome can be chosen.",
    )
    question = written.Text(
        "Question to the Inquiry",
        help="What the inquiry has to answer; it is put if the return is carried.",
    )
    round = bounded.Integer(
        "Ballot Number", required=True, default=1, readonly=True, aggregator=None
    )
    cast_on = fields.Datetime(readonly=True, copy=False)
    is_lapsed = fields.Boolean(
        "Not Cast in Time",
        readonly=True,
        copy=False,
        help="The round was counted before this ballot was cast.",
    )
    is_collective = fields.Boolean(related="session_id.is_collective")
    is_mine = fields.Boolean(compute="_compute_is_mine")
    next_action = fields.Char("What to Do Next", compute="_compute_next_action")
    can_cast = fields.Boolean(compute="_compute_can")
    claimed_situation_ids = fields.Many2many(related="party_id.claimed_situation_ids")
    requested_degree_id = fields.Many2one(related="party_id.requested_degree_id")
    statement = fields.Text(related="party_id.statement")
    exclusion_statement = fields.Text(related="party_id.exclusion_statement")

    _party_uniq = models.UniqueIndex(
        "(seat_id, party_id, round)", "Each seat has one ballot for each party."
    )
    _check_abstention = models.Constraint(
        "CHECK (is_abstention IS NOT TRUE OR degree_id IS NULL)",
        "A member who abstains chooses no outcome.",
    )
    _check_return = models.Constraint(
        "CHECK (is_return IS NOT TRUE "
        "OR degree_id IS NULL AND is_abstention IS NOT TRUE)",
        "A member who returns the case chooses no outcome.",
    )

    def init(self):
        """Let the database refuse another session, party or voter of a ballot."""
        super().init()
        keep_columns(self, "session_id", "seat_id", "party_id", "round")
        protect_ballots(self)

    @api.depends("cast_on", "session_id.state", "seat_id", *CHOICE)
    @api.depends_context("uid", "lang")
    def _compute_next_action(self):
        refusals = self._get_refusals("cast")
        for ballot in self:
            ballot.next_action = refusals.get(ballot.id) or self.env._(
                "Press Cast Ballot."
            )

    @api.depends_context("uid")
    @api.depends("seat_id", "cast_on", "is_lapsed", "session_id.state")
    def _compute_is_mine(self):
        for ballot in self:
            ballot.is_mine = (
                ballot.user_id == self.env.user
                and not ballot.cast_on
                and not ballot.is_lapsed
                and ballot.session_id.state == "open"
            )

    @api.model
    def _get_waiting_domain(self):
        """Return the domain of the ballots that wait for the current user.

        :rtype: list
        """
        return [
            ("session_id.state", "=", "open"),
            ("seat_id.user_id", "=", self.env.uid),
            ("cast_on", "=", False),
            ("is_lapsed", "=", False),
        ]

    @api.constrains("degree_id", "situation_ids", "exclusion_ids")
    def _check_version_id(self):
        for ballot in self:
            ballot.case_id._check_chosen(
                ballot.exclusion_ids, ballot.degree_id, ballot.situation_ids
            )

    def write(self, vals):
        if not is_unlocked(self) and (
            vals.keys() - CHOICE - self._get_workflow_fields()
            or not all(ballot.is_mine for ballot in self)
        ):
            raise AccessError(
                self.env._(
                    "Only the member who holds the seat can fill in the ballot, until "
                    "it is cast."
                )
            )
        return super().write(vals)
