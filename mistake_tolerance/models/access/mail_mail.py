from markupsafe import Markup

from odoo import api, models

from .conflict_closure import CLOSURES


class MailMail(models.Model):
    """A mail about a case carries its number and a link, and nothing else."""

    _inherit = "mail.mail"

    @api.model_create_multi
    def create(self, vals_list):
        mails = super().create(vals_list)
        for mail in mails:
            if record := mail._get_closable():
                reader = record.with_context(lang=mail.recipient_ids[:1].lang)
                mail.body_html = Markup("<p>%s</p><p><a href='%s'>%s</a></p>") % (
                    reader._get_notice(),
                    record._notify_get_action_link("view"),
                    reader.display_name,
                )
        return mails

    def _get_closable(self):
        """Return the record of the mail if conflicts can close it."""
        self.ensure_one()
        if self.model not in CLOSURES or not self.res_id:
            return None
        # The queue sends for everybody; the number alone is read.
        return self.env[self.model].sudo().browse(self.res_id).exists() or None

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        found = super()._prepare_outgoing_list(
            mail_server=mail_server, doc_to_followers=doc_to_followers
        )
        record = self._get_closable()
        if record is None:
            return found
        barred = self.env["tolerance.conflict"]._get_barred_partners(record)
        return [
            {**one, "subject": record.display_name, "attachments": []}
            for one in found
            if not one["partner_id"] or one["partner_id"].id not in barred
        ]
