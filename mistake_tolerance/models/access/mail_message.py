from odoo import models
from odoo.fields import Domain


class MailMessage(models.Model):
    """Whoever wrote or got a message reads it, unless the case is closed to them."""

    _inherit = "mail.message"

    def _get_conflict_domain(self):
        if self.env.su:
            return Domain.FALSE
        return self.env["tolerance.conflict"]._get_closed_domain("model", "res_id")

    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not bypass_access:
            closed = self._get_conflict_domain()
            if not closed.is_false():
                domain = Domain(domain) & ~closed
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _get_forbidden_access(self, operation):
        forbidden = super()._get_forbidden_access(operation)
        closed = self._get_conflict_domain()
        if not closed.is_false():
            forbidden |= self.sudo().filtered_domain(closed).with_env(self.env)
        return forbidden
