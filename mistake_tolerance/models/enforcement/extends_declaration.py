"""Finds the declaration that allows a record about a protected person.

An HR officer may declare beforehand that a record has another ground, for example that
a deduction of 3 May at most 2 points is about lateness. One record can use it.
"""

from odoo import api, models


class ToleranceDeclaration(models.Model):
    _inherit = "tolerance.declaration"

    @api.model
    def _use_for(self, spec, rows):
        """Find the declarations that allow rows, and mark each as used by its row.

        :param GuardSpec spec: the guard
        :param list rows: one :class:`Match` for each row that cites no matter
        :return: ids of the rows that are declared
        :rtype: set
        """
        declared = set()
        if not rows:
            return declared
        # sudo: the guard needs all declarations; the user may not read them.
        open_ones = self.sudo().search(
            [
                ("guard_id", "=", spec.guard_id),
                ("subject_id", "in", [row.subject_id for row in rows]),
                ("voided_on", "=", False),
                "|",
                ("res_id", "in", [False, 0]),
                ("res_id", "in", [row.row_id for row in rows]),
            ],
            order="id",
        )
        for row in rows:
            fitting = open_ones.filtered(
                lambda d, row=row: (
                    d.subject_id.id == row.subject_id
                    and d.area_id.id == row.area_id
                    and d.date_from <= row.on_date <= d.date_to
                    and row.amount <= d.amount
                    and d.res_id in (0, row.row_id)
                )
            ).sorted(lambda d: not d.res_id)[:1]
            if not fitting:
                continue
            declared.add(row.row_id)
            if not fitting.res_id:
                fitting._use(row.row_id, row.on_date)
        return declared
