"""Whether something about a person or unit is closed to the current user."""

from odoo import fields, models
from odoo.fields import NO_ACCESS, Domain


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    # Only rules read it: a user who could read it would learn of a matter.
    is_conflicted = fields.Boolean(
        compute="_compute_is_conflicted",
        search="_search_is_conflicted",
        groups=NO_ACCESS,
        export_string_translation=False,
    )

    def _on_identified(self):
        super()._on_identified()
        # Changed records mean changed parties, superiors and subordinates.
        # sudo: no user writes conflicts; the system finds them.
        self.env["tolerance.conflict"].sudo()._refresh_for(self)

    def _compute_is_conflicted(self):
        closed = self._filter_conflicted()
        for subject in self:
            subject.is_conflicted = subject in closed

    def _search_is_conflicted(self, operator, value):
        if operator != "in":
            return NotImplemented
        if not self.env.su:
            # Record rules search as superuser; other users get no result.
            return Domain.FALSE if True in value else Domain.TRUE
        Conflict = self.env["tolerance.conflict"]
        rows = Conflict.search([("user_id", "=", self.env.uid)])
        conflicted = Domain("id", "in", rows._get_subjects().ids)
        return conflicted if True in value else ~conflicted

    def _filter_conflicted(self):
        """Return the subjects of records that are closed to the current user.

        :rtype: tolerance.subject
        """
        # sudo: the search compares with conflicts, which users do not read.
        return self & self.sudo().search([("is_conflicted", "=", True)]).sudo(False)
