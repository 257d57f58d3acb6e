from odoo import models

from ..base.wording import write_list


class ToleranceCase(models.Model):
    """A case goes on file after the correction of each tolerated party is set."""

    _inherit = "tolerance.case"

    def _get_filing_refusals(self):
        refusals = super()._get_filing_refusals()
        # Determinations of a case are the body's; here it counts what they opened.
        granted_sudo = (
            self.env["tolerance.determination"]
            .sudo()
            .search(
                [
                    ("case_id", "in", self.ids),
                    ("state", "=", "confirmed"),
                    ("degree_kind", "!=", "refused"),
                ]
            )
        )
        for case in self:
            lacking = granted_sudo.filtered(
                lambda d: d.case_id == case and not d.correction_ids._is_set()
            )
            if lacking:
                refusals[case.id] = self.env._(
                    "%(number)s: every tolerated party needs a correction with its "
                    "measure. Plan it for %(names)s under Correction and Follow-up.",
                    number=case.name,
                    names=write_list(self.env, lacking.subject_id.mapped("name")),
                )
        return refusals
