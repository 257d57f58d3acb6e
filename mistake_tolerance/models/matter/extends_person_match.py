"""Matters that HR sees when it says whether two records are of one person.

Matters entered while two persons counted as one may be about either, so HR has to say
about whom before the two are separated.
"""

from odoo import api, fields, models
from odoo.fields import NO_ACCESS


class TolerancePersonMatch(models.Model):
    """Shows the matters that an answer about two records concerns."""

    _inherit = "tolerance.person.match"

    # Matters of each before the join, so that later ones are known.
    matters_before = fields.Json(readonly=True, groups=NO_ACCESS)
    # Computed as superuser, because auditors may not read matters; the search uses the
    # reader's rights.
    matter_ids = fields.Many2many(
        "tolerance.matter",
        string="Matters of Either",
        compute="_compute_matter_ids",
        compute_sudo=True,
    )
    joined_since_ids = fields.Many2many(
        "tolerance.matter",
        string="Matters since Then",
        compute="_compute_joined_since_ids",
        compute_sudo=True,
    )

    @api.depends("subject_id", "other_id")
    @api.depends_context("uid")
    def _compute_matter_ids(self):
        for match in self:
            both = match.subject_id | match.other_id
            # Matters that the reader may not read are left out.
            match.matter_ids = self.sudo(False)._find_matters(both._get_ancestors())

    @api.depends("state", "subject_id")
    @api.depends_context("uid")
    def _compute_joined_since_ids(self):
        for match in self:
            match.joined_since_ids = match.sudo(False)._get_joined_since()

    def _get_joined_since(self):
        """Return the matters that came in while both counted as one person.

        :return: those the reader may see
        :rtype: tolerance.matter
        """
        if self.state != "joined":
            return self.env["tolerance.matter"]
        # sudo: values that are only compared are not shown.
        before = self.sudo().matters_before or []
        matters = self._find_matters(self.subject_id)
        return matters.filtered(lambda matter: matter.id not in before)

    @api.model
    def _find_matters(self, subjects):
        """Return the matters of subjects that the reader may see.

        :rtype: tolerance.matter
        """
        # sudo: the user may not be able to read whom a matter concerns.
        matters_sudo = self.env["tolerance.matter"].sudo()
        found = matters_sudo.search(matters_sudo._get_subject_domain(subjects))
        return found.sudo(self.env.su)._filtered_access("read")

    def _get_join_values(self, subjects):
        values = super()._get_join_values(subjects)
        return values | {"matters_before": self._find_matters(subjects).ids}

    def _get_separate_refusal(self):
        if refusal := super()._get_separate_refusal():
            return refusal
        # sudo: the officer who answers may not read the matters.
        if not self.decided_while_joined and self.sudo()._get_joined_since():
            return self.env._(
                "Matters were entered while both counted as one person. First say "
                "which person each concerns."
            )
        return False
