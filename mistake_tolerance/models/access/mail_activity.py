from odoo import api, models
from odoo.exceptions import ValidationError


class MailActivity(models.Model):
    """Whoever has an activity reads it, unless its record is closed to them."""

    _name = "mail.activity"
    _inherit = ["tolerance.closed.with", "mail.activity"]

    def _check_access(self, operation):
        return self._forbid_closed(
            super()._check_access(operation),
            lambda activities: activities._make_access_error(operation),
        )

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
