from odoo import api, models
from odoo.fields import Domain


class ToleranceConflict(models.Model):
    """What becomes of what a user had of a matter before the conflict was found.

    Mails already sent and what was already read cannot be taken back.
    """

    _inherit = "tolerance.conflict"

    def _withdraw(self):
        """Take away following, notifications, activities and invitations."""
        for matter, rows in self.grouped("matter_id").items():
            users = rows.user_id
            for records in self._get_threads(matter):
                for record in records:
                    self._unfollow(record, self._get_withdrawn(record, users))

    @api.model
    def _get_threads(self, matter):
        """Return the staff's records with a thread; later rooms add theirs.

        :return: recordsets
        :rtype: list
        """
        cases = matter.case_ids
        return [
            matter,
            cases,
            cases.inquiry_ids,
            cases.session_ids,
            cases.party_ids.application_id,
            self.env["tolerance.determination"].search([("case_id", "in", cases.ids)]),
        ]

    @api.model
    def _get_withdrawn(self, record, users):
        """Leave out those whose own page the record is."""
        if record._name == "tolerance.application":
            users -= record.user_id | record.unit_head_id
        return users

    @api.model
    def _unfollow(self, record, users):
        if not users:
            return
        partners = users.partner_id
        record.message_unsubscribe(partners.ids)
        thread = Domain("model", "=", record._name) & Domain("res_id", "=", record.id)
        messages = self.env["mail.message"].search(
            thread
            & (
                Domain("partner_ids", "in", partners.ids)
                | Domain("notification_ids.res_partner_id", "in", partners.ids)
            )
        )
        self.env["mail.notification"].search(
            [
                ("mail_message_id", "in", messages.ids),
                ("res_partner_id", "in", partners.ids),
            ]
        ).unlink()
        for message in messages:
            message.partner_ids -= partners
        self._move_activities(record, users)
        events = self.env["calendar.event"].search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("partner_ids", "in", partners.ids),
            ]
        )
        events.with_context(dont_notify=True).write(
            {"partner_ids": [(3, partner.id) for partner in partners]}
        )

    @api.model
    def _move_activities(self, record, users):
        """Hand open activities to the clerk in charge, or to whoever takes them."""
        activities = self.env["mail.activity"].search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("user_id", "in", users.ids),
            ]
        )
        if not activities:
            return
        case = record if record._name == "tolerance.case" else None
        if case is None and "case_id" in record._fields:
            case = record.case_id
        clerk = case.clerk_id if case else self.env["res.users"]
        barred = case.conflict_ids.user_id if case else users
        # Somebody whose part it was, as a seat, is replaced by hand.
        activities.with_context(mail_activity_quick_update=True).write(
            {"user_id": False if clerk in barred | users else clerk.id}
        )
