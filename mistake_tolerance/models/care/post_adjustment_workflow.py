"""The steps of a post adjustment."""

from odoo import SUPERUSER_ID, api, fields, models

from ..base.workflow_mixin import Transition
from .post_adjustment import PLAN_NAMES


class TolerancePostAdjustment(models.Model):
    """The workflow of a post adjustment: proposed, the person heard, carried out."""

    _inherit = "tolerance.post.adjustment"

    _ledger_prefix = "post"
    _transitions = {
        "propose": Transition(
            "draft",
            "proposed",
            required="protection",
            hidden_by="_get_officer_refusal",
            refused_by=("_get_lifted_refusal", "_get_hearing_refusal"),
            depends="subject_id",
            is_personal=False,
        ),
        "agree": Transition(
            ("proposed", "objected"), "agreed", hidden_by="_get_person_refusal"
        ),
        "object": Transition(
            "proposed", "objected", required="opinion", hidden_by="_get_person_refusal"
        ),
        "uphold": Transition(
            "objected", "upheld", required="answer", hidden_by="_get_body_refusal"
        ),
        "carry_out": Transition(
            ("agreed", "upheld"),
            "done",
            hidden_by="_get_officer_refusal",
            refused_by="_get_lifted_refusal",
            is_personal=False,
        ),
        "void": Transition(
            ("draft", "proposed", "objected", "agreed", "upheld"),
            "void",
            required="void_reason",
            hidden_by="_get_officer_refusal",
            is_personal=False,
        ),
    }

    can_propose = fields.Boolean(compute="_compute_can")
    can_agree = fields.Boolean(compute="_compute_can")
    can_object = fields.Boolean(compute="_compute_can")
    can_uphold = fields.Boolean(compute="_compute_can")
    can_carry_out = fields.Boolean(compute="_compute_can")
    can_void = fields.Boolean(compute="_compute_can")
    can_edit_plan = fields.Boolean(compute="_compute_can_edit")

    @api.depends("state", "subject_id")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        for adjustment in self:
            adjustment.can_edit_plan = not PLAN_NAMES - adjustment._get_writable_names()

    def action_propose(self):
        """Send the adjustment to the person for comment."""
        self.check_access("write")
        self._check_transition("propose")
        for adjustment in self:
            # sudo: the officer may know the unit, but may not read employees.
            employee_sudo = adjustment.employee_id.sudo()
            adjustment._write_transition(
                "propose",
                {
                    "from_department_id": employee_sudo.department_id.id,
                    "from_post": employee_sudo.job_title,
                },
            )
            adjustment._plan_todo("hear_post", adjustment.subject_id._get_users())
        self._ledger_append(
            "post.propose", lambda adjustment: adjustment._get_plan_payload()
        )
        return True

    def action_agree(self):
        """Agree, as the person concerned."""
        self._answer("agree")
        for adjustment in self:
            adjustment._finish_todo("uphold_post")
            adjustment._plan_todo("carry_out_post", adjustment._get_officers())
        return True

    def action_object(self):
        """Object, as the person concerned; the body that decided has the last word."""
        self._answer("object")
        for adjustment in self:
            adjustment._plan_todo("uphold_post", adjustment._get_deciders())
        return True

    def action_uphold(self):
        """Confirm, as a member of the body, that it helps and does not punish."""
        self.check_access("write")
        self._check_transition("uphold")
        for adjustment in self:
            adjustment._write_transition("uphold", {"upheld_by_id": self.env.uid})
            adjustment._finish_todo("uphold_post")
            adjustment._plan_todo("carry_out_post", adjustment._get_officers())
        self._ledger_append(
            "post.uphold", lambda adjustment: {"answer": adjustment.answer}
        )
        return True

    def action_carry_out(self):
        """Enter unit and post with the employee, from the day planned on."""
        self.check_access("write")
        self._check_transition("carry_out")
        for adjustment in self:
            # The system enters what was agreed: the officer may have no rights on
            # employees, and could not write a version that sudo made.
            employee = adjustment.employee_id.with_user(SUPERUSER_ID)
            employee.create_version({"date_version": adjustment.date}).write(
                {
                    "department_id": adjustment.to_department_id.id,
                    "job_title": adjustment.to_post,
                }
            )
            adjustment._write_transition(
                "carry_out",
                {
                    "done_on": adjustment.company_id._tolerance_today(),
                },
            )
            adjustment._finish_todo("carry_out_post")
        self._ledger_append(
            "post.carry_out", lambda adjustment: adjustment._get_plan_payload()
        )
        return True

    def action_void(self):
        """End an adjustment that is not carried out."""
        self.check_access("write")
        self._check_transition("void")
        for adjustment in self:
            adjustment._void(adjustment.void_reason)
        return True

    def _answer(self, action):
        self.check_access("read")
        self._check_transition(action)
        for adjustment in self:
            # sudo: the person has no right to write; this action changes the state
            # only.
            adjustment.sudo()._write_transition(
                action,
                {
                    "heard_on": adjustment.company_id._tolerance_today(),
                },
            )
            adjustment._finish_todo("hear_post")
        self._ledger_append(
            f"post.{action}", lambda adjustment: {"opinion": adjustment.opinion or ""}
        )

    def _get_plan_payload(self):
        return {
            "employee": self.employee_id.id,
            "from": self.from_department_id.id,
            "to": self.to_department_id.id,
            "post": self.to_post,
            "date": str(self.date),
            "keeps_rank": self.keeps_rank,
            "reason": self.reason,
            "protection": self.protection,
        }

    def _get_officers(self):
        """Return an HR officer of the company who is to carry it out.

        :rtype: res.users
        """
        officers = self._get_role_users("hr_officer", self.company_id)
        return (officers - self.subject_id._get_users() - self._get_barred_users())[:1]

    def _get_deciders(self):
        """Return the members of the session that decided.

        :rtype: res.users
        """
        # sudo: a rule needs this; the person concerned may not read the case.
        return self.sudo().determination_id.party_id._get_deciding_users()

    def _is_officer(self):
        """Return whether the user acts as an HR officer here, never about themself.

        :rtype: bool
        """
        user = self.env.user
        return self.env.su or (
            user.has_group("mistake_tolerance.group_hr_officer")
            and not self._is_concerned(user)
        )

    def _get_writable_names(self):
        names = set()
        if self._is_officer():
            names |= {
                "draft": PLAN_NAMES | {"void_reason"},
                "done": set(),
                "void": set(),
            }.get(self.state, {"void_reason"})
        if self.state in ("proposed", "objected") and self._is_concerned(self.env.user):
            names |= {"opinion"}
        if self.state == "objected" and self.env.user in self._get_deciders():
            names |= {"answer"}
        return names

    def _get_officer_refusal(self):
        return not self._is_officer() and self.env._(
            "%(number)s: only an HR officer can do this, and not about themselves.",
            number=self.name,
        )

    def _get_person_refusal(self):
        return not self._is_concerned(self.env.user) and self.env._(
            "%(number)s: only the person concerned can say this.", number=self.name
        )

    def _get_body_refusal(self):
        user = self.env.user
        if user in self._get_deciders() and not self._is_concerned(user):
            return False
        return self.env._(
            "%(number)s is before the deciding body: one of its members answers.",
            number=self.name,
        )

    def _get_lifted_refusal(self):
        return self.effect_id.is_lifted and self.env._(
            "%(number)s: the decision no longer stands. Void the adjustment.",
            number=self.name,
        )

    def _get_hearing_refusal(self):
        return not self.subject_id._get_users() and self.env._(
            "%(number)s: %(person)s has no login and cannot be heard here. Give them "
            "one first.",
            number=self.name,
            person=self.subject_id.name,
        )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "post.propose": self.env._("Post adjustment proposed"),
            "post.agree": self.env._("Post adjustment agreed to"),
            "post.object": self.env._("Objection to a post adjustment"),
            "post.uphold": self.env._("Post adjustment confirmed by the body"),
            "post.carry_out": self.env._("Post adjustment carried out"),
            "post.void": self.env._("Post adjustment voided"),
        }
