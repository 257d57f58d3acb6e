from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base import bounded
from ...base.field import written
from ...base.wording import write_list

AREA_CODES = (
    "routine_appraisal",
    "annual_appraisal",
    "unit_target_appraisal",
    "clean_government_appraisal",
    "leadership_appraisal",
    "term_appraisal",
)

PERIODS = [
    ("year", "Full Year"),
    ("half_1", "First Half-Year"),
    ("half_2", "Second Half-Year"),
    ("quarter_1", "First Quarter"),
    ("quarter_2", "Second Quarter"),
    ("quarter_3", "Third Quarter"),
    ("quarter_4", "Fourth Quarter"),
    ("term", "Term of Office"),
]


class ToleranceAppraisalCycle(models.Model):
    """One round of appraisals for a unit with its sub-units."""

    _name = "tolerance.appraisal.cycle"
    _description = "Appraisal Cycle"
    _inherit = ["tolerance.ledger.mixin"]
    _order = "year desc, id desc"
    _check_company_auto = True

    name = written.Char(required=True)
    area_id = fields.Many2one(
        "tolerance.area",
        required=True,
        ondelete="restrict",
        domain=[("code", "in", AREA_CODES)],
    )
    subject_kind = fields.Selection(
        [("person", "Employees"), ("unit", "Units")],
        string="Appraised",
        compute="_compute_subject_kind",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    year = bounded.Integer(
        required=True,
        default=lambda self: self.env.company._tolerance_today().year,
        low=1950,
        high=2200,
    )
    period = fields.Selection(PERIODS, required=True, default="year")
    department_id = fields.Many2one(
        "hr.department",
        string="Unit",
        required=True,
        ondelete="restrict",
        check_company=True,
        help="Its sub-units are part of the cycle.",
    )
    base_score = bounded.Float(default=100, required=True, high=bounded.MAX_POINTS)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    appraisal_ids = fields.One2many("tolerance.appraisal", "cycle_id")
    appraisal_count = fields.Integer(compute="_compute_appraisal_count")

    @api.depends("area_id")
    def _compute_subject_kind(self):
        for cycle in self:
            kind = cycle.area_id.subject_kind
            if kind in ("person", "unit"):
                cycle.subject_kind = kind
            else:
                cycle.subject_kind = cycle.subject_kind or "person"

    @api.depends("appraisal_ids")
    def _compute_appraisal_count(self):
        counts = dict(
            self.env["tolerance.appraisal"]._read_group(
                [("cycle_id", "in", self.ids)], ["cycle_id"], ["__count"]
            )
        )
        for cycle in self:
            cycle.appraisal_count = counts.get(cycle, 0)

    @api.model_create_multi
    def create(self, vals_list):
        cycles = super().create(vals_list)
        cycles._ledger_append("cycle.create")
        return cycles

    def write(self, vals):
        fixed = {
            "area_id",
            "subject_kind",
            "year",
            "period",
            "base_score",
            "company_id",
        }
        if fixed & vals.keys() and self.appraisal_ids:
            raise UserError(
                self.env._(
                    "Appraisals are open in this cycle: make another cycle for "
                    "another area, period or base score."
                )
            )
        result = super().write(vals)
        if fixed & vals.keys():
            self._ledger_append("cycle.change")
        return result

    def _get_ledger_values(self):
        return {
            "area": self.area_id.code,
            "year": self.year,
            "period": self.period,
            "unit": self.department_id.id,
            "base_score": str(self.base_score),
        }

    def action_open(self):
        """Make the appraisals that are still missing, and show them all.

        A person who already has an appraisal for the same area and period, from
        another cycle or made by hand, gets no second one.

        :return: action showing the appraisals
        :rtype: dict
        """
        self.check_access("write")
        elsewhere = self.env["tolerance.appraisal"]
        # One after the other: a cycle can take whom the one before left out.
        for cycle in self:
            name = "employee_id" if cycle.subject_kind == "person" else "department_id"
            missing = cycle._get_members() - cycle.appraisal_ids[name]
            # sudo: the subject tells whether two employee records are one person.
            people_sudo = missing.sudo().grouped("tolerance_subject_id")
            present = cycle._get_present(people_sudo)
            elsewhere |= present.filtered(lambda a, own=cycle: a.cycle_id != own)
            taken_sudo = present.sudo().subject_id
            elsewhere.create(
                [
                    {"cycle_id": cycle.id, name: members_sudo[:1].id}
                    for subject_sudo, members_sudo in people_sudo.items()
                    if subject_sudo not in taken_sudo
                ]
            )
        action = self.action_view_appraisals()
        return self._notify_left_out(elsewhere, action) if elsewhere else action

    def _get_present(self, subjects):
        """Return the appraisals that persons or units have for the same time.

        :param subjects: of ``tolerance.subject``
        :rtype: tolerance.appraisal
        """
        self.ensure_one()
        return self.env["tolerance.appraisal"].search(
            [
                ("subject_id", "in", [subject.id for subject in subjects]),
                ("company_id", "=", self.company_id.id),
                ("area_id", "=", self.area_id.id),
                ("year", "=", self.year),
                ("period", "=", self.period),
            ]
        )

    def _notify_left_out(self, appraisals, action):
        """Notify the user whom the cycles leave out, and why.

        :param tolerance.appraisal appraisals: of the same time, elsewhere
        :param dict action: what to show behind the notice
        :rtype: dict
        """
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "sticky": True,
                "message": self.env._(
                    "Appraised for this period already and left out of the cycle: "
                    "%(names)s. If one of them belongs into it, delete the other "
                    "draft first, then create the appraisals again.",
                    names=write_list(self.env, appraisals.subject_id.mapped("name")),
                ),
                "next": action,
            },
        }

    def action_view_appraisals(self):
        """Show the appraisals of these cycles."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "mistake_tolerance.appraisal_action"
        )
        return {**action, "domain": [("cycle_id", "in", self.ids)], "context": {}}

    def _get_members(self):
        """Return the employees or units the cycle appraises."""
        self.ensure_one()
        below = [("id", "child_of", self.department_id.id)]
        units = self.env["hr.department"].search(below)
        if self.subject_kind == "unit":
            return units
        domain = [
            ("department_id", "in", units.ids),
            ("company_id", "=", self.company_id.id),
        ]
        return self.env["hr.employee"].search(domain)

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "cycle.create": self.env._("Appraisal cycle set up"),
            "cycle.change": self.env._("Appraisal cycle changed"),
        }
