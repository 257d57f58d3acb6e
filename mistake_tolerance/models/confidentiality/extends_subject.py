"""Tells whether the current user has a conflict of interest about somebody."""

from odoo import api, fields, models
from odoo.fields import NO_ACCESS, Domain
from odoo.tools import SQL

from .closure_sql import write_conflict_about


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    # Only rules and _filter_conflicted use it: a user who could read it would learn of
    # a matter.
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
        """Recompute the conflicts about these, their superiors and subordinates."""
        # sudo: the user who changes records or predecessors may not read cases.
        subjects_sudo = self.sudo().with_context(active_test=False)
        self.env["tolerance.conflict"].sudo()._refresh_for(subjects_sudo)
        subjects_sudo._get_whole().employee_ids._refresh_conflicts()

    @api.depends_context("uid")
    def _compute_is_conflicted(self):
        conflicted = self._filter_conflicted()
        for subject in self:
            subject.is_conflicted = subject in conflicted

    def _search_is_conflicted(self, operator, value):
        if operator != "in":
            return NotImplemented
        if not self.env.su:
            # Record rules search as superuser. For anybody else nobody counts as
            # conflicted: the search must not tell who is.
            return Domain.FALSE if True in value else Domain.TRUE
        user_id = self.env.uid
        conflicted = Domain.custom(
            to_sql=lambda model, alias, _query: write_conflict_about(
                model.env["tolerance.conflict"], SQL.identifier(alias, "id"), user_id
            )
        )
        return conflicted if True in value else ~conflicted

    def _filter_conflicted(self):
        """Return those about whom the current user has a conflict of interest.

        :rtype: tolerance.subject
        """
        domain = [("id", "in", self.ids), ("is_conflicted", "=", True)]
        # sudo: the user may not read the conflicts; only their own records come back.
        return self & self.sudo().search(domain).sudo(False)
