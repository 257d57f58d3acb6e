"""Messages on records, without mail from outside."""

from odoo import api, models


class ToleranceThread(models.AbstractModel):
    """Messages on our records are written in the client, never by mail.

    Odoo delivers a mail with the rights of the system, in the name of the user whose
    address is in its From line, and anybody can forge that line. So mail neither
    creates nor changes our records; see :mod:`.mail_route`.
    """

    _name = "tolerance.thread"
    _description = "Messages of a Record"
    _inherit = ["mail.thread"]

    def message_get_followers(self, *args, **kwargs):
        """Return the followers only to users who may read the record."""
        self.check_access("read")
        return super().message_get_followers(*args, **kwargs)

    def _message_compute_author(self, author_id=None, email_from=None):
        """Return the user who writes as the author, not the one a client sends."""
        if not self.env.su:
            author = self.env.user.partner_id
            author_id, email_from = author.id, author.email_formatted
        return super()._message_compute_author(author_id, email_from)

    # Odoo leaves these inner methods of its mail gateway open to clients; we do not.

    @api.model
    @api.private
    def message_route(self, *args, **kwargs):
        return super().message_route(*args, **kwargs)

    @api.model
    @api.private
    def message_new(self, *args, **kwargs):
        return super().message_new(*args, **kwargs)

    @api.private
    def message_update(self, *args, **kwargs):
        return super().message_update(*args, **kwargs)

    @api.private
    def message_change_thread(self, *args, **kwargs):
        return super().message_change_thread(*args, **kwargs)
