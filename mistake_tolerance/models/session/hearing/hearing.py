from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base.db_trigger import keep_columns
from ...base.deletion import ondelete
from ...base.field import written
from ...base.wording import write_list
from ...base.workflow_mixin import Transition
from ...base.write_permit import is_unlocked

NOTICE = frozenset({"held_at", "place", "topic"})


class ToleranceHearing(models.Model):
    """A hearing of a case: notice, opinions of professionals, statements in order.

    A scheme orders it by a step of the kind hearing; professionals of the trade judge
    the question (请行业或领域的专业技术人员进行听证，做到问题由行家评判). That the
    person is heard with statement and defence follows art. 43 of the national Law on
    Administrative Sanctions for Public Officials, not a scheme; that each speaker
    confirms the record is a choice of the product.
    """

    _name = "tolerance.hearing"
    _description = "Hearing"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
        "tolerance.letter.mixin",
        "tolerance.dated",
    ]
    _mail_post_access = "read"
    _other_days = ("held_at",)
    _rec_name = "case_id"
    _order = "id desc"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset(
        {"course", "letter_docx", "letter_pdf", "opinion_ids", "statement_ids"}
    )

    _workflow_fields = frozenset({"state", "called_on", "closed_on", "closed_by"})
    _transitions = {
        "call": Transition(
            "draft",
            "called",
            required=("held_at", "place", "topic", "opinion_ids", "statement_ids"),
            hidden_by="_get_clerk_refusal",
            depends="case_id",
        ),
        "close": Transition(
            "called",
            "closed",
            required="presided_by",
            hidden_by="_get_clerk_refusal",
            refused_by="_get_lack",
            depends="case_id",
        ),
        "cancel": Transition(
            ("draft", "called"),
            "cancelled",
            required="cancel_reason",
            hidden_by="_get_clerk_refusal",
            depends="case_id",
        ),
    }

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="restrict", readonly=True, index=True
    )
    case_number = fields.Char(related="case_id.name")
    company_id = fields.Many2one(related="case_id.company_id", store=True)
    step_id = fields.Many2one(
        "tolerance.case.step",
        required=True,
        ondelete="restrict",
        readonly=True,
        index=True,
    )
    state = fields.Selection(
        [
            ("draft", "In Preparation"),
            ("called", "Notice Given"),
            ("closed", "Held"),
            ("cancelled", "Called Off"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    held_at = fields.Datetime(copy=False)
    place = written.Char(copy=False)
    topic = written.Text(
        "What Is Heard",
        copy=False,
        help="The facts found and what they rest on, as the parties are told them; the "
        "parties read it in the notice.",
    )
    presided_by = written.Char(copy=False, help="Name and post of who presides.")
    course = written.Text(
        "Course of the Hearing",
        copy=False,
        help="Who was there and in which order it went, beside the statements.",
    )
    opinion_ids = fields.One2many(
        "tolerance.hearing.opinion", "hearing_id", string="Opinions of Professionals"
    )
    statement_ids = fields.One2many(
        "tolerance.hearing.statement", "hearing_id", string="Statements"
    )
    called_on = fields.Date("Notice Given On", readonly=True, copy=False)
    closed_on = fields.Date("Day of the Hearing", readonly=True, copy=False)
    closed_by = fields.Many2one("res.users", "Ended By", readonly=True, copy=False)
    cancel_reason = written.Text("Why It Is Called Off", copy=False)
    next_action = fields.Char("What to Do Next", compute="_compute_next_action")
    can_call = fields.Boolean(compute="_compute_can")
    can_close = fields.Boolean(compute="_compute_can")
    can_cancel = fields.Boolean(compute="_compute_can")

    _step_uniq = models.UniqueIndex(
        "(step_id) WHERE state <> 'cancelled'",
        "This step has its hearing already.",
    )
    _called = models.Constraint(
        "CHECK (state IN ('draft', 'cancelled') OR (held_at IS NOT NULL "
        "AND place IS NOT NULL AND topic IS NOT NULL))",
        "A notice names day, place and what is heard.",
    )

    def init(self):
        """Let the database refuse another case or step of a hearing."""
        super().init()
        keep_columns(self, "case_id", "step_id")

    @api.depends("case_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Name the hearing apart from its case, which has the same number."""
        for hearing in self:
            hearing.display_name = hearing.case_id.name and self.env._(
                "%(case)s: Hearing", case=hearing.case_id.name
            )

    @api.depends(
        "state", "held_at", "presided_by", "opinion_ids.state", "statement_ids.state"
    )
    @api.depends_context("lang", "uid")
    def _compute_next_action(self):
        for hearing in self:
            hearing.next_action = hearing._get_next_action()

    def write(self, vals):
        self.check_access("write")
        if not is_unlocked(self):
            names = vals.keys() - self._get_workflow_fields()
            fixed = names & NOTICE and any(h.state != "draft" for h in self)
            content = {"opinion_ids", "statement_ids", "course", "presided_by"}
            closed = any(h.state in ("closed", "cancelled") for h in self)
            if fixed or (closed and names & {*content, *NOTICE, "cancel_reason"}):
                raise UserError(
                    self.env._(
                        "What the notice says stays as it is, and so does the record "
                        "of a hearing that was held. Call the hearing off to prepare "
                        "another."
                    )
                )
        return super().write(vals)

    @ondelete
    def _unlink_forbidden(self):
        raise UserError(self.env._("A hearing stays on file: call it off instead."))

    def _get_next_action(self):
        """Return the sentence on the next act, for the reader of the hearing.

        :rtype: str
        """
        self.ensure_one()
        if self.state == "closed":
            return self.env._(
                "The hearing was held. %(next)s",
                next=self.case_id._get_follow_sentence(),
            )
        if self.state == "cancelled":
            return self.env._("Called off. A clerk prepares another in the case.")
        if self._get_clerk_refusal():
            return self.env._("A clerk leads the hearing.")
        if self.state == "draft":
            return self._get_required_sentence("call") or self.env._(
                "Press Give Notice: who is invited gets it."
            )
        return (
            self._get_lack()
            or self._get_required_sentence("close")
            or self.env._("Press Close Hearing.")
        )

    def _get_next_elsewhere(self):
        """Return the sentence on the next act, for the form of the case.

        :rtype: str
        """
        return self.env._(
            "In “%(place)s”: %(action)s",
            place=self.display_name,
            action=self._get_next_action(),
        )

    def _get_clerk_refusal(self):
        is_clerk = self.env.user.has_group("mistake_tolerance.group_clerk")
        return not (is_clerk and self.case_id) and self.env._(
            "A clerk leads the hearing."
        )

    def _get_under_way_refusal(self):
        """Return why nothing is signed at this hearing now, or False."""
        return self.state != "called" and self.env._(
            "%(hearing)s: statements and opinions are signed between the notice and "
            "the closing.",
            hearing=self.display_name,
        )

    def _check_under_way(self):
        if sentence := self._get_under_way_refusal():
            raise UserError(sentence)

    def _get_lack(self):
        """Return what is missing before the hearing can close, or False.

        :rtype: str | bool
        """
        self.ensure_one()
        if self.held_at and self.held_at > fields.Datetime.now():
            return self.env._("The hearing can be closed once it has been held.")
        parties = self.statement_ids.party_id
        if unheard := self.case_id.party_ids - parties:
            return self.env._(
                "No statement of %(names)s: add one. A party speaks, waives it in "
                "writing, or is absent after the notice.",
                names=write_list(self.env, unheard.subject_id.mapped("name")),
            )
        waiting = self.statement_ids.filtered(lambda s: s.state == "waiting")
        if waiting:
            return self.env._(
                "Not confirmed yet by the speaker: %(names)s. They confirm on screen, "
                "or you record the signed paper.",
                names=write_list(self.env, waiting.mapped("speaker")),
            )
        opinions = self.opinion_ids.filtered(lambda o: o.state == "waiting")
        if opinions:
            return self.env._(
                "No signed opinion yet of %(names)s: they sign on screen, or you "
                "record the paper or why there is none.",
                names=write_list(self.env, opinions.mapped("professional")),
            )
        if not self.opinion_ids.filtered(lambda o: o.state == "signed"):
            return self.env._(
                "Professionals judge the question: the hearing needs at least one "
                "signed opinion."
            )
        return False
