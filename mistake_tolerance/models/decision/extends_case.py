"""The decisions of a case, its outcome, and the text that is handed over."""

from odoo import api, fields, models

from ..base.wording import write_list


class ToleranceCase(models.Model):
    _inherit = "tolerance.case"
    _logged_content = frozenset({"determination_ids"})

    determination_ids = fields.One2many("tolerance.determination", "case_id")
    outcome = fields.Char(compute="_compute_outcome")

    @api.depends("party_ids.determination_ids.state")
    @api.depends_context("uid", "lang")
    def _compute_outcome(self):
        """Compute the outcomes in force, for those who may read the decisions."""
        withheld = self._get_withheld()
        for case in self:
            parties = case.party_ids.filtered(
                lambda party: party.decision_state == "confirmed"
            )
            degrees = parties.outcome_id.mapped("name")
            case.outcome = case not in withheld and write_list(self.env, degrees)

    def _get_decision_text(self, party):
        """Add to what was decided the principles and the legal bases cited."""
        text = super()._get_decision_text(party)
        # sudo: the user who delivers the decision may not be able to read it.
        decision_sudo = self.sudo()._get_decision(party)
        lines = [text]
        if decision_sudo.principle_ids:
            lines.append(
                self.env._(
                    "Principles: %(principles)s",
                    principles=write_list(
                        self.env, decision_sudo.principle_ids.mapped("name")
                    ),
                )
            )
        bases = decision_sudo.version_id.legal_basis_ids.filtered(
            lambda basis: not basis.is_open
        )
        if bases:
            lines.append(
                self.env._(
                    "Legal bases of the regulation: %(bases)s",
                    bases=write_list(
                        self.env, [basis._get_full_title() for basis in bases]
                    ),
                )
            )
        return "\n".join(lines)

    def _refresh_decided(self):
        """Close the matter once every party is decided, reopen it if not."""
        for case in self:
            # sudo: the deciding user may not see every determination of the case.
            case_sudo = case.sudo()
            decided = (
                self.env["tolerance.determination"]
                .sudo()
                .search([("case_id", "=", case.id), ("state", "=", "confirmed")])
            )
            is_decided = case_sudo.party_ids <= decided.party_id
            case_sudo.matter_id._write_unlocked({"is_open": not is_decided})
            if is_decided:
                case._on_decided()
