"""A guard: the settings that make one record type respect decisions.

Example: the guard of marks says that the person is in ``subject_id``, the matter in
``matter_id``, the points in ``counted_points``, and that a mark is negative unless it
is archived or a decision has taken its points away. The room ``enforcement`` reads
these settings and judges each record, so that an agency can guard its own record types
without writing code.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..base import bounded
from ..base.deletion import ondelete
from ..base.field import written
from ..base.loading import is_loading
from ..base.wording import write_list
from ..base.write_permit import is_unlocked, lock
from ..decision.effects_in_force import get_in_force_domain

# Models on which a path may end, and their field for the subject.
SUBJECT_ENDS = {
    "tolerance.subject": None,
    "hr.employee": "tolerance_subject_id",
    "hr.department": "tolerance_subject_id",
}

# Fields that decide which records a guard covers and in which area.
SCOPE_FIELDS = (
    "path_subject",
    "path_matter",
    "path_date",
    "path_amount",
    "path_area",
    "area_id",
    "negative_domain",
    "neutral_values",
    "accepts_marks",
)


class ToleranceGuard(models.Model):
    """The settings of one record type that can hold something against somebody."""

    _name = "tolerance.guard"
    _description = "Guard"
    _inherit = ["tolerance.ledger.mixin"]
    _order = "sequence, id"

    name = written.Char(required=True, translate=True)
    sequence = bounded.Integer(default=10)
    active = fields.Boolean(default=True)
    model = written.Char(
        "Record Type",
        required=True,
        help="Technical name of the model, for example tolerance.mark.",
    )
    model_name = fields.Char("What It Guards", compute="_compute_model_name")
    path_subject = written.Char(
        "Path to the Person or Unit",
        required=True,
        help="Stored many2one fields, joined by dots, that lead to an employee, a "
        "department or a subject.",
    )
    path_matter = fields.Char(
        "Path to the Matter", help="Empty: its records never name a matter."
    )
    path_date = written.Char("Path to the Date", required=True, default="create_date")
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
    negative_domain = written.Char(
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

    change_ids = fields.One2many("tolerance.guard.change", "guard_id")

    _check_area = models.Constraint(
        "CHECK (area_id IS NOT NULL OR path_area IS NOT NULL)",
        "Say in which effect area these records count.",
    )

    @api.depends("model")
    @api.depends_context("lang")
    def _compute_model_name(self):
        for guard in self:
            # sudo: users may not read the list of models; only the label is used.
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
        self._check_second_person(vals)
        result = super().write(vals)
        self._refresh_table()
        lock(self)
        return result

    def unlink(self):
        result = super().unlink()
        self._refresh_table()
        return result

    def _refresh_table(self):
        """Make every server process use the new guards from its next request on."""
        self.env.registry.clear_cache()

    @ondelete
    def _unlink_except_in_force(self):
        self._check_second_person({"active": False})

    def action_switch_on(self):
        """Switch the guards on for every server process from its next request on.

        What their record types hold already is looked through at once.

        :return: True
        :raises UserError: if a guard cannot read a record type that is installed
        """
        self.check_access("write")
        for guard in self.filtered(lambda guard: guard.model in self.env):
            if problem := guard._get_entry_problem():
                raise UserError(problem)
        return self.write({"active": True})

    def _get_reach(self):
        """Return the settings that decide which records it covers, as for ``create``.

        :rtype: dict
        """
        return {
            name: self[name].id if name == "area_id" else self[name]
            for name in SCOPE_FIELDS
        }

    def _check_second_person(self, vals):
        """Refuse to weaken guards by one person while they protect somebody.

        :param dict vals: what is to be written
        :raises UserError: naming the guards
        """
        # Modules that load bring their own guards; a sweep follows.
        if is_unlocked(self) or is_loading(self.env):
            return
        weakened = self.filtered(lambda guard: guard._is_weakened(vals))
        protecting = weakened and weakened._get_protecting()
        if protecting:
            raise UserError(
                self.env._(
                    "%(guards)s: decisions are in force that this guard enforces, or "
                    "a case is being examined. "
                    "Request the change; another administrator approves it.",
                    guards=write_list(self.env, protecting.mapped("name")),
                )
            )

    def _is_weakened(self, vals):
        """Return whether ``vals`` could make the guard cover fewer records.

        Any change of a path or of the condition could, so each counts.
        """
        if not self.active or self.model not in self.env:
            return False
        if "active" in vals and not vals["active"]:
            return True
        return any(
            (self[name].id if name == "area_id" else self[name] or False)
            != (vals[name] or False)
            for name in ("model", *SCOPE_FIELDS)
            if name in vals
        )

    def _get_protecting(self):
        """Return the guards that a decision needs, one in force or still to come.

        While a case is examined, all of them: which areas it will protect is
        decided last.

        :rtype: tolerance.guard
        """
        # sudo: administrators may not read cases; only their existence is used.
        if (
            self.env["tolerance.matter"]
            .sudo()
            .search_count([("is_open", "=", True), ("case_ids", "!=", False)], limit=1)
        ):
            return self
        domain = get_in_force_domain(self.env.company._tolerance_today())
        # sudo: administrators may not read decisions; only their existence is used.
        effects_sudo = self.env["tolerance.effect"].sudo()
        groups = effects_sudo._read_group(domain, ["area_id"])
        area_ids = {area.id for (area,) in groups}
        return self.filtered(
            lambda guard: area_ids if guard.path_area else guard.area_id.id in area_ids
        )
