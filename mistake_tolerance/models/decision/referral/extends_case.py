from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base.single import check_single
from ...base.task_mixin import Task
from ...base.wording import write_day, write_list


class ToleranceCase(models.Model):
    """A case is filed once what calls for strict handling is referred."""

    _inherit = "tolerance.case"
    _tasks = {"refer": Task(parts=("clerk",))}
    _delegated_acts = {"case.refer": "clerk"}

    needs_referral = fields.Boolean(
        compute="_compute_needs_referral", export_string_translation=False
    )

    referral_text = fields.Text(
        "Referred for Strict Handling", compute="_compute_referral_text"
    )

    @api.depends("party_ids.referred_on", "party_ids.referral_organ")
    @api.depends_context("lang")
    def _compute_referral_text(self):
        for case in self:
            case.referral_text = "\n".join(
                self.env._(
                    "%(party)s, on %(day)s to %(organ)s",
                    party=party.subject_id.name,
                    day=write_day(self.env, party.referred_on),
                    organ=party.referral_organ,
                )
                for party in case.party_ids.filtered("referred_on")
            )

    @api.depends("party_ids.determination_ids.state", "party_ids.referred_on")
    @api.depends_context("uid")
    def _compute_needs_referral(self):
        for case in self:
            case.needs_referral = (
                bool(case._get_unreferred()) and not case._get_lead_refusal()
            )

    def action_open_referral(self):
        """Open the dialog that asks to which organ a party's conduct is referred.

        :return: the action
        :rtype: dict
        :raises UserError: if there is nothing to refer
        """
        check_single(self)
        self.check_access("write")
        party = self._get_unreferred()[:1]
        if not party:
            raise UserError(
                self.env._(
                    "%(number)s: nothing is left to refer for strict handling.",
                    number=self.name,
                )
            )
        if refusals := party._get_hiding_refusals("refer"):
            raise UserError(refusals[party.id])
        view = self.env.ref("mistake_tolerance.tolerance_case_party_view_referral")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Refer for Strict Handling"),
            "res_model": party._name,
            "res_id": party.id,
            "views": [(view.id, "form")],
            "target": "new",
        }

    def _get_unreferred(self):
        """Return the parties whose conduct still has to be referred.

        :rtype: tolerance.case.party
        """
        # sudo: whether something is left does not depend on who asks.
        parties_sudo = self.sudo().party_ids.filtered(
            lambda party: party.referred_conduct_ids and not party.referred_on
        )
        return parties_sudo.sudo(False)

    def _refresh_referral(self):
        """Ask the clerk to refer what decisions found, as long as something is left."""
        for case in self:
            # sudo: the deciding member plans a task for the clerk.
            if case._get_unreferred():
                case.sudo()._plan_todo("refer", case.clerk_id)
            else:
                case.sudo()._finish_todo("refer")

    def _get_filing_refusal(self):
        if unreferred := self._get_unreferred():
            return self.env._(
                "%(number)s: first press Refer for Strict Handling, for %(names)s.",
                number=self.name,
                names=write_list(self.env, unreferred.subject_id.mapped("name")),
            )
        return super()._get_filing_refusal()

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "case.refer": self.env._("Conduct referred for strict handling"),
        }
