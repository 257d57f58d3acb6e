from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ....rules.ballot import is_carried
from ...base import bounded
from ...base.db_trigger import keep_columns
from ...base.deletion import ondelete
from ...base.field import written
from ...base.write_permit import is_unlocked


class ToleranceSessionRecord(models.Model):
    """What a session held in a room resolved about one party, as its paper says."""

    _name = "tolerance.session.record"
    _description = "Recorded Result"
    _inherit = ["tolerance.original", "tolerance.permit"]
    _rec_name = "party_id"
    _order = "session_id, id"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset(
        {"degree_id", "reasons", "questions", "yes", "no", "abstain"}
    )

    session_id = fields.Many2one(
        "tolerance.session", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="session_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    version_id = fields.Many2one(related="session_id.version_id")
    party_id = fields.Many2one(
        "tolerance.case.party", required=True, ondelete="restrict", index=True
    )
    outcome = fields.Selection(
        [
            ("decided", "Resolution Adopted"),
            ("undetermined", "No Outcome Had the Majority"),
            ("returned", "Returned for Supplementary Inquiry"),
        ],
        "Resolved or Not",
        required=True,
        default="decided",
    )
    degree_id = fields.Many2one(
        "tolerance.scheme.degree",
        string="Outcome",
        ondelete="restrict",
        domain="[('version_id', '=', version_id)]",
    )
    situation_ids = fields.Many2many(
        "tolerance.scheme.situation",
        "tolerance_session_record_situation_rel",
        "record_id",
        "situation_id",
        string="Situations Found",
        domain="[('version_id', '=', version_id), ('is_open', '=', False)]",
    )
    exclusion_ids = fields.Many2many(
        "tolerance.scheme.exclusion",
        "tolerance_session_record_exclusion_rel",
        "record_id",
        "exclusion_id",
        string="Exclusions Found",
        domain="[('id', 'in', selectable_exclusion_ids)]",
    )
    selectable_exclusion_ids = fields.Many2many(
        "tolerance.scheme.exclusion", compute="_compute_selectable_exclusion_ids"
    )
    conduct_answer = fields.Selection(
        [("found", "Found: refer for strict handling"), ("rejected", "Not found")],
        "Conduct That Calls for Strict Handling",
    )
    is_consensus = fields.Boolean(
        "Consensus", help="The chair stated that all members present agreed."
    )
    yes = bounded.Integer("For", high=1_000, aggregator=None)
    no = bounded.Integer("Against", high=1_000, aggregator=None)
    abstain = bounded.Integer("Abstained", high=1_000, aggregator=None)
    reasons = written.Text(help="As the meeting gave them. Required for a refusal too.")

    questions = written.Text(
        "Questions to the Inquiry",
        help="What the inquiry has to answer about this party, as the paper says.",
    )
    line_ids = fields.Many2many(
        "tolerance.assessment.line",
        "tolerance_session_record_line_rel",
        "record_id",
        "line_id",
        string="To Be Answered Again",
        domain="[('case_id', '=', case_id), ('assessment_id.party_id', '=', party_id)]",
        help="Answers of the assessment that are opened again.",
    )

    _party_uniq = models.UniqueIndex(
        "(session_id, party_id)", "A session has one recorded result for each party."
    )

    def init(self):
        """Let the database refuse another session or party of a record."""
        super().init()
        keep_columns(self, "session_id", "party_id")

    @api.depends("case_id")
    def _compute_selectable_exclusion_ids(self):
        """Offer the exclusions of the regulations above as well: they prevail."""
        for record in self:
            record.selectable_exclusion_ids = record.case_id._get_exclusions()

    @api.constrains("line_ids")
    def _check_line_ids(self):
        for record in self:
            if record.line_ids.assessment_id.party_id - record.party_id:
                raise ValidationError(
                    self.env._("Choose the party, and answers about this party.")
                )

    @api.constrains("degree_id", "situation_ids", "exclusion_ids")
    def _check_chosen(self):
        for record in self:
            record.case_id._check_chosen(
                record.exclusion_ids, record.degree_id, record.situation_ids
            )

    def write(self, vals):
        if not is_unlocked(self):
            if {"session_id", "party_id"} & vals.keys():
                raise AccessError(self.env._("The session and the party stay."))
            self._check_writer()
        return super().write(vals)

    def _check_writer(self):
        """Refuse changes by others, or once the record was submitted."""
        for session in self.session_id:
            if refusal := session._get_recorder_refusal():
                raise AccessError(refusal)
            if session.state != "draft":
                raise AccessError(
                    self.env._("The record was submitted: what it says stays.")
                )

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("Recorded results stay on file."))

    def _get_figures(self):
        """Return how many were for the outcome, against it, and neither.

        :rtype: tuple[int]
        """
        self.ensure_one()
        if self.is_consensus:
            return len(self.session_id._get_voting_seats()), 0, 0
        return self.yes, self.no, self.abstain

    def _get_lacks(self):
        """List what this result lacks, and what is in it and must not be.

        The same exclusions bar a tolerant outcome as in a ballot.

        :rtype: list[str]
        """
        self.ensure_one()
        lacks = []
        if self.outcome == "returned" and not self.questions:
            lacks.append(self.env._("Enter what the inquiry has to answer first."))
        if self.outcome != "decided":
            return self._name_party(lacks)
        if not self.degree_id or not self.reasons:
            lacks.append(self.env._("Enter outcome and reasons, for a refusal too."))
        if self.degree_id and self.degree_id.kind != "refused":
            lacks += self._get_tolerance_refusals()
        assessment = self.party_id.assessment_ids
        if assessment._get_aggravating() and not self.conduct_answer:
            lacks.append(
                self.env._(
                    "The inquiry found what calls for strict handling: say whether the "
                    "meeting found it, too."
                )
            )
        return self._name_party(lacks + self._get_count_refusals())

    def _name_party(self, lacks):
        """Return what is lacking, with the name of the party.

        :rtype: list[str]
        """
        return [
            self.env._(
                "%(party)s: %(lack)s", party=self.party_id.subject_id.name, lack=lack
            )
            for lack in lacks
        ]

    def _prepare_question(self):
        """Return the values of the question that the meeting put about this party.

        :rtype: dict
        """
        self.ensure_one()
        return {
            "session_id": self.session_id.id,
            "party_id": self.party_id.id,
            "question": self.questions,
            "line_ids": [(6, 0, self.line_ids.ids)],
        }

    def _get_tolerance_refusals(self):
        refusals = []
        if not self.situation_ids:
            refusals.append(
                self.env._("Choose at least one situation on which it rests.")
            )
        return refusals + self.party_id.assessment_ids._get_tolerance_refusals(
            self.situation_ids, self.exclusion_ids
        )

    def _get_count_refusals(self):
        """List what is wrong with the figures, or that they do not carry the outcome.

        :rtype: list[str]
        """
        session = self.session_id
        figures = self._get_figures()
        present = len(session._get_voting_seats())
        roll = len(session._get_roll_seats())
        if sum(figures) != present:
            return [
                self.env._(
                    "For, against and abstained make %(sum)s, but %(present)s members "
                    "with a vote attended.",
                    sum=sum(figures),
                    present=present,
                )
            ]
        if not is_carried(figures[0], roll, present, session.majority_degree):
            rules = dict(
                session._fields["majority_degree"]._description_selection(self.env)
            )
            return [
                self.env._(
                    "%(yes)s votes do not carry the outcome; the body needs: %(rule)s.",
                    yes=figures[0],
                    rule=rules[session.majority_degree],
                )
            ]
        return []

    def _get_ledger_values(self):
        """Return the recorded result as plain values.

        :rtype: dict
        """
        self.ensure_one()
        yes, no, abstain = self._get_figures()
        return {
            "subject_id": self.party_id.subject_id.id,
            "outcome": self.outcome,
            "degree_id": self.degree_id.id or None,
            "situation_ids": self.situation_ids.ids,
            "exclusion_ids": self.exclusion_ids.ids,
            "conduct_answer": self.conduct_answer or None,
            "is_consensus": self.is_consensus,
            "yes": yes,
            "no": no,
            "abstain": abstain,
            "reasons": self.reasons or None,
            "questions": self.questions or None,
        }
