from odoo import models

from .conflict_closure import CLOSURES


class MailThread(models.AbstractModel):
    """Who hears of a record that conflicts can close, and what leaves the house."""

    _inherit = "mail.thread"

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        if self._name not in CLOSURES or not partner_ids:
            return super()._message_subscribe(partner_ids, subtype_ids, customer_ids)
        barred = self.env["tolerance.conflict"]._get_barred(self)
        for record, users in barred.items():
            away = set(users.sudo().partner_id.ids)
            super(MailThread, record)._message_subscribe(
                [one for one in partner_ids if one not in away],
                subtype_ids,
                customer_ids,
            )
        return True

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Leave out, when it is sent, whoever is in conflict with the record."""
        found = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        barred = self.env["tolerance.conflict"]._get_barred_partners(self)
        return [one for one in found if one["id"] not in barred]

    def _notify_by_web_push_prepare_payload(
        self, message, msg_vals=False, force_record_name=False
    ):
        payload = super()._notify_by_web_push_prepare_payload(
            message, msg_vals=msg_vals, force_record_name=force_record_name
        )
        if self._name in CLOSURES:
            number = self.sudo().display_name
            payload["title"] = number
            payload["options"].update(
                body=self._get_notice(), icon="/web/static/img/odoo-icon-192x192.png"
            )
        return payload

    def _get_notice(self):
        """Return what a mail or a push says: the number, and to open it.

        :rtype: str
        """
        return self.env._(
            "There is something new about %(number)s. Open it to read it.",
            number=self.sudo().display_name,
        )
