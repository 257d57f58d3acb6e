from difflib import get_close_matches

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from ..base import bounded
from ..base.wording import write_list

# Where a path may end, and the field that leads on to the person or unit.
SUBJECT_ENDS = {
    "tolerance.subject": None,
    "hr.employee": "tolerance_subject_id",
    "hr.department": "tolerance_subject_id",
}


class ToleranceGuard(models.Model):
    """A record type that can hold something against someone, and how to read it."""

    _name = "tolerance.guard"
    _description = "Guard"
    _inherit = ["tolerance.ledger.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = bounded.Integer(default=10)
    active = fields.Boolean(default=True)
    model = fields.Char(
        "Record Type",
        required=True,
        help="Technical name of the model, for example tolerance.mark.",
    )
    model_name = fields.Char("What It Guards", compute="_compute_model_name")
    path_subject = fields.Char(
        "Path to the Person or Unit",
        required=True,
        help="Stored many2one fields, joined by dots, that lead to an employee, a "
        "department or a subject.",
    )
    path_matter = fields.Char(
        "Path to the Matter", help="Empty: its records never name a matter."
    )
    path_date = fields.Char("Path to the Date", required=True, default="create_date")
    path_amount = fields.Char(
        "Path to the Points", help="Empty: its records take away no points."
    )
    path_area = fields.Char("Path to the Effect Area")
    area_id = fields.Many2one(
        "tolerance.area",
        string="Effect Area",
        ondelete="restrict",
        help="Where the record itself does not say in which area it counts.",
    )
    negative_domain = fields.Char(
        required=True,
        default="[]",
        help="When a record is negative. Stored fields of the record itself or, joined "
        "by dots, of records it leads to. [] takes every record to be negative.",
    )
    neutral_values = fields.Char(
        help="JSON of field values that make a negative record neutral. They "
        "replace what a recomputation or an older record holds.",
    )
    accepts_marks = fields.Boolean(
        "Marks Are Its Grounds",
        help="For results such as a rejected promotion or a lowered grade: where a "
        "ground is asked for, a mark that stands on the record and counts is one, as a "
        "declaration is. Each mark is judged for itself.",
    )
    problem = fields.Char(
        compute="_compute_problem", help="Why this guard cannot work at present."
    )

    _check_area = models.Constraint(
        "CHECK (area_id IS NOT NULL OR path_area IS NOT NULL)",
        "Say in which effect area these records count.",
    )

    @api.depends("model")
    @api.depends_context("lang")
    def _compute_model_name(self):
        for guard in self:
            # The name of a record type is no secret; the model list is kept closed.
            model_sudo = self.env["ir.model"]._get(guard.model)
            guard.model_name = model_sudo.name or guard.model

    @api.depends_context("lang")
    @api.depends(
        "model",
        "path_subject",
        "path_matter",
        "path_date",
        "path_amount",
        "path_area",
        "negative_domain",
        "neutral_values",
    )
    def _compute_problem(self):
        for guard in self:
            guard.problem = guard._get_entry_problem()

    @api.constrains(
        "model",
        "path_subject",
        "path_matter",
        "path_date",
        "path_amount",
        "path_area",
        "negative_domain",
        "neutral_values",
    )
    def _check_problem(self):
        for guard in self:
            # A record type that is not installed yet is allowed and waits.
            if guard.model in self.env and (problem := guard._get_entry_problem()):
                raise ValidationError(problem)

    @api.model_create_multi
    def create(self, vals_list):
        guards = super().create(vals_list)
        guards._refresh_table()
        return guards

    def write(self, vals):
        result = super().write(vals)
        self._refresh_table()
        return result

    def unlink(self):
        result = super().unlink()
        self._refresh_table()
        return result

    def _refresh_table(self):
        """Let every worker watch by the new guards from its next request on."""
        self.env.registry.clear_cache()

    def _get_problem(self):
        """Say why the guard cannot read its record type, or return False.

        :rtype: str | bool
        """
        self.ensure_one()
        if not self.model:
            return False
        if self.model not in self.env:
            return self.env._(
                "%(model)s is not installed; the guard waits for it.", model=self.model
            )
        if self.env[self.model]._abstract or self.env[self.model]._transient:
            return self.env._(
                "%(model)s stores no records.",
                model=self._get_type_name(self.env[self.model]),
            )
        for path, ends in (
            (self.path_subject, SUBJECT_ENDS),
            (self.path_matter, ("tolerance.matter",)),
            (self.path_area, ("tolerance.area",)),
            (self.path_date, ("date", "datetime")),
            (self.path_amount, ("float", "integer", "monetary")),
        ):
            if path and (problem := self._get_path_problem(path, ends)):
                return problem
        return self._get_domain_problem() or self._get_neutral_problem()

    def _get_path_problem(self, path, ends):
        model = self.env[self.model]
        *hops, last = path.split(".")
        for name in hops:
            field = model._fields.get(name)
            if not self._is_column(field) or field.type != "many2one":
                return self._get_field_problem(model, name)
            model = self.env[field.comodel_name]
        field = model._fields.get(last)
        if not self._is_column(field):
            return self._get_field_problem(model, last)
        end = field.comodel_name if field.type == "many2one" else field.type
        if end not in ends:
            return self.env._(
                "The path %(path)s does not lead to one of: %(ends)s.",
                path=path,
                ends=write_list(
                    self.env,
                    [
                        self._get_type_name(self.env[end]) if end in self.env else end
                        for end in ends
                    ],
                ),
            )
        return False

    @api.model
    def _get_type_name(self, model):
        """Return the name of a record type that people know."""
        # The list of models is kept closed; the name of a record type is no secret.
        return self.env["ir.model"].sudo()._get(model._name).name or model._name

    def _get_field_problem(self, model, name):
        if name not in model._fields:
            similar = get_close_matches(name, model._fields, 3)
            if similar:
                return self.env._(
                    "%(model)s has no field %(field)s. Is one of these meant: "
                    "%(similar)s?",
                    model=self._get_type_name(model),
                    field=name,
                    similar=write_list(self.env, similar),
                )
            return self.env._(
                "%(model)s has no field %(field)s.",
                model=self._get_type_name(model),
                field=name,
            )
        return self.env._(
            "%(field)s of %(model)s cannot be guarded: only stored fields of the "
            "record itself can, no lists, no values per company or language.",
            field=name,
            model=self._get_type_name(model),
        )

    @api.model
    def _is_column(self, field):
        """Tell whether ``field`` is one value, in a column of its own."""
        return bool(
            field
            and field.store
            and field.column_type
            and not field.inherited
            and not field.company_dependent
            and not field.translate
        )

    def _get_domain(self):
        """Return the negative domain.

        :rtype: odoo.fields.Domain
        """
        return Domain(safe_eval(self.negative_domain or "[]"))
