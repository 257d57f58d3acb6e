from collections import defaultdict

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ...base.inheriting import find_inheriting


class ToleranceAudienceFilterMixin(models.AbstractModel):
    """Hides the followers of our records from users who may not read the records.

    Odoo shows every employee who follows which record.
    """

    _name = "tolerance.audience.filter.mixin"
    _description = "Names the Audience of a Record"

    _model_path = "res_model"  # to the name of the record's type

    @api.model
    def _get_our_types(self):
        """Return the subtypes of our models that can be followed.

        :rtype: set
        """
        threads = find_inheriting(self.env, "tolerance.thread")
        return {*threads, *self.env["tolerance.conflict"]._get_closable_models()}

    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not self.env.su and not bypass_access:
            ours = Domain(self._model_path, "in", list(self._get_our_types()))
            # What the asker may not read is looked up to be left out.
            rows_sudo = self.sudo().search(Domain(domain) & ours)
            if hidden := rows_sudo.sudo(False)._get_unreadable():
                domain = Domain(domain) & Domain("id", "not in", hidden.ids)
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su or not (hidden := self._get_unreadable()):
            return result
        if result:
            hidden |= result[0]
        return hidden, lambda: AccessError(
            self.env._("You cannot see who follows a record that you may not open.")
        )

    def _get_unreadable(self):
        """Return the rows about records of ours that the user may not read."""
        rows = defaultdict(self.browse)
        # Which record it is about is asked before the record itself.
        for row_sudo in self.sudo():
            rows[row_sudo._get_reference()] |= self.browse(row_sudo.id)
        hidden = self.browse()
        by_model = defaultdict(list)
        ours = self._get_our_types()
        for name, res_id in rows:
            if name in ours:
                by_model[name].append(res_id)
        for name, ids in by_model.items():
            records = self.env[name].browse(ids).exists()
            readable = set(records._filtered_access("read").ids)
            hidden = hidden.union(
                *(rows[name, one] for one in ids if one not in readable)
            )
        return hidden


class MailFollowers(models.Model):
    _name = "mail.followers"
    _inherit = ["mail.followers", "tolerance.audience.filter.mixin"]

    def _get_reference(self):
        return self.res_model, self.res_id


class MailNotification(models.Model):
    _name = "mail.notification"
    _inherit = ["mail.notification", "tolerance.audience.filter.mixin"]

    _model_path = "mail_message_id.model"

    def _get_reference(self):
        return self.mail_message_id.model, self.mail_message_id.res_id

    def _get_unreadable(self):
        # What was sent to somebody is closed to them only by a conflict.
        hidden = super()._get_unreadable()
        own = self.env.user.partner_id
        return hidden.filtered(
            lambda row: (
                row.sudo().res_partner_id != own
                or not row.mail_message_id.has_access("read")
            )
        )
