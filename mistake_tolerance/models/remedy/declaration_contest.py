"""The remedy of a person who disputes a declaration of another ground.

Example: HR declared that a deduction was for lateness; the officer says that it was in
truth for the roll call for which they are protected. If the contest is upheld, the
declaration is void and the record is judged as one about the roll call.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..base.field import written
from ..base.single import check_single
from ..base.workflow_mixin import Transition
from ..base.write_permit import unlocked
from ..decision.effects_in_force import get_in_force_domain
from .grievance import ANSWERING


class ToleranceDeclarationContest(models.Model):
    """A person contests a declaration that a record has another ground."""

    _name = "tolerance.declaration.contest"
    _description = "Contest of a Declaration"
    _inherit = ["tolerance.grievance"]
    _conflict_paths = ("matter_ids.conflict_ids",)
    _own_page_paths = ("user_id",)

    _ledger_prefix = "declaration.contest"
    _fixed_fields = frozenset({"declaration_id", "user_id", "statement", "matter_ids"})
    _answer_fields = frozenset({"answer", "matter_id"})
    _transitions = {
        "contest": Transition(
            "dismissed",
            "contested",
            hidden_by="_get_contest_refusal",
            depends="contested_on",
        ),
    }
    _answer_todo = "answer_declaration_contest"

    declaration_id = fields.Many2one(
        "tolerance.declaration", required=True, ondelete="restrict", index=True
    )
    subject_id = fields.Many2one(related="declaration_id.subject_id", store=True)
    company_id = fields.Many2one(related="declaration_id.company_id", store=True)
    reason = fields.Text("Ground Declared", related="declaration_id.reason")
    statement = written.Text(
        "Why It Is Contested",
        required=True,
        help="Why what was declared is not the ground of the record.",
    )
    state = fields.Selection(
        [
            ("open", "To Answer"),
            ("resolved", "Upheld, Declaration Void"),
            ("dismissed", "Not Upheld"),
            ("contested", "Before the Deciding Body"),
        ]
    )
    matter_ids = fields.Many2many(
        "tolerance.matter",
        "tolerance_declaration_contest_matter_rel",
        "contest_id",
        "matter_id",
        string="Matters Protected or Examined",
        readonly=True,
        copy=False,
        groups=ANSWERING,
    )
    matter_id = fields.Many2one(
        "tolerance.matter",
        string="The Record Is About",
        ondelete="restrict",
        copy=False,
        groups=ANSWERING,
        domain="[('id', 'in', matter_ids)]",
        help="If the contest is upheld: what the record that was declared is about.",
    )

    _declaration_uniq = models.UniqueIndex(
        "(declaration_id)", "This declaration is contested already."
    )

    def _get_parties(self):
        parties = self.matter_ids.case_ids.party_ids
        own = parties.filtered(lambda party: party.subject_id == self.subject_id)
        return own or parties

    def _get_officers(self):
        # Another officer than the one who declared it, if there is one.
        officers = self._get_role_users("hr_officer", self.company_id) - self.user_id
        return (officers - self.declaration_id.create_uid)[:1] or officers[:1]

    def _get_reporter_refusal(self):
        return self.env._("Only the person concerned can contest a declaration.")

    def _get_report(self):
        return {"declaration": self.declaration_id.id, "statement": self.statement}

    def _on_reported(self):
        super()._on_reported()
        # sudo: only those who answer see the effects of the person.
        contest_sudo = self.sudo()
        if contest_sudo.declaration_id.voided_on:
            raise UserError(self.env._("This declaration is void already."))
        matters = contest_sudo.declaration_id._get_protected_matters()
        contest_sudo._write_unlocked({"matter_ids": [(6, 0, matters.ids)]})

    def _get_dismiss_refusal(self):
        # sudo: the body may not be allowed to read declarations.
        declaration_sudo = self.declaration_id.sudo()
        if self.state == "open" and self.env.user == declaration_sudo.create_uid:
            officers = self._get_role_users("hr_officer", self.company_id)
            if len(officers - self.user_id) > 1:
                return self.env._(
                    "%(number)s: the declaration is yours. Another HR officer answers, "
                    "or you uphold the contest.",
                    number=self.name,
                )
        return super()._get_dismiss_refusal()

    def _get_resolve_refusal(self):
        # sudo: the body may not be allowed to read declarations. If no protection
        # is left, the record may stay.
        is_used = self.declaration_id.sudo().res_id and self.sudo().matter_ids
        if is_used and not self._get_matter():
            return self.env._(
                "%(number)s: first say which matter the record is about.",
                number=self.name,
            )
        return super()._get_resolve_refusal()

    def _get_matter(self):
        """Return the matter of the record: as answered, or the only one possible.

        :rtype: tolerance.matter
        """
        # sudo: those who answer may not read it; only its number is used.
        contest_sudo = self.sudo()
        matters = contest_sudo.matter_ids
        return contest_sudo.matter_id or (matters if len(matters) == 1 else matters[:0])

    def _on_resolved(self):
        super()._on_resolved()
        # sudo: the answer ends the declaration; no user may write it.
        self.declaration_id.sudo()._void(self._get_matter(), self.answer)

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "declaration.void": self.env._("Declaration void after a contest"),
            "declaration.contest.report": self.env._("Declaration contested"),
            "declaration.contest.resolve": self.env._("Contest upheld"),
            "declaration.contest.dismiss": self.env._("Contest not upheld"),
            "declaration.contest.contest": self.env._(
                "Answer to a contest taken to the body"
            ),
        }


class ToleranceDeclaration(models.Model):
    _inherit = "tolerance.declaration"

    contest_ids = fields.One2many(
        "tolerance.declaration.contest", "declaration_id", string="Contests"
    )
    can_contest = fields.Boolean(compute="_compute_can_contest")

    @api.depends("voided_on", "contest_ids")
    @api.depends_context("uid")
    def _compute_can_contest(self):
        for declaration in self:
            declaration.can_contest = not declaration._get_contest_refusal()

    def action_contest(self):
        """Open the page on which the person contests the declaration.

        :return: action showing an empty contest
        :rtype: dict
        :raises UserError: if it cannot be contested, or not by the current user
        """
        check_single(self)
        self.check_access("read")
        if refusal := self._get_contest_refusal():
            raise UserError(refusal)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Contest"),
            "res_model": "tolerance.declaration.contest",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {"default_declaration_id": self.id},
        }

    def _get_contest_refusal(self):
        if self.env.user not in self.subject_id._get_users():
            return self.env._("Only the person concerned can contest a declaration.")
        if self.voided_on:
            return self.env._("This declaration is void already.")
        # A former head of the unit may have contested it.
        # sudo: contests by others count, which the user may not read.
        if self.sudo().contest_ids:
            return self.env._("This declaration is contested already.")
        return False

    def _get_protected_matters(self):
        """Return the matters because of which this declaration was needed.

        :rtype: tolerance.matter
        """
        self.ensure_one()
        matters = self.subject_id._get_matters()
        effects = self.env["tolerance.effect"].search(
            get_in_force_domain(self.date_from, self.date_to)
            & Domain("matter_id", "in", matters.ids)
            & Domain("area_id", "=", self.area_id.id)
        )
        # sudo: the person concerned may not read the matter.
        examined = matters.sudo().filtered(
            lambda m: m.is_open and m.occurred_on <= self.date_to
        )
        return effects.matter_id | examined

    def _void(self, matter, reason):
        """End the declaration; the record it served is judged without it.

        :param tolerance.matter matter: what the record is about
        :param str reason: why
        """
        self.ensure_one()
        unlocked(self).write({"voided_on": self.company_id._tolerance_today()})
        self._ledger_append(
            "declaration.void",
            {"subject": self.subject_id.id, "matter": matter.name or ""},
        )
        if not (self.res_id and matter):
            return
        row = self.env["tolerance.neutralisation"]._create_unlocked(
            [
                {
                    "guard_id": self.guard_id.id,
                    "subject_id": self.subject_id.id,
                    "company_id": self.company_id.id,
                    "res_model": self.guard_id.model,
                    "res_id": self.res_id,
                    "matter_id": matter.id,
                    "state": "named",
                    "reason": reason,
                }
            ]
        )
        if not self.guard_id._get_problem() and row._judge_attributed():
            # The record must not count, but has no neutral value: it goes on the
            # worklist.
            row._write_unlocked({"state": "to_check"})
