from odoo import models


class ToleranceHandOver(models.Model):
    """Moves roles, tasks and followers to the receiver."""

    _inherit = "tolerance.hand.over"

    def _move(self, items):
        """Write the receiver into each role, and move its tasks and followers."""
        to = self.to_user_id
        moved = [item for item in items if item.outcome == "move"]
        along, others = self._sort_activities(items)
        for item in moved:
            if item.kind == "activity":
                along |= others[item.record]
        for model, _name, part in self._get_parts():
            records = self.env[model].browse(
                item.record.id for item in moved if item.kind == part.kind
            )
            if not records:
                continue
            records = records.with_context(tracking_disable=True)
            if part.kind == "inquiry":
                self._replace_members(records)
                self._move_followers(records.inquiry_id)
                continue
            records._write_verb({part.field: to.id})
            self._move_followers(records)
        along.with_context(mail_activity_quick_update=True).write({"user_id": to.id})

    def _replace_members(self, members):
        """Let the receiver join the teams, and the leaver leave them.

        The receiver states to have no interest as every member does.
        """
        inquiries = members.inquiry_id
        members._write_verb(
            {"state": "withdrawn", "stated_on": self.company_id._tolerance_today()}
        )
        inquiries._finish_todo("state_interest", "inquire", user=self.from_user_id)
        members._create_verb(
            [
                {
                    "inquiry_id": member.inquiry_id.id,
                    "user_id": self.to_user_id.id,
                    "is_lead": member.is_lead,
                }
                for member in members
            ]
        )

    def _move_followers(self, records):
        """Let the receiver follow what the leaver followed."""
        old, new = self.from_user_id.partner_id, self.to_user_id.partner_id
        rows = self.env["mail.followers"].search(
            [
                ("res_model", "=", records._name),
                ("res_id", "in", records.ids),
                ("partner_id", "=", old.id),
            ]
        )
        followed = records.browse(rows.mapped("res_id"))
        records.message_unsubscribe(old.ids)
        followed.message_subscribe(new.ids)
