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
