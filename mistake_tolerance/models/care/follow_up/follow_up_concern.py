"""What speaks against a person in follow-up, told to the deciding body alone."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...base.deletion import ondelete
from ...base.field import written
from ...base.task_mixin import Task
from ...base.workflow_mixin import Transition
from ...base.write_permit import is_unlocked
from ..care_record import STAFF


class ToleranceFollowUpConcern(models.Model):
    """A concern about a person in follow-up, for the deciding body alone.

    It is a model of its own, so that neither the person nor any personnel record
    shows it. Its author, the clerk and the head of the body can read it.
    """

    _name = "tolerance.follow.up.concern"
    _description = "Concern for the Body"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
    ]
    _order = "id desc"
    _rec_name = "follow_up_id"
    _conflict_paths = ("matter_id.conflict_ids",)
    _own_page_paths = ("create_uid",)
    _tasks = {
        "answer_concern": Task(parts=("body_head",)),
    }
    _mail_post_access = "read"
    _delegated_acts = {
        "follow_up.concern_raise": ("follow_up_id", "helper_id"),
        "follow_up.concern_dismiss": ("", "body_id.head_user_id"),
        "follow_up.concern_uphold": ("", "body_id.head_user_id"),
    }

    _transitions = {
        "dismiss": Transition(
            "open",
            "dismissed",
            required="answer",
            hidden_by=("_get_head_refusal", "_get_own_refusal"),
            depends="body_id",
        ),
        "uphold": Transition(
            "open",
            "upheld",
            required="answer",
            hidden_by=("_get_head_refusal", "_get_own_refusal"),
            depends="body_id",
        ),
    }
    _workflow_fields = frozenset({"state", "body_id", "answered_on", "answered_by_id"})

    follow_up_id = fields.Many2one(
        "tolerance.follow.up",
        string="Follow-up",
        required=True,
        ondelete="restrict",
        index=True,
    )
    follow_up_number = fields.Char(related="follow_up_id.name", string="Follow-up No.")
    matter_id = fields.Many2one(
        related="follow_up_id.matter_id",
        store=True,
        index=True,
        groups=STAFF,
    )
    company_id = fields.Many2one(related="follow_up_id.company_id", store=True)
    subject_id = fields.Many2one(related="follow_up_id.subject_id", store=True)
    decision_number = fields.Char(related="follow_up_id.decision_number")
    raised_by_id = fields.Many2one(related="create_uid", string="Raised By")
    body_id = fields.Many2one(
        "tolerance.body",
        string="Deciding Body",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    text = written.Text(
        "Concern",
        required=True,
        copy=False,
        help="What was noticed, when, and how it is known.",
    )
    answer = written.Text(
        copy=False, help="What the body found, and what it does about it."
    )
    state = fields.Selection(
        [("open", "To Answer"), ("dismissed", "Dismissed"), ("upheld", "Upheld")],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    answered_on = fields.Date(readonly=True, copy=False)
    answered_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    can_dismiss = fields.Boolean(compute="_compute_can")
    can_uphold = fields.Boolean(compute="_compute_can")

    _answer_complete = models.Constraint(
        "CHECK (state = 'open' OR answer IS NOT NULL)",
        "The body says what it found.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        concerns = super().create(vals_list)
        for concern in concerns:
            concern._check_raiser()
            # sudo: the helper may create a concern, but has no right to write it.
            concern.sudo()._write_unlocked({"body_id": concern._get_deciding_body().id})
            head = concern.body_id.head_user_id
            if not head or concern.follow_up_id._is_concerned(head):
                # Without a head who may answer, the clerk must arrange for one.
                head = concern.follow_up_id._get_clerk()
            concern._plan_todo("answer_concern", head)
        concerns._ledger_append(
            "follow_up.concern_raise", lambda concern: {"text": concern.text}
        )
        return concerns

    def write(self, vals):
        names = {
            name
            for name in vals.keys() - self._get_workflow_fields()
            if not name.startswith(("message_", "activity_"))
        }
        if names and not is_unlocked(self):
            if names != {"answer"} or not all(c._may_answer() for c in self):
                raise AccessError(
                    self.env._(
                        "A concern stays as it was raised; the head of the body "
                        "writes the answer."
                    )
                )
        return super().write(vals)

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("Concerns stay on file."))

    def _check_raiser(self):
        follow_up = self.follow_up_id
        if follow_up.state not in ("running", "due"):
            raise AccessError(
                self.env._("A concern is raised while the follow-up runs.")
            )
        if not (follow_up._is_clerk() or follow_up._is_helper()):
            raise AccessError(
                self.env._("Only the helper or a clerk can raise a concern.")
            )

    def _get_deciding_body(self):
        """Return the body that decided about the person.

        :rtype: tolerance.body
        """
        # sudo: the helper raises it without sight of the case itself.
        party_sudo = self.follow_up_id.sudo().determination_id.party_id
        return party_sudo._get_deciding_session().body_id.sudo(False)

    def _may_answer(self):
        return self.state == "open" and self.env.user == self.body_id.head_user_id

    def _get_head_refusal(self):
        return not self._may_answer() and self.env._(
            "Only the head of the deciding body can answer a concern, and only once."
        )

    def _get_own_refusal(self):
        # sudo: the user may not be able to read whom the follow-up concerns.
        is_own = self.follow_up_id.sudo()._is_concerned(self.env.user)
        return is_own and self.env._(
            "This is about yourself: ask the clerk to name a stand-in."
        )

    def action_dismiss(self):
        """Find, for the body, that nothing speaks against the person."""
        self._apply("dismiss")
        return True

    def action_uphold(self):
        """Find, for the body, that the concern is right."""
        self._apply("uphold")
        return True

    def _apply(self, action):
        self.check_access("write")
        self._check_transition(action)
        for concern in self:
            concern._write_transition(
                action,
                {
                    "answered_on": concern.company_id._tolerance_today(),
                    "answered_by_id": self.env.uid,
                },
            )
            concern._finish_todo("answer_concern")
        self._ledger_append(
            f"follow_up.concern_{action}", lambda concern: {"answer": concern.answer}
        )

    def _get_ledger_chain(self):
        return self.follow_up_id.case_id

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "follow_up.concern_raise": self.env._("Concern raised to the body"),
            "follow_up.concern_uphold": self.env._("Concern upheld"),
            "follow_up.concern_dismiss": self.env._("Concern dismissed"),
        }
