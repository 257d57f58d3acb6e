from odoo import Command


class BodyRecords:
    """Deciding bodies."""

    def _vals_tolerance_body_member(self, fresh):
        return {"user_id": self._make_other_user().id} if fresh else {}

    def _vals_tolerance_speciality(self, fresh):
        return {"name": f"Matrix {self._next_number()}"} if fresh else {}

    def _vals_tolerance_delegation(self, fresh):
        return {
            "role": "helper",
            "deputy_id": self._make_other_user().id,
            "date_from": "2126-03-02",
            "date_to": "2126-03-09",
        }

    def _make_other_user(self):
        number = self._next_number()
        groups = self.env.ref("mistake_tolerance.group_inquirer")
        groups |= self.env.ref("base.group_user")
        return self.env["res.users"].create(
            {
                "name": f"Matrix {number}",
                "login": f"matrix_{number}",
                "group_ids": [Command.set(groups.ids)],
            }
        )
