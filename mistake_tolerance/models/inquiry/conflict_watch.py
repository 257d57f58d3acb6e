"""Conflicts of interest and inquiry teams: each changes the other.

A new party may be the superior of a member of the team, so conflicts are looked for
again. A member with a conflict leaves the team, and one who withdrew is kept out.
"""

from odoo import api, models


class ToleranceCaseParty(models.Model):
    _inherit = "tolerance.case.party"

    @api.model_create_multi
    def create(self, vals_list):
        parties = super().create(vals_list)
        # sudo: no user writes conflicts; the system does.
        self.env["tolerance.conflict"].sudo()._refresh(parties.sudo().matter_id)
        return parties

    def write(self, vals):
        result = super().write(vals)
        # Both the party and who applied are in conflict with the matter.
        if {"subject_id", "application_id"} & vals.keys():
            # sudo: no user writes conflicts; the system does.
            self.env["tolerance.conflict"].sudo()._refresh(self.sudo().matter_id)
        return result


class ToleranceInquiryMember(models.Model):
    _inherit = "tolerance.inquiry.member"

    def _do_state(self, state, statement=False):
        result = super()._do_state(state, statement)
        if state == "withdrawn":
            # A member who withdrew takes no further part in the matter, in any role.
            # sudo: no user writes conflicts; the system does.
            matter_sudo = self.sudo().case_id.matter_id
            self.env["tolerance.conflict"].sudo()._add(
                [(matter_sudo.id, self.user_id.id, "recused")], matter_sudo
            )
        return result


class ToleranceConflict(models.Model):
    _inherit = "tolerance.conflict"

    def _withdraw(self):
        """Also take the users of new conflicts off the teams that still inquire."""
        result = super()._withdraw()
        barred = {(row.case_id, row.user_id) for row in self}
        members = self.env["tolerance.inquiry.member"].search(
            [
                ("case_id", "in", self.case_id.ids),
                ("user_id", "in", self.user_id.ids),
                ("state", "!=", "withdrawn"),
                ("inquiry_id.state", "=", "open"),
            ]
        )
        members = members.filtered(lambda m: (m.case_id, m.user_id) in barred)
        # Not by an act of theirs: they declared nothing, and the conflict exists.
        members._write_unlocked({"state": "withdrawn"})
        members._ledger_append("inquiry.withdrawn")
        for member in members:
            member.inquiry_id._plan_todo("form_team", member.case_id.clerk_id)
        return result
