from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base.field import written
from ...base.workflow_mixin import Transition
from ...base.write_permit import is_unlocked


class ToleranceCaseParty(models.Model):
    """A conduct found that calls for strict handling is referred to an organ.

    Four conducts are to be handled strictly: trusting to luck, concealing, refusing to
    correct, resisting the organization (Gansu art. 11 (4), and Fujian). No source says
    who refers them to whom: here the clerk does, to the organ that the clerk names.
    """

    _inherit = "tolerance.case.party"
    _workflow_fields = frozenset({"referred_on", "referred_by_id"})

    _transitions = {
        "refer": Transition(
            required="referral_organ",
            hidden_by=("_get_referral_refusal", "_get_referral_lead_refusal"),
            depends=(
                "referred_on",
                "determination_ids.state",
                "determination_ids.exclusion_ids",
            ),
        ),
    }

    referral_organ = written.Char(
        "Referred To",
        copy=False,
        help="The organ that handles the conduct strictly.",
    )
    referred_on = fields.Date(readonly=True, copy=False)
    referred_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    referred_conduct_ids = fields.Many2many(
        "tolerance.scheme.exclusion",
        string="Conduct for Strict Handling",
        compute="_compute_referred_conduct_ids",
    )
    can_refer = fields.Boolean(compute="_compute_can")

    @api.depends("determination_ids.state", "determination_ids.exclusion_ids")
    @api.depends_context("uid")
    def _compute_referred_conduct_ids(self):
        """Show the conduct that a confirmed decision found, to its readers."""
        decisions = self._get_determinations()
        for party in self:
            decision = decisions.get(party.id, self.env["tolerance.determination"])
            party.referred_conduct_ids = decision.filtered(
                lambda d: d.state == "confirmed"
            ).exclusion_ids.filtered(lambda e: e.kind == "aggravating")

    def write(self, vals):
        if "referral_organ" in vals and not is_unlocked(self):
            for party in self:
                if refusal := party._get_referral_refusal():
                    raise UserError(refusal)
        return super().write(vals)

    def _get_referral_lead_refusal(self):
        return self.case_id._get_lead_refusal()

    def _get_referral_refusal(self):
        """Return why there is nothing to refer about this party, or False."""
        if self.referred_on:
            return self.env._(
                "%(party)s was referred to %(organ)s already.",
                party=self.subject_id.name,
                organ=self.referral_organ,
            )
        return not self.referred_conduct_ids and self.env._(
            "%(party)s: no decision found conduct that calls for strict handling.",
            party=self.subject_id.name,
        )

    def action_refer(self):
        """Record that the conduct is referred for strict handling.

        :return: action that closes the dialog
        :rtype: dict
        :raises UserError: if there is nothing to refer, or no organ named
        """
        self.check_access("write")
        self._check_transition("refer")
        for party in self:
            today = party.company_id._tolerance_today()
            party._write_unlocked(
                {"referred_on": today, "referred_by_id": self.env.uid}
            )
            party.case_id._ledger_append(
                "case.refer",
                {
                    "subject_id": party.subject_id.id,
                    "conduct_ids": party.referred_conduct_ids.sorted("id").ids,
                    "organ": party.referral_organ,
                    "referred_on": fields.Date.to_string(today),
                },
            )
        self.case_id._refresh_referral()
        return {"type": "ir.actions.act_window_close"}
