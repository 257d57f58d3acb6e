"""What the two remedies have in common: who answers, and one appeal to the body."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base.field import written
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
        {
            "state",
            "answered_by",
            "answered_on",
            "contested_on",
            "first_answer",
            "name",
        }
    )
    # Stay as the person entered them.
    _fixed_fields = frozenset({"user_id"})
    # Written by the user whose turn it is to answer, and empty when it is the turn of
    # the body.
    _answer_fields = frozenset({"answer"})
    # The activity type of the to-do of those who answer, ``activity_type_<this>``.
    _answer_todo = ""

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
            ("dismissed", "Not Upheld"),
            ("contested", "Before the Deciding Body"),
        ],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    answer = written.Text(copy=False, help="What was found and what was done.")
    first_answer = fields.Text(
        "Answer Contested",
        readonly=True,
        copy=False,
        help="What the HR officer answered before the person took it to the body.",
    )
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
        # A default of the context would also fill in the answer.
        defaults = self.default_get(list(self._answer_fields))
        if any(
            vals.get(name)
            for vals in (*vals_list, defaults)
            for name in self._answer_fields
        ):
            raise AccessError(self._get_answer_refusal())
        # The reporter is given even where the context has another default.
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
        # Users without the right are refused for that, and learn nothing of the record.
        self.check_access("write")
        if not self._is_unlocked():
            if self._fixed_fields & vals.keys():
                raise AccessError(
                    self.env._(
                        "A report stays as it was made; add to it in the messages."
                    )
                )
            if self._answer_fields & vals.keys():
                self._check_turn()
        return super().write(vals)

    def _check_turn(self):
        """Refuse an answer by a user whose turn it is not, or once it is given.

        :raises AccessError: for the first record that refuses it
        """
        if not self.env.user.has_groups(ANSWERING):
            raise AccessError(self._get_answer_refusal())
        for grievance in self:
            if grievance.state not in ("open", "contested"):
                raise AccessError(grievance._get_state_sentence())
            if refusal := grievance._get_turn_refusal():
                raise AccessError(refusal)

    def _get_answer_refusal(self):
        return self.env._(
            "Only an HR officer or a member of the deciding body can write the answer."
        )

    def _get_reporter_refusal(self):
        return self.env._(
            "Only the protected person, or the head of the protected unit, can report "
            "this."
        )

    def _is_concerned(self):
        """Return whether the record is about the current user.

        :rtype: bool
        """
        self.ensure_one()
        # sudo: the reporter may not be able to read the subject.
        return self.env.user in self.sudo().subject_id._get_users()

    def _is_decider(self):
        """Return whether the current user may answer for the deciding body.

        :rtype: bool
        """
        return self.env.user in self._get_deciders()

    def _get_deciders(self):
        """Return the members who decided the case; any of them answers for the body.

        :rtype: res.users
        """
        self.ensure_one()
        # sudo: the reporter may not read the parties of their own matter.
        return self.sudo()._get_parties()._get_deciding_users()

    def _get_parties(self):
        """Return the parties whose decision the report is about; a hook.

        :rtype: tolerance.case.party
        """
        raise NotImplementedError

    def _get_officers(self):
        """Return the HR officer who gets the to-do, or nobody.

        :rtype: res.users
        """
        self.ensure_one()
        officers = self._get_role_users("hr_officer", self.company_id) - self.user_id
        officers -= self._get_barred_users()
        return officers[:1]

    def _get_report(self):
        """Return the values of the ledger about a new report; a hook.

        :rtype: dict
        """
        return {}

    def _on_reported(self):
        """Called for each new report, before the to-do is planned; a hook."""

    def _on_resolved(self):
        """Called for each report that is upheld; a hook."""

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
        """Return why the report cannot be upheld, or False; a hook.

        :rtype: str | bool
        """
        return False

    def _get_dismiss_refusal(self):
        """Return why the report cannot be dismissed, or False; a hook.

        :rtype: str | bool
        """
        return False

    def _get_turn_refusal(self):
        """Return why it is not the current user's turn to answer, or False.

        :rtype: str | bool
        """
        if self._is_concerned():
            return self.env._(
                "You cannot answer your own report. Ask another HR officer."
            )
        if self.state == "contested" and not self._is_decider():
            return self.env._(
                "%(number)s is before the deciding body: one of its members answers.",
                number=self.name,
            )
        is_officer = self.env.user.has_group("mistake_tolerance.group_hr_officer")
        if self.state == "open" and not is_officer:
            return self.env._("An HR officer answers first.")
        return False

    def action_resolve(self):
        """Uphold the report, and correct what it reports.

        :raises UserError: with one sentence for each that cannot be answered
        """
        self._answer("resolve")
        for grievance in self:
            grievance._on_resolved()

    def action_dismiss(self):
        """Dismiss the report.

        :raises UserError: with one sentence for each that cannot be answered
        """
        self._answer("dismiss")

    def action_contest(self):
        """Take the answer to the deciding body, which answers anew.

        The first answer is kept apart: the body gives one of its own.

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
                    **dict.fromkeys(self._answer_fields, False),
                    "first_answer": grievance.answer,
                    "answered_by": False,
                    "answered_on": False,
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
