"""Restores records when two persons turn out not to be one.

While they were joined, decisions about either protected both. After the separation each
protects only the person it was made about.
"""

from odoo import fields, models
from odoo.fields import Domain

from ...decision.effects_in_force import get_in_force_domain


class TolerancePersonMatch(models.Model):
    """Neutralises or restores records when persons are joined or separated."""

    _inherit = "tolerance.person.match"

    effect_ids = fields.Many2many(
        "tolerance.effect",
        string="Decisions That Protect Either",
        compute="_compute_effect_ids",
        help="Once joined, each protects the records of both. Once separated, each "
        "protects only the person it was made about.",
    )

    def _compute_effect_ids(self):
        for match in self:
            both = match.subject_id | match.other_id
            # Effects that the reader may not read are left out.
            match.effect_ids = self.env["tolerance.effect"].search(
                get_in_force_domain()
                & Domain("subject_id", "in", both._get_ancestors().ids)
            )

    def _on_separated(self, records):
        super()._on_separated(records)
        # sudo: records that are no longer covered are restored, visible or not.
        rows_sudo = self.env["tolerance.neutralisation"].sudo()
        ancestors = (self.subject_id | self.other_id)._get_ancestors()
        rows = rows_sudo.search(
            [
                ("state", "=", "neutralised"),
                ("effect_id.subject_id", "in", ancestors.ids),
            ]
        )
        rows_sudo._restore_rows(rows.filtered(lambda row: not row._is_protected()))


class ToleranceNeutralisation(models.Model):
    _inherit = "tolerance.neutralisation"

    def _is_protected(self):
        """Return whether the effect still protects the person the record is about.

        :rtype: bool
        """
        if self.res_model not in self.env:
            return True
        record = self.env[self.res_model].browse(self.res_id).exists()
        subject = record
        for name in self.guard_id._get_spec().subject:
            subject = subject[name]
        return not subject or self.effect_id.subject_id in subject._get_ancestors()
