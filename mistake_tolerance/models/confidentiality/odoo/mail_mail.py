from markupsafe import Markup

from odoo import api, models

# Inline styles, because mail programs ignore style sheets.
BODY = Markup(
    "<p>%(notice)s</p><p><a href='%(link)s' style='background-color:#714B67;"
    "color:#fff;padding:8px 16px;text-decoration:none;border-radius:3px'>"
    "%(label)s</a></p>"
)


class MailMail(models.Model):
    """Reduces a mail about a case to its number, the reader's task and one button."""

    _inherit = "mail.mail"

    @api.model_create_multi
    def create(self, vals_list):
        mails = super().create(vals_list)
        for mail in mails:
            if record := mail._get_closable():
                partners = mail.recipient_ids
                reader = record.with_context(lang=partners[:1].lang)
                partner = partners if len(partners) == 1 else None
                mail.body_html = BODY % {
                    "notice": reader._get_notice(partner),
                    "link": record._notify_get_action_link("view"),
                    "label": reader._get_notice_button(partner),
                }
        return mails

    def _get_closable(self):
        """Return the record of the mail if conflicts can close it."""
        self.ensure_one()
        is_closable = self.env["tolerance.conflict"]._is_closable
        if not self.res_id or not is_closable(self.model):
            return None
        # sudo: the mail queue may not read the record; only its number is used.
        return self.env[self.model].sudo().browse(self.res_id).exists() or None

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        found = super()._prepare_outgoing_list(
            mail_server=mail_server, doc_to_followers=doc_to_followers
        )
        record = self._get_closable()
        if record is None:
            return found
        barred = self.env["tolerance.conflict"]._get_conflicted_partners(record)
        return [
            {
                **one,
                "subject": self._get_subject(record, one["partner_id"]),
                "attachments": [],
            }
            for one in found
            if not one["partner_id"] or one["partner_id"].id not in barred
        ]

    @staticmethod
    def _get_subject(record, partner):
        """Return the subject for one reader, in the reader's language."""
        reader = record.with_context(lang=partner.lang) if partner else record
        return reader._get_notice_title(partner or None)
