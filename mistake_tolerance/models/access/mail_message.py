from odoo import api, models
from odoo.fields import Domain


class MailMessage(models.Model):
    """Whoever wrote or got a message reads it, unless the case is closed to them."""

    _inherit = "mail.message"

    @api.model
    def _get_conflict_domain(self):
        """Return the messages that the current user's conflicts close to them.

        :rtype: Domain
        """
        # Users do not read their own conflicts.
        rows_sudo = (
            self.env["tolerance.conflict"]
            .sudo()
            .search_fetch([("user_id", "=", self.env.uid)], ["matter_id"])
        )
        domain = Domain.FALSE
        for matter_sudo in rows_sudo.matter_id:
            for records_sudo in rows_sudo._get_threads(matter_sudo):
                ids = [
                    record.id
                    for record in records_sudo
                    if rows_sudo._get_withdrawn(record, self.env.user)
                ]
                if ids:
                    domain |= Domain("model", "=", records_sudo._name) & Domain(
                        "res_id", "in", ids
                    )
        return domain

    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not self.env.su and not bypass_access:
            closed = self._get_conflict_domain()
            if not closed.is_false():
                domain = Domain(domain) & ~closed
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _get_forbidden_access(self, operation):
        forbidden = super()._get_forbidden_access(operation)
        if self.env.su:
            return forbidden
        closed = self._get_conflict_domain()
        if not closed.is_false():
            forbidden |= self.sudo().filtered_domain(closed).with_env(self.env)
        return forbidden
