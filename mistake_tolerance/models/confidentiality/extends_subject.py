"""Whether something about a person or unit is closed to the current user."""

from odoo import fields, models
from odoo.fields import NO_ACCESS, Domain
from odoo.tools import SQL

from .closure_sql import write_conflict_about


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
        self._refresh_conflicts()

    def _on_joined(self):
        super()._on_joined()
        self._refresh_conflicts()

    def _on_left(self):
        super()._on_left()
        self._refresh_conflicts()

    def _refresh_conflicts(self):
        """Find the conflicts anew of these, and of who leads them or is led by them."""
        # sudo: who says that two records are of one person may not read cases.
        subjects_sudo = self.sudo().with_context(active_test=False)
        self.env["tolerance.conflict"].sudo()._refresh_for(subjects_sudo)
        subjects_sudo._get_whole().employee_ids._refresh_conflicts()

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
        user_id = self.env.uid
        conflicted = Domain.custom(
            to_sql=lambda model, alias, _query: write_conflict_about(
                model.env["tolerance.conflict"], SQL.identifier(alias, "id"), user_id
            )
        )
        return conflicted if True in value else ~conflicted

    def _filter_conflicted(self):
        """Return those about whom there is something closed to the current user.

        :rtype: tolerance.subject
        """
        domain = [("id", "in", self.ids), ("is_conflicted", "=", True)]
        # sudo: the rule reads whom it closes to the user; the user does not.
        return self & self.sudo().search(domain).sudo(False)
