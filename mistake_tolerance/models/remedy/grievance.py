"""What the two remedies have in common: who answers, and one appeal to the body."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base.person import check_person
from ..base.workflow_mixin import Transition
from ..base.write_permit import is_unlocked

ANSWERING = "mistake_tolerance.group_hr_officer,mistake_tolerance.group_member"


class ToleranceGrievance(models.AbstractModel):
    """Common base of the remedies of a protected person.

    An HR officer answers it. A person who disagrees can take the answer once to the
    body that decides about them; the answer of the body is final.
    """

    _name = "tolerance.grievance"
    _description = "Grievance of a Protected Person"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
    ]
    _mail_post_access = "read"
    _order = "id desc"

    _transitions = {
        "resolve": Transition(
            ("open", "contested"),
            "resolved",
            required="answer",
            hidden_by="_get_turn_refusal",
            refused_by="_get_resolve_refusal",
        ),
        "dismiss": Transition(
            ("open", "contested"),
            "dismissed",
            required="answer",
            hidden_by="_get_turn_refusal",
            refused_by="_get_dismiss_refusal",
        ),
        "contest": Transition(
            ("resolved", "dismissed"),
            "contested",
            hidden_by="_get_contest_refusal",
            depends="contested_on",
        ),
    }
    _workflow_fields = frozenset(
        {"state", "answered_by", "answered_on", "contested_on", "name"}
    )
    _fixed_fields = frozenset({"user_id"})  # stay as the person entered them
    _answer_fields = frozenset({"answer"})  # only the answering user writes them
    _answer_todo = ""  # last part of the XML id of the activity type

    name = fields.Char("Number", readonly=True, copy=False)
    user_id = fields.Many2one(
        "res.users",
        string="Reported by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        index=True,
    )
    state = fields.Selection(
        [
            ("open", "To Answer"),
            ("resolved", "Resolved"),
            ("dismissed", "Not Found True"),
            ("contested", "Before the Deciding Body"),
        ],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    answer = fields.Text(copy=False, help="What was found and what was done.")
    answered_by = fields.Many2one("res.users", readonly=True, copy=False)
    answered_on = fields.Date(readonly=True, copy=False)
    contested_on = fields.Date("Taken to the Body On", readonly=True, copy=False)
    can_resolve = fields.Boolean(compute="_compute_can")
    can_dismiss = fields.Boolean(compute="_compute_can")
    can_contest = fields.Boolean(compute="_compute_can")

    @api.model_create_multi
    def create(self, vals_list):
        if not is_unlocked(self):
            check_person(self.env)
        if any(vals.get("user_id", self.env.uid) != self.env.uid for vals in vals_list):
            raise AccessError(self.env._("You can report in your own name only."))
        entered = [*vals_list, self.default_get(list(self._answer_fields))]
        if any(vals.get(name) for vals in entered for name in self._answer_fields):
            raise AccessError(self._get_answer_refusal())
        # Defaults of the context are checked as well.
        vals_list = [{**vals, "user_id": self.env.uid} for vals in vals_list]
        grievances = super().create(vals_list)
        Sequence = self.env["ir.sequence"]
        for grievance in grievances:
            if not grievance._is_concerned():
                raise AccessError(self._get_reporter_refusal())
            # sudo: the reporter may not write; the system assigns the number.
            grievance_sudo = grievance.sudo()
            grievance_sudo._write_unlocked({"name": Sequence.next_by_code(self._name)})
            grievance._on_reported()
            grievance._plan_todo(self._answer_todo, grievance._get_officers())
        grievances._ledger_append(
            f"{self._ledger_prefix}.report", lambda grievance: grievance._get_report()
        )
        return grievances

    def write(self, vals):
        if self._answer_fields & vals.keys() and not self.env.user.has_groups(
            ANSWERING
        ):
            raise AccessError(self._get_answer_refusal())
        if self._fixed_fields & vals.keys() and not self._is_unlocked():
            raise AccessError(
                self.env._("A report stays as it was made; add to it in the messages.")
            )
        return super().write(vals)

    def _get_answer_refusal(self):
        return self.env._("Only the HR officer can write the answer.")

    def _get_reporter_refusal(self):
        return self.env._(
            "Only the protected person, or the head of the protected unit, can report "
            "this."
        )

    def _is_concerned(self):
        """Return whether the current user is whom the record is about.

        :rtype: bool
        """
        self.ensure_one()
        # sudo: the reporter may not be able to read the subject.
        return self.env.user in self.sudo().subject_id._get_users()

    def _is_decider(self):
        """Return whether the current user sits in the body it is taken to.

        :rtype: bool
        """
        return self.env.user in self._get_deciders()

    def _get_deciders(self):
        """Return the seat holders to whom it is taken.

        :rtype: res.users
        """
        self.ensure_one()
        # sudo: a rule needs this; the user may not read the cases.
        return self.sudo()._get_cases()._get_deciding_users()

    def _get_cases(self):
        """Return the cases that it is about.

        :rtype: tolerance.case
        """
        raise NotImplementedError

    def _get_officers(self):
        """Return an HR officer of the company for the answer.

        :rtype: res.users
        """
        self.ensure_one()
        officers = self._get_role_users("hr_officer", self.company_id) - self.user_id
        officers -= self._get_barred_users()
        return officers[:1]

    def _get_report(self):
        """Return what the ledger states of a new report.

        :rtype: dict
        """
        return {}

    def _on_reported(self):
        """Prepare a new report for its answer."""

    def _on_resolved(self):
        """Do what follows from finding the report true."""

    def _get_contest_refusal(self):
        """Return why the answer cannot be taken to the body, or False.

        :rtype: str | bool
        """
        if self.contested_on:
            return self.env._(
                "%(number)s: the deciding body answers once, and its answer stands.",
                number=self.name,
            )
        if not self._is_concerned():
            return self.env._("Only the protected person can contest the answer.")
        if not self._get_deciders():
            return self.env._(
                "%(number)s: no body has decided your case yet. Contest the answer "
                "once it has decided.",
                number=self.name,
            )
        return False

    def _get_resolve_refusal(self):
        """Return what stands against finding it true, or False.

        :rtype: str | bool
        """
        return False

    def _get_dismiss_refusal(self):
        """Return what stands against finding it not true, or False.

        :rtype: str | bool
        """
        return False

    def _get_turn_refusal(self):
        """Return why it is not the current user's turn to answer, or False.

        :rtype: str | bool
        """
        is_officer = self.env.user.has_group("mistake_tolerance.group_hr_officer")
        if self._is_concerned():
            return self.env._(
                "You cannot answer your own report. Ask another HR officer."
            )
        if self.state == "contested" and not self._is_decider():
            return self.env._(
                "%(number)s is before the deciding body; its seat holder answers.",
                number=self.name,
            )
        if self.state == "open" and not is_officer:
            return self.env._("An HR officer answers first.")
        return False

    def action_resolve(self):
        """Answer that the report is true, and put it right.

        :raises UserError: with one sentence for each that cannot be answered
        """
        self._answer("resolve")
        for grievance in self:
            grievance._on_resolved()

    def action_dismiss(self):
        """Answer that the report was not found true.

        :raises UserError: with one sentence for each that cannot be answered
        """
        self._answer("dismiss")

    def action_contest(self):
        """Take an answer to the body that decides.

        :raises UserError: with one sentence for each that cannot be contested
        """
        self.check_access("read")
        self._check_transition("contest")
        for grievance in self:
            # sudo: the reporter has no right to write; this action changes the state
            # only.
            grievance.sudo()._write_transition(
                "contest",
                {
                    "answered_by": False,
                    "contested_on": grievance.company_id._tolerance_today(),
                },
            )
            grievance._plan_todo(self._answer_todo, grievance._get_deciders())
        self._ledger_append(f"{self._ledger_prefix}.contest")

    def _answer(self, action):
        self.check_access("write")
        self._check_transition(action)
        for grievance in self:
            grievance._write_transition(
                action,
                {
                    "answered_by": self.env.uid,
                    "answered_on": grievance.company_id._tolerance_today(),
                },
            )
        self._ledger_append(
            f"{self._ledger_prefix}.{action}",
            lambda grievance: {"answer": grievance.answer},
        )
        self._finish_todo(self._answer_todo)
