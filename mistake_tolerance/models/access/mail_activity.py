from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class MailActivity(models.Model):
    """Whoever has an activity reads it, unless its record is closed to them."""

    _inherit = "mail.activity"

    def _get_conflict_domain(self):
        if self.env.su:
            return Domain.FALSE
        return self.env["tolerance.conflict"]._get_closed_domain("res_model", "res_id")

    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not bypass_access:
            closed = self._get_conflict_domain()
            if not closed.is_false():
                domain = Domain(domain) & ~closed
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        closed = self._get_conflict_domain()
        if closed.is_false():
            return result
        forbidden = self.sudo().filtered_domain(closed).with_env(self.env)
        if not forbidden:
            return result
        if result:
            forbidden |= result[0]
        return forbidden, lambda: forbidden._make_access_error(operation)

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
