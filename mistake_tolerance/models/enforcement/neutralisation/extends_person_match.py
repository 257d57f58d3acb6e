from odoo import fields, models


class TolerancePersonMatch(models.Model):
    """What joining and separating do to what is held against people."""

    _inherit = "tolerance.person.match"

    effect_ids = fields.Many2many(
        "tolerance.effect",
        string="Decisions That Protect Either",
        compute="_compute_effect_ids",
        help="Once joined, each protects the records of both. Once separated, each "
        "protects only the person it was made about.",
    )

    def _compute_effect_ids(self):
        # Who descends from whom is for the system; effects obey the reader's rights.
        rows_sudo = self.env["tolerance.subject.lineage"].sudo()
        for match in self:
            both = match.subject_id | match.other_id
            rows = rows_sudo.search([("subject_id", "in", both.ids)])
            match.effect_ids = self.env["tolerance.effect"].search(
                [
                    ("subject_id", "in", rows.ancestor_id.ids),
                    ("is_lifted", "!=", True),
                ]
            )

    def _on_separated(self, records):
        super()._on_separated(records)
        # What protects nobody of them any more is given back, whoever may see it.
        rows_sudo = self.env["tolerance.neutralisation"].sudo()
        lineage_sudo = self.env["tolerance.subject.lineage"].sudo()
        both = self.subject_id | self.other_id
        ancestors = lineage_sudo.search([("subject_id", "in", both.ids)]).ancestor_id
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
        """Tell whether the effect still reaches whom the record is about.

        :rtype: bool
        """
        if self.res_model not in self.env:
            return True
        record = self.env[self.res_model].browse(self.res_id).exists()
        subject = record
        for name in self.guard_id._get_spec().subject:
            subject = subject[name]
        return not subject or bool(
            self.env["tolerance.subject.lineage"].search_count(
                [
                    ("subject_id", "=", subject.id),
                    ("ancestor_id", "=", self.effect_id.subject_id.id),
                ]
            )
        )
