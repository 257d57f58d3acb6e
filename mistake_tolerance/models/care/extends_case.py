"""Keeps a case from being filed before the corrections are planned."""

from odoo import models

from ..base.wording import write_list


class ToleranceCase(models.Model):
    """A case is filed only after a correction of each tolerated party is planned."""

    _inherit = "tolerance.case"

    def _get_filing_refusal(self):
        # sudo: the clerk may not read determinations, only the corrections they opened.
        lacking_sudo = self.sudo().determination_ids.filtered(
            lambda d: (
                d.state == "confirmed"
                and d.degree_kind != "refused"
                and d.version_id._is_corrected()
                and not d.correction_ids._is_set()
            )
        )
        if not lacking_sudo:
            return super()._get_filing_refusal()
        return self.env._(
            "%(number)s: every tolerated party needs a correction with its measure. "
            "Plan it for %(names)s under Correction and Follow-up.",
            number=self.name,
            names=write_list(self.env, lacking_sudo.subject_id.mapped("name")),
        )
