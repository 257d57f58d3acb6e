from odoo import models
from odoo.tools.misc import format_date


class MailThread(models.AbstractModel):
    """Limits who is notified about a record, and what a notification contains."""

    _inherit = "mail.thread"

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        self._check_invitation((msg_vals or {}).get("partner_ids"))
        return super()._notify_thread(message, msg_vals=msg_vals, **kwargs)

    def _message_update_content(self, message, /, *, partner_ids=None, **kwargs):
        self._check_invitation(partner_ids)
        return super()._message_update_content(
            message, partner_ids=partner_ids, **kwargs
        )

    def _check_invitation(self, partner_ids):
        """Refuse followers who are in conflict; Odoo refuses ids that do not exist."""
        if not isinstance(partner_ids, (list, tuple, set)):
            return
        ids = [one for one in partner_ids if isinstance(one, int)]
        self.env["tolerance.conflict"]._check_invitation(
            self, self.env["res.partner"].browse(ids)
        )

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        if not self._conflict_paths or not partner_ids:
            return super()._message_subscribe(partner_ids, subtype_ids, customer_ids)
        self._check_invitation(partner_ids)
        barred = self.env["tolerance.conflict"]._get_conflicted_by_record(self)
        for record, users in barred.items():
            # sudo: users may not read the contacts of others; they are only compared.
            away = set(users.sudo().partner_id.ids)
            super(MailThread, record)._message_subscribe(
                [one for one in partner_ids if one not in away],
                subtype_ids,
                customer_ids,
            )
        return True

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Remove recipients in conflict with the record when a message is sent."""
        found = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        barred = self.env["tolerance.conflict"]._get_conflicted_partners(self)
        return [one for one in found if one["id"] not in barred]

    def _notify_by_web_push_prepare_payload(
        self, message, msg_vals=False, force_record_name=False
    ):
        payload = super()._notify_by_web_push_prepare_payload(
            message, msg_vals=msg_vals, force_record_name=force_record_name
        )
        if self._conflict_paths:
            # sudo: of the reader only the language is used.
            partners_sudo = message.sudo().partner_ids
            partner = partners_sudo if len(partners_sudo) == 1 else None
            reader = self.with_context(lang=partner.lang) if partner else self
            payload["title"] = reader._get_notice_title(partner)
            payload["options"].update(
                body=reader._get_notice(partner),
                icon="/web/static/img/odoo-icon-192x192.png",
            )
        return payload

    def _get_notice(self, partner=None):
        """Return the text of a mail or a push: number, kind of act and due date.

        Of a classified case, and where nothing waits for the reader, it says the
        number alone. Persons and titles are read after logging in.

        :param res.partner partner: the only reader, if there is only one
        :rtype: str
        """
        # sudo: the notice is written for its reader; it holds the number alone.
        number = self.sudo().display_name
        todo_sudo = self._get_notice_todo(partner)
        if not todo_sudo:
            return self.env._(
                "There is something new about %(number)s. Open it to read it.",
                number=number,
            )
        return self.env._(
            "%(number)s waits for you: %(act)s, due on %(day)s.",
            number=number,
            act=todo_sudo.activity_type_id.name,
            day=format_date(self.env, todo_sudo.date_deadline),
        )

    def _get_notice_title(self, partner=None):
        """Return the subject of a mail or the title of a push.

        :rtype: str
        """
        # sudo: the notice is written for its reader; it holds the number alone.
        number = self.sudo().display_name
        todo_sudo = self._get_notice_todo(partner)
        act = todo_sudo.activity_type_id.name
        return f"{number} · {act}" if todo_sudo else number

    def _get_notice_button(self, partner=None):
        """Return the label of the one button of a mail: what the reader has to do.

        :rtype: str
        """
        todo_sudo = self._get_notice_todo(partner)
        return todo_sudo.activity_type_id.name or self.env._("Open")

    def _get_notice_todo(self, partner):
        """Return the next task of the reader that a notice may speak of.

        :rtype: mail.activity
        """
        # sudo: the secrecy level decides what a notice says, not the sender's rights.
        Activity_sudo = self.env["mail.activity"].sudo()
        if not partner or self._is_notice_classified():
            return Activity_sudo
        found = Activity_sudo.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "=", self.id),
                ("user_id.partner_id", "=", partner.id),
            ],
            order="date_deadline, id",
        )
        return found._filter_procedural()[:1]

    def _is_notice_classified(self):
        """Return whether the record or a case that it belongs to is classified.

        :rtype: bool
        """
        self.ensure_one()
        # sudo: whether a case is classified counts before anybody may read it.
        holders = [self.sudo(), *self.env["tolerance.conflict"]._get_holders(self)]
        return any(
            any(holder.mapped("is_classified"))
            for holder in holders
            if "is_classified" in holder
        )
