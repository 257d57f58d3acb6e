from odoo import api, fields, models
from odoo.exceptions import AccessError

from ....rules import ballot as rules
from ...base.db_trigger import keep_columns
from ...base.deletion import ondelete
from ...base.field import written
from ...base.write_permit import is_unlocked, unlocked

# What the people who lead the session word after it is closed.
WORDED = frozenset({"reasons"})


class ToleranceSessionResult(models.Model):
    """What a session decided about one party; all that follows reads it here."""

    _name = "tolerance.session.result"
    _description = "Result of a Session"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.original",
        "tolerance.permit",
    ]
    _rec_name = "party_id"
    _order = "session_id, id"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset(
        {"reasons", "voted_reasons", "questions", "degree_id", "tally_ids"}
    )

    session_id = fields.Many2one(
        "tolerance.session", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="session_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    kind = fields.Selection(related="session_id.kind")
    party_id = fields.Many2one(
        "tolerance.case.party", required=True, ondelete="restrict", index=True
    )
    state = fields.Selection(
        [
            ("pending", "Not Counted Yet"),
            ("decided", "Decided"),
            ("undetermined", "Not Determined"),
            ("returned", "Returned for Supplementary Inquiry"),
            ("void", "Void"),
        ],
        default="pending",
        required=True,
        readonly=True,
    )
    degree_id = fields.Many2one(
        "tolerance.scheme.degree", "Outcome", ondelete="restrict", readonly=True
    )
    situation_ids = fields.Many2many(
        "tolerance.scheme.situation",
        "tolerance_session_result_situation_rel",
        "result_id",
        "situation_id",
        string="Situations Found",
        readonly=True,
    )
    exclusion_ids = fields.Many2many(
        "tolerance.scheme.exclusion",
        "tolerance_session_result_exclusion_rel",
        "result_id",
        "exclusion_id",
        string="Exclusions Found",
        readonly=True,
    )
    conduct_answer = fields.Selection(
        [("found", "Found: refer for strict handling"), ("rejected", "Not found")],
        "Conduct That Calls for Strict Handling",
        readonly=True,
    )
    nature = fields.Selection(related="party_id.assessment_ids.nature")
    reasons = written.Text(
        help="Proposed from the reasons of the ballots for the outcome; the secretary "
        "or the chair words them before the decision is confirmed.",
    )
    voted_reasons = fields.Text(
        "Reasons of the Vote",
        readonly=True,
        help="As the members gave them; they stay where the reasons are worded anew.",
    )
    questions = fields.Text(
        readonly=True, help="What the supplementary inquiry has to answer."
    )
    tally_ids = fields.One2many(
        "tolerance.session.tally", "result_id", string="Count", readonly=True
    )
    can_word = fields.Boolean(compute="_compute_can_word")

    _party_uniq = models.UniqueIndex(
        "(session_id, party_id)", "A session has one result for each party."
    )
    _check_decided = models.Constraint(
        "CHECK (state = 'decided' AND degree_id IS NOT NULL "
        "OR state <> 'decided' AND degree_id IS NULL)",
        "A result that is decided has an outcome, and no other.",
    )

    def init(self):
        """Let the database refuse another session or party of a result."""
        super().init()
        keep_columns(self, "session_id", "party_id")

    @api.depends("state", "session_id.state")
    @api.depends_context("uid")
    def _compute_can_word(self):
        for result in self:
            result.can_word = not result._get_wording_refusal()

    def _get_wording_refusal(self):
        """Return why the reasons cannot be worded now, by this user; or False.

        A later room adds that the decision is confirmed.
        """
        self.ensure_one()
        if self.state != "decided" or self.session_id.state != "closed":
            return self.env._("The reasons are worded once the session has decided.")
        return self.session_id._get_wording_refusal()

    def write(self, vals):
        if not is_unlocked(self):
            if vals.keys() - WORDED:
                raise AccessError(
                    self.env._("A result follows from the ballots; only word it.")
                )
            for result in self:
                if refusal := result._get_wording_refusal():
                    raise AccessError(refusal)
            super().write(vals)
            self._ledger_append("session.word", lambda r: {"reasons": r.reasons})
            self._on_worded()
            return True
        return super().write(vals)

    def _on_worded(self):
        """Called when the reasons are worded anew; a hook."""

    def _count(self, choices):
        """Count the ballots on this party; if no outcome is carried, it stays pending.

        :param list[dict] choices: as of ``_read_choices``
        """
        self.ensure_one()
        session = self.session_id
        Exclusion = self.env["tolerance.scheme.exclusion"]
        named = Exclusion.browse({x for c in choices for x in c["exclusion_ids"]})
        roll = len(session._get_roll_seats())
        count = rules.count_ballots(
            [
                rules.Ballot(
                    choice["degree_id"] or None,
                    tuple(choice["situation_ids"]),
                    tuple(choice["exclusion_ids"]),
                    # A box that was filled before an update does not say it.
                    choice.get("is_return", False),
                )
                for choice in choices
            ],
            [
                rules.Degree(degree.id, degree.rank, degree.kind != "refused")
                for degree in self.case_id.version_id.degree_ids
            ],
            roll,
            rules.Rule(
                session.majority_exclusion,
                session.majority_situation,
                session.majority_degree,
            ),
            set(named.filtered(lambda e: e.kind == "stop").ids),
        )
        unlocked(self.tally_ids).create(
            [
                {
                    "result_id": self.id,
                    "round": session.round,
                    "question": tally.question,
                    **({f"{tally.question}_id": tally.key} if tally.key else {}),
                    "yes": tally.yes,
                    "no": tally.no,
                    "abstain": tally.abstain,
                    "roll": roll,
                    "present": len(choices),
                    "majority": tally.majority,
                    "is_carried": tally.is_carried,
                }
                for tally in count.tallies
            ]
        )
        if count.degree:
            unlocked(self).write(self._prepare_decided(count, choices))
        elif count.is_returned:
            self._on_return_carried([c["question"] for c in choices if c["is_return"]])

    def _on_return_carried(self, questions):
        """Called when the members vote to return the case; a hook.

        :param list[str] questions: what the members ask, unsigned
        """

    def _prepare_decided(self, count, choices):
        """Return the values of a result that was carried.

        The reasons are those of the members who agreed to the outcome, unsigned.

        :param Count count: as of the rules of the ballot
        :rtype: dict
        """
        degree = self.degree_id.browse(count.degree)
        is_tolerant = degree.kind != "refused"
        exclusions = self.exclusion_ids.browse(count.exclusions)
        agreeing = self.degree_id.browse(c["degree_id"] for c in choices).filtered(
            lambda d: (d.kind != "refused") == is_tolerant and d.rank <= degree.rank
        )
        reasons = "\n".join(
            dict.fromkeys(
                choice["reasons"]
                for choice in choices
                if choice["degree_id"] in agreeing.ids and choice["reasons"]
            )
        )
        answered = any(choice["conduct_answer"] for choice in choices)
        found = exclusions.filtered(lambda e: e.kind == "aggravating")
        return {
            "state": "decided",
            "degree_id": degree.id,
            "situation_ids": [(6, 0, count.situations if is_tolerant else ())],
            "exclusion_ids": [(6, 0, exclusions.ids)],
            "conduct_answer": (answered and ("found" if found else "rejected")),
            "reasons": reasons,
            "voted_reasons": reasons,
        }

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("Results stay on file."))

    def _get_ledger_record(self):
        return self.session_id

    def _get_ledger_chain(self):
        return self.case_id

    def _get_ledger_values(self):
        """Return the result as plain values.

        :rtype: dict
        """
        self.ensure_one()
        return {
            "subject_id": self.party_id.subject_id.id,
            "result": self.state,
            "degree_id": self.degree_id.id or None,
            "situation_ids": self.situation_ids.ids,
            "exclusion_ids": self.exclusion_ids.ids,
            "conduct_answer": self.conduct_answer or None,
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "session.word": self.env._("Reasons of a decision worded"),
        }
