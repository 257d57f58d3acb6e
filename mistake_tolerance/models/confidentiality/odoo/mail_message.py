from odoo import api, models
from odoo.exceptions import AccessError

# Fields that name the author of a message and its record.
ORIGIN = {"author_id", "author_guest_id", "email_from", "model", "res_id"}


class MailMessage(models.Model):
    """Hides messages of a case from users in conflict, even if they wrote or got them.

    On our records, the author of a message is the user who writes it.
    """

    _name = "mail.message"
    _inherit = ["tolerance.conflict.filter.mixin", "mail.message"]

    _model_path = "model"

    def _get_forbidden_access(self, operation):
        return super()._get_forbidden_access(operation) | self._filter_closed()

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            author = self.env.user.partner_id
            own = {
                "author_id": author.id,
                "author_guest_id": False,
                "email_from": author.email_formatted,
            }
            default = self.default_get(["model"]).get("model")
            vals_list = [
                vals | own if self._is_ours(vals.get("model", default)) else vals
                for vals in vals_list
            ]
        return super().create(vals_list)

    def write(self, vals):
        # sudo: the check comes before the user may read the messages.
        names = {vals.get("model"), *self.sudo().mapped("model")}
        if not self.env.su and ORIGIN & vals.keys() and any(map(self._is_ours, names)):
            raise AccessError(
                self.env._(
                    "Who wrote a message, and about what, cannot change afterwards. "
                    "Write a new message instead."
                )
            )
        return super().write(vals)

    def _is_ours(self, name):
        """Return whether messages of a record type belong to a record of ours.

        :param str name: the type, if any
        :rtype: bool
        """
        return name in self.env and isinstance(
            self.env[name], self.pool["tolerance.thread"]
        )
