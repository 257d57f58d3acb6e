from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base.single import check_single
from ...base.workflow_mixin import Transition
from ...base.write_permit import is_unlocked

# What the clerk enters before pressing Told on Paper.
PAPER = frozenset({"paper_on", "paper_receiver"})
# What a notice holds until it is given.
NOT_TOLD = dict.fromkeys(("text", "told_at", *sorted(PAPER)), False)


class ToleranceProceedingNotice(models.Model):
    """How notices are given, answered by an application, and updated."""

    _inherit = "tolerance.proceeding.notice"
    _workflow_fields = frozenset(
        {
            "proceeding_id",
            "subject_id",
            "part",
            "user_id",
            "department_id",
            "state",
            "text",
            "told_at",
            "version_id",
            "applied_on",
        }
    )
    _transitions = {
        "enter_paper": Transition(
            "to_tell",
            "told",
            required=("paper_on", "paper_receiver"),
            hidden_by="_get_clerk_refusal",
        ),
    }

    can_enter_paper = fields.Boolean(compute="_compute_can")
    can_apply = fields.Boolean(compute="_compute_can_apply")

    @api.depends("user_id", "part", "applied_on", "version_id")
    @api.depends_context("uid")
    def _compute_can_apply(self):
        for notice in self:
            notice.can_apply = not notice._get_apply_refusal()

    def write(self, vals):
        self.check_access("write")
        names = {n for n in vals if not n.startswith(("message_", "activity_"))}
        typed = names - self._get_workflow_fields()
        if not is_unlocked(self) and typed:
            if typed - PAPER or "told" in self.mapped("state"):
                raise UserError(
                    self.env._("What was told, and when, stays as it was entered.")
                )
        return super().write(vals)

    def _check_untouched(self):
        """Refuse every notice made by hand: only registering a proceeding makes one."""
        raise UserError(
            self.env._("A notice is given by registering the proceeding, not by hand.")
        )

    def _get_clerk_refusal(self):
        if not self.env.user.has_group("mistake_tolerance.group_clerk"):
            return self.env._("A clerk enters what was told on paper.")
        return False

    def _get_apply_refusal(self):
        """Return why the user does not apply by this notice, or False."""
        if self.user_id != self.env.user or self.part == "head":
            return self.env._(
                "Only the person concerned, or the head of the unit concerned, can "
                "apply."
            )
        if self.applied_on:
            return self.env._(
                "An application was handed in already. Open it under My Applications."
            )
        return False

    def action_enter_paper(self):
        """Enter that somebody without a login was told on paper."""
        self.check_access("write")
        self._check_transition("enter_paper")
        for notice in self:
            notice._write_transition(
                "enter_paper",
                {
                    "told_at": fields.Datetime.now(),
                    "text": notice._write_text_for_reader(),
                },
            )
        self._ledger_append(
            "notice.paper",
            lambda notice: {
                **notice._get_ledger_values(),
                "paper_on": fields.Date.to_string(notice.paper_on),
                "paper_receiver": notice.paper_receiver,
            },
        )
        self._finish_todo("tell_on_paper")

    def action_apply(self):
        """Open the application that answers the notice, filled in as far as known.

        :raises UserError: if the user does not apply by it
        """
        check_single(self)
        self.check_access("read")
        if refusal := self._get_apply_refusal():
            raise UserError(refusal)
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Application for Tolerance"),
            "res_model": "tolerance.application",
            "view_mode": "form",
        }
        drafts = self.env["tolerance.application"].search(
            [
                ("notice_id", "=", self.id),
                ("user_id", "=", self.env.uid),
                ("state", "in", ("draft", "returned")),
            ],
            limit=1,
        )
        if drafts:
            return {**action, "res_id": drafts.id}
        # sudo: who was told may know these days, but may not read the matter.
        matter_sudo = self.sudo().matter_id
        days = {
            "proceeding_started_on": self.started_on,
            "notified_on": self.sudo().proceeding_id.notified_on,
            "occurred_on": matter_sudo.occurred_on,
        }
        context = {
            "default_notice_id": self.id,
            "default_kind": "unit" if self.part == "unit" else "person",
            "default_organ": self.organ,
            **{
                f"default_{name}": fields.Date.to_string(day)
                for name, day in days.items()
                if day
            },
        }
        if self.part == "unit":
            context["default_department_id"] = self.department_id.id
        return {**action, "context": context}

    @api.model
    def _tell(self, vals_list):
        """Create notices; tell users at once, ask the clerk to tell others on paper.

        :param list vals_list: values of notices, without state, text and ``told_at``
        """
        # sudo: nobody may make a notice; it follows from the proceeding.
        notices = self.sudo()._create_unlocked(vals_list)
        for notice in notices:
            if not notice.user_id:
                notice._plan_todo("tell_on_paper", notice._get_telling_clerks())
                continue
            notice._write_unlocked(
                {
                    "state": "told",
                    "told_at": fields.Datetime.now(),
                    "text": notice._write_text_for_reader(),
                }
            )
            if not notice.applied_on:
                notice._plan_answer()
        notices.filtered("user_id")._ledger_append(
            "notice.tell", lambda notice: notice._get_ledger_values()
        )

    def _get_telling_clerks(self):
        """Return the clerk of the case, or who gets the tasks that are nobody's.

        :rtype: res.users
        """
        return self.matter_id.case_ids.clerk_id[:1] or self._get_clerks(self.company_id)

    def _plan_answer(self):
        """Plan the to-do to apply; the head of the person's unit reads the notice."""
        name = "read_notice" if self.part == "head" else "apply"
        self._plan_todo(name, self.user_id, deadline=self.due_on)

    def _tell_change(self):
        """Tell those who have not applied that the text of their notice has changed."""
        for notice in self.filtered(lambda n: n.state == "told" and not n.applied_on):
            text = notice._write_text_for_reader()
            if text == notice.text:
                continue
            notice._ledger_append(
                "notice.change", {**notice._get_ledger_values(), "text": text}
            )
            if not notice.user_id:
                # What was handed over before stays in the ledger.
                notice._write_unlocked({**NOT_TOLD, "state": "to_tell"})
                notice._plan_todo("tell_on_paper", notice._get_telling_clerks())
                continue
            notice._write_unlocked({"text": text})
            notice._cancel_todo("apply", "read_notice")
            notice._plan_answer()

    def _write_text_for_reader(self):
        """Return what is told in the language of its reader, or else of the agency.

        :rtype: str
        """
        # sudo: who gives notice may not read the contact of the agency.
        agency_sudo = self.company_id.sudo().partner_id
        lang = self.user_id.lang or agency_sudo.lang or self.env.lang
        return self.with_context(lang=lang)._write_text()

    @api.model
    def _tell_successors(self, heads):
        """Tell those who head a unit now what its former head was told.

        :param res.users heads: who headed units until now
        """
        if not heads:
            return
        open_domain = self._get_open_domain()
        told = self.search(
            [
                *open_domain,
                ("user_id", "in", heads.ids),
                ("part", "in", ("unit", "head")),
            ]
        )
        told.proceeding_id._tell_concerned()

    def _note_application(self, day):
        """Note that an application was handed in: nobody has to apply any more.

        :param date day: the day of receipt
        """
        rest = self.filtered(lambda notice: not notice.applied_on)
        rest._write_unlocked({"applied_on": day})
        rest._finish_todo("apply", "read_notice")
