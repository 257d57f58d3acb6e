from odoo import api, models
from odoo.exceptions import ValidationError


class CalendarEvent(models.Model):
    """Hides events of a case, although colleagues see each other's other events."""

    _name = "calendar.event"
    _inherit = ["tolerance.conflict.filter.mixin", "calendar.event"]

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        events._keep_private()
        return events

    def write(self, vals):
        result = super().write(vals)
        if {"res_model", "res_model_id", "res_id", "privacy"} & vals.keys():
            self._keep_private()
        return result

    def _keep_private(self):
        """Show an event of a case to those invited, and as busy to the others."""
        is_closable = self.env["tolerance.conflict"]._is_closable
        shown = self.filtered(
            lambda event: is_closable(event.res_model) and event.privacy != "private"
        )
        if shown:
            shown.privacy = "private"

    def _check_access(self, operation):
        return self._forbid_closed(
            super()._check_access(operation),
            lambda events: self.env["ir.rule"]._make_access_error(operation, events),
        )

    @api.constrains("partner_ids", "res_id", "res_model_id")
    def _check_conflict(self):
        """Refuse to invite somebody who must not hear of the record."""
        Conflict = self.env["tolerance.conflict"]
        for event in self:
            if not Conflict._is_closable(event.res_model):
                continue
            record = self.env[event.res_model].browse(event.res_id).exists()
            # Odoo's calendar reads as superuser what the user chose.
            Conflict.sudo(False)._check_invitation(record, event.partner_ids)
            for users in Conflict._get_conflicted_by_record(record).values():
                # sudo: users may not read the contacts of others; they are only
                # compared.
                invited = users.sudo().filtered(
                    lambda user, event=event: user.partner_id in event.partner_ids
                )
                if invited:
                    raise ValidationError(Conflict._get_choice_sentence(invited[:1]))
