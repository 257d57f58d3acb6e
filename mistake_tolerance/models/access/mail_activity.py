from odoo import api, models
from odoo.exceptions import ValidationError


class MailActivity(models.Model):
    """Whoever has an activity reads it, unless its record is closed to them."""

    _name = "mail.activity"
    _inherit = ["tolerance.closed.with", "mail.activity"]

    def _check_access(self, operation):
        result = self._forbid_closed(
            super()._check_access(operation),
            lambda activities: activities._make_access_error(operation),
        )
        if operation not in ("write", "unlink"):
            return result
        forbidden = self._get_others_todo()
        if not forbidden:
            return result
        if result:
            forbidden |= result[0]
        return forbidden, lambda: forbidden._make_access_error(operation)

    def _get_others_todo(self):
        """Return what waits for somebody else because the current user asked for it.

        Odoo lets whoever planned an activity cancel it. Whoever reports something
        has planned the answer by it, and does not take it off the officer's desk.

        :rtype: mail.activity
        """
        if self.env.su:
            return self.browse()
        # What they are is read for the rule, on whichever record they stand.
        asked_sudo = self.sudo().filtered(
            lambda todo: (
                todo.create_uid == self.env.user
                and todo.user_id != self.env.user
                and (todo.activity_type_id.res_model or "").startswith("tolerance.")
            )
        )
        kept = self.browse()
        for name, todos in asked_sudo.grouped("res_model").items():
            records = self.env[name].browse(todos.mapped("res_id"))
            own = records._filtered_access("write")
            kept |= todos.filtered(lambda todo, own=own: todo.res_id not in own.ids)
        return kept.with_env(self.env)

    @api.constrains("user_id", "res_id", "res_model_id")
    def _check_conflict(self):
        """Refuse to plan work for somebody who must not hear of the record."""
        Conflict = self.env["tolerance.conflict"]
        for name, activities in self.grouped("res_model").items():
            if not Conflict._is_closable(name):
                continue
            records = self.env[name].browse(activities.mapped("res_id")).exists()
            barred = Conflict._get_barred(records)
            for activity in activities:
                record = records.browse(activity.res_id)
                if activity.user_id in barred.get(record, ()):
                    raise ValidationError(
                        Conflict._get_choice_sentence(activity.user_id)
                    )
