from odoo import api, fields, models
from odoo.exceptions import AccessError


class ToleranceBreach(models.Model):
    """The protected person says: here the matter is counted anyway.

    Answered by an HR officer; who is not content takes it to the body that
    decided, and its answer stands.
    """

    _name = "tolerance.breach"
    _description = "Report That a Matter Still Counts"
    _inherit = ["tolerance.todo", "tolerance.verb"]
    _mail_post_access = "read"
    _order = "id desc"

    _verbs = ("resolve", "dismiss", "contest")
    _verb_fields = frozenset({"state", "answered_by", "answered_on", "name"})

    name = fields.Char("Number", readonly=True, copy=False)
    user_id = fields.Many2one(
        "res.users",
        string="Reported by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        index=True,
    )
    effect_id = fields.Many2one(
        "tolerance.effect",
        string="Protection Concerned",
        required=True,
        ondelete="restrict",
        index=True,
    )
    subject_id = fields.Many2one(related="effect_id.subject_id", store=True)
    company_id = fields.Many2one(related="effect_id.company_id", store=True)
    where_found = fields.Char(
        required=True,
        help="Which record, list, meeting or letter counts the matter.",
    )
    description = fields.Text(required=True)
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
    can_resolve = fields.Boolean(compute="_compute_can")
    can_dismiss = fields.Boolean(compute="_compute_can")
    can_contest = fields.Boolean(compute="_compute_can")

    @api.depends("state", "answer")
    @api.depends_context("uid")
    def _compute_can(self):
        return super()._compute_can()

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("user_id", self.env.uid) != self.env.uid for vals in vals_list):
            raise AccessError(self.env._("Everybody reports in their own name."))
        # Not by a default of the context either.
        vals_list = [{**vals, "user_id": self.env.uid} for vals in vals_list]
        breaches = super().create(vals_list)
        Sequence = self.env["ir.sequence"]
        for breach in breaches:
            if not breach._is_concerned():
                raise AccessError(
                    self.env._(
                        "Only the person protected, or the head of the unit "
                        "protected, reports this."
                    )
                )
            # Whoever reports may not write; the number is the system's to give.
            breach.sudo()._write_verb({"name": Sequence.next_by_code(self._name)})
            breach._plan_todo("answer_breach", breach._get_officers())
            breach._log("breach.report", {"where_found": breach.where_found})
        return breaches

    def write(self, vals):
        if "answer" in vals and not self.env.user.has_groups(self._answering_groups):
            raise AccessError(self.env._("The answer is the HR officer's to write."))
        fixed = {"effect_id", "user_id", "where_found", "description"}
        if fixed & vals.keys():
            raise AccessError(
                self.env._("A report stays as it was made; add to it in the messages.")
            )
        return super().write(vals)

    @property
    def _answering_groups(self):
        return "mistake_tolerance.group_hr_officer,mistake_tolerance.group_member"

    def _is_concerned(self):
        self.ensure_one()
        # Who is whom is read for the rule, whatever the reporter may read.
        return self.env.user in self.sudo().subject_id._get_users()

    def _get_officers(self):
        """Return an HR officer of the company for the answer.

        :rtype: res.users
        """
        # Who is an officer is no secret, but users do not read each other's groups.
        group_sudo = self.env.ref("mistake_tolerance.group_hr_officer").sudo()
        officers_sudo = group_sudo.all_user_ids.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )
        return officers_sudo.sorted("id")[:1].sudo(False)

    def _log(self, verb, payload):
        self.env["tolerance.ledger.entry"]._append(
            verb, self, {"effect": self.effect_id.id, **payload}
        )

    def _get_refusals(self, verb):
        refusals = super()._get_refusals(verb)
        is_officer = self.env.user.has_group("mistake_tolerance.group_hr_officer")
        for breach in self:
            decider = breach._is_decider()
            if verb == "contest":
                if breach.state not in ("resolved", "dismissed"):
                    refusals[breach.id] = self.env._(
                        "%(number)s: wait for the answer before you contest it.",
                        number=breach.name,
                    )
                elif not breach._is_concerned():
                    refusals[breach.id] = self.env._(
                        "Only whoever is protected contests the answer."
                    )
            elif breach.state not in ("open", "contested"):
                refusals[breach.id] = self.env._(
                    "%(number)s is answered already.", number=breach.name
                )
            elif breach._is_concerned():
                refusals[breach.id] = self.env._("Nobody answers their own report.")
            elif breach.state == "contested" and not decider:
                refusals[breach.id] = self.env._(
                    "%(number)s is before the deciding body; its seat holder answers.",
                    number=breach.name,
                )
            elif breach.state == "open" and not is_officer:
                refusals[breach.id] = self.env._("An HR officer answers first.")
            elif not breach.answer:
                refusals[breach.id] = self.env._(
                    "%(number)s: write what was found and what was done first.",
                    number=breach.name,
                )
        return refusals

    def _is_decider(self):
        self.ensure_one()
        # Whoever asks need not be allowed to read the determination.
        determination = self.sudo().effect_id.determination_id
        return (
            bool(determination)
            and determination.sudo(False).with_user(self.env.user)._is_decider()
        )

    def action_resolve(self):
        """Answer that the matter was counted and no longer is.

        :raises UserError: with one sentence for each that cannot be answered
        """
        self._answer("resolve", "resolved")

    def action_dismiss(self):
        """Answer that the matter was not counted there.

        :raises UserError: with one sentence for each that cannot be answered
        """
        self._answer("dismiss", "dismissed")

    def action_contest(self):
        """Take an answer to the body that decided.

        :raises UserError: with one sentence for each that cannot be contested
        """
        self.check_access("read")
        self._check_verb("contest")
        for breach in self:
            # The reporter moves the state by this verb alone, and writes nothing.
            breach_sudo = breach.sudo()
            breach_sudo._write_verb({"state": "contested", "answered_by": False})
            sessions_sudo = breach_sudo.effect_id.determination_id.case_id.session_ids
            deciding = sessions_sudo.filtered(lambda s: s.kind == "decision")
            breach._plan_todo("answer_breach", deciding.seat_ids.user_id.sudo(False))
            breach._log("breach.contest", {})

    def _answer(self, verb, state):
        self.check_access("write")
        self._check_verb(verb)
        for breach in self:
            breach._write_verb(
                {
                    "state": state,
                    "answered_by": self.env.uid,
                    "answered_on": breach.company_id._tolerance_today(),
                }
            )
            breach._log(f"breach.{verb}", {"answer": breach.answer})
        self._finish_todo("answer_breach")
