"""Keeps colleagues with a conflict out of messages, activities and invitations."""

from collections import defaultdict

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class ToleranceConflict(models.Model):
    """Who is brought to a record that conflicts can close, and who is taken away.

    If only one colleague could not be chosen, the error would reveal that this
    colleague reported the matter or is a witness. So every choice is refused, except
    to the clerk in charge, who knows; others write to the existing followers.

    When a conflict is found, the tasks and invitations that the user had before are
    withdrawn. Mails already sent and what was already read cannot be taken back.
    """

    _inherit = "tolerance.conflict"

    @api.model
    def _check_invitation(self, records, partners):
        """Refuse that a user adds, mentions or assigns people on a closed type.

        :param records: of any model
        :param res.partner partners: whom the user adds, mentions or assigns
        :raise AccessError: independent of who is in conflict
        """
        if self.env.su or not records._conflict_paths:
            return
        new = partners - self.env.user.partner_id
        for record in records if new else ():
            if self.env.user in self._get_clerks_in_charge(record):
                continue
            if new - self._get_audience(record):
                raise AccessError(
                    self.env._(
                        "Only the clerk in charge can bring other people to this "
                        "record. Write the message without mentioning anybody; the "
                        "followers of the record read it."
                    )
                )

    @api.model
    def _get_clerks_in_charge(self, record):
        """Return the clerks of the cases that a record belongs to.

        :rtype: res.users
        """
        clerks = self.env["res.users"]
        for holder_sudo in self._get_holders(record):
            if "clerk_id" in holder_sudo:
                clerks |= holder_sudo.clerk_id.sudo(False)
        return clerks

    @api.model
    def _get_audience(self, record):
        """Return the partners who have a part in a record, so that they reveal nothing.

        :rtype: res.partner
        """
        # sudo: followers are read for the check and not shown.
        record_sudo = record.sudo()
        users_sudo = self._get_clerks_in_charge(record).sudo()
        for path in record._own_page_paths:
            users_sudo |= record_sudo.mapped(path)
        partners_sudo = users_sudo.partner_id
        if "message_partner_ids" in record_sudo:
            partners_sudo |= record_sudo.message_partner_ids
        return partners_sudo.sudo(False)

    def _withdraw(self):
        """Remove following, notifications, activities and invitations."""
        for name in self._get_threads():
            records = self.env[name].search(
                Domain.OR(
                    Domain(path, "in", self.ids)
                    for path in self.env[name]._conflict_paths
                )
            )
            barred = {
                record: users & self.user_id
                for record, users in self._get_conflicted_by_record(records).items()
            }
            barred = {record: users for record, users in barred.items() if users}
            if barred:
                records = records.browse(record.id for record in barred)
                self._unfollow(records, barred)
                self._withdraw_messages(records, barred)
                self._move_activities(records, barred)
                self._withdraw_invitations(records, barred)

    @api.model
    def _unfollow(self, records, barred):
        followers = self.env["mail.followers"].search(
            [
                ("res_model", "=", records._name),
                ("res_id", "in", records.ids),
                ("partner_id", "in", self._get_partners(barred).ids),
            ]
        )
        followers.filtered(
            lambda row: row.partner_id in barred[records.browse(row.res_id)].partner_id
        ).unlink()

    @api.model
    def _withdraw_messages(self, records, barred):
        partners = self._get_partners(barred)
        messages = self.env["mail.message"].search(
            Domain("model", "=", records._name)
            & Domain("res_id", "in", records.ids)
            & (
                Domain("partner_ids", "in", partners.ids)
                | Domain("notification_ids.res_partner_id", "in", partners.ids)
            )
        )
        for message in messages:
            away = barred[records.browse(message.res_id)].partner_id
            message.notification_ids.filtered(
                lambda row: row.res_partner_id in away
            ).unlink()
            message.partner_ids -= away

    @api.model
    def _move_activities(self, records, barred):
        """Hand open activities to the clerk in charge, or to those who replace them."""
        activities = (
            self.env["mail.activity"]
            .search(
                [
                    ("res_model", "=", records._name),
                    ("res_id", "in", records.ids),
                    (
                        "user_id",
                        "in",
                        records.env["res.users"].union(*barred.values()).ids,
                    ),
                ]
            )
            .filtered(lambda row: row.user_id in barred[records.browse(row.res_id)])
        )
        takers = defaultdict(self.env["mail.activity"].browse)
        for activity in activities:
            takers[self._get_taker(records.browse(activity.res_id))] |= activity
        for taker, moved in takers.items():
            # A seat or another role of the user is reassigned by hand.
            moved.with_context(mail_activity_quick_update=True).write(
                {"user_id": taker.id}
            )

    @api.model
    def _get_taker(self, record):
        """Return the clerk who takes what somebody in conflict had to do.

        :rtype: res.users
        """
        clerk = record._get_case_clerk()
        clerk -= self._get_conflicted_by_record(record)[record]
        if not clerk and hasattr(record, "_get_clerks"):
            clerk = record._get_clerks(record.company_id)
        return clerk

    @api.model
    def _withdraw_invitations(self, records, barred):
        events = self.env["calendar.event"].search(
            [
                ("res_model", "=", records._name),
                ("res_id", "in", records.ids),
                ("partner_ids", "in", self._get_partners(barred).ids),
            ]
        )
        for event in events.with_context(dont_notify=True):
            away = barred[records.browse(event.res_id)].partner_id
            event.write({"partner_ids": [(3, partner.id) for partner in away]})

    @api.model
    def _get_partners(self, barred):
        return self.env["res.users"].union(*barred.values()).partner_id


class Base(models.AbstractModel):
    _inherit = "base"

    def _get_case_clerk(self):
        """Return the clerk in charge of the case that the record belongs to; a hook.

        :rtype: res.users
        """
        if "case_id" in self._fields:
            return self.case_id.clerk_id
        return self.env["res.users"]
