from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..verb import is_open, opened, shut


class ToleranceDeclaration(models.Model):
    """A statement, made beforehand, that a record has another ground.

    It serves one record, and the person it is about reads it.
    """

    _name = "tolerance.declaration"
    _description = "Declaration of Another Ground"
    _order = "id desc"
    _rec_name = "reason"

    guard_id = fields.Many2one(
        "tolerance.guard", required=True, ondelete="restrict", index=True
    )
    subject_id = fields.Many2one(
        "tolerance.subject", required=True, ondelete="restrict", index=True
    )
    area_id = fields.Many2one("tolerance.area", required=True, ondelete="restrict")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    date_from = fields.Date(required=True)
    date_to = fields.Date(required=True)
    amount = fields.Float("Points at Most")
    reason = fields.Text(required=True)
    res_id = fields.Integer("Record Served", readonly=True, copy=False, index=True)
    used_on = fields.Date(readonly=True, copy=False)

    _check_dates = models.Constraint(
        "CHECK (date_to >= date_from)", "The period cannot end before it begins."
    )
    _record_uniq = models.UniqueIndex(
        "(guard_id, res_id) WHERE res_id > 0", "This record is declared already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("res_id") or vals.get("used_on") for vals in vals_list):
            self._raise_fixed()
        declarations = super().create(vals_list)
        for declaration in declarations:
            self.env["tolerance.ledger.entry"]._append(
                "declaration.create",
                declaration,
                {
                    "subject": declaration.subject_id.id,
                    "area": declaration.area_id.code,
                    "amount": declaration.amount,
                    "reason": declaration.reason,
                },
            )
        return declarations

    def write(self, vals):
        if not is_open(self):
            self._raise_fixed()
        result = super().write(vals)
        shut(self)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        self._raise_fixed()

    def _raise_fixed(self):
        raise AccessError(
            self.env._("A declaration does not change; make a new one instead.")
        )


class ToleranceGuard(models.Model):
    _inherit = "tolerance.guard"

    @api.model
    def _use_declarations(self, spec, rows):
        """Find, and use up, the declarations that speak for rows.

        :param Spec spec: the guard
        :param list rows: one :class:`Met` for each row that cites no matter
        :return: ids of the rows that are declared
        :rtype: set
        """
        if not rows:
            return set()
        # The judge reads declarations whoever writes.
        Declaration = self.env["tolerance.declaration"].sudo()
        open_ones = Declaration.search(
            [
                ("guard_id", "=", spec.guard_id),
                ("subject_id", "in", [row.subject_id for row in rows]),
                "|",
                ("res_id", "in", [False, 0]),
                ("res_id", "in", [row.row_id for row in rows]),
            ],
            order="id",
        )
        declared = set()
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
                opened(fitting).write({"res_id": row.row_id, "used_on": row.on_date})
        return declared
