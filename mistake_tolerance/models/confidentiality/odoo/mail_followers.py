"""Hides who follows a closed record, and who was notified of it."""

from odoo import models


class MailFollowers(models.Model):
    _name = "mail.followers"
    _inherit = ["mail.followers", "tolerance.follower.filter.mixin"]

    def _get_reference(self):
        return self.res_model, self.res_id


class MailNotification(models.Model):
    _name = "mail.notification"
    _inherit = ["mail.notification", "tolerance.follower.filter.mixin"]

    _model_path = "mail_message_id.model"

    def _get_reference(self):
        return self.mail_message_id.model, self.mail_message_id.res_id

    def _get_unreadable(self):
        # Recipients keep their own notifications unless they are in conflict.
        hidden = super()._get_unreadable()
        own = self.env.user.partner_id
        # sudo: the recipient is compared before anything may be read.
        return hidden.filtered(
            lambda row: (
                row.sudo().res_partner_id != own
                or not row.mail_message_id.has_access("read")
            )
        )
