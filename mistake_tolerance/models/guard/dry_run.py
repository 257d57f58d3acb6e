from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...rules.judge import Protection, judge
from .lookup import Met
from .meet import MET

SHOWN = 200


class ToleranceGuardDryRun(models.TransientModel):
    """What a guard would have hit, had it watched all along.

    It names records only: administrators have no sight of decisions.
    """

    _name = "tolerance.guard.dry.run"
    _description = "Dry Run of a Guard"
    _rec_name = "guard_id"

    guard_id = fields.Many2one("tolerance.guard", required=True, readonly=True)
    negative_count = fields.Integer("Negative Records", readonly=True)
    hit_count = fields.Integer("Records That Would Be Hit", readonly=True)
    ground_count = fields.Integer(
        "Records That Would Need a Ground",
        readonly=True,
        help="They name no matter, and their person or unit is protected or under "
        "examination.",
    )
    is_replaced = fields.Boolean(
        "Values Can Be Replaced",
        readonly=True,
        help="If not, what exists already is left to the HR officer.",
    )
    line_ids = fields.One2many(
        "tolerance.guard.dry.run.line", "run_id", string="Records", readonly=True
    )


class ToleranceGuardDryRunLine(models.TransientModel):
    _name = "tolerance.guard.dry.run.line"
    _description = "Record Hit in a Dry Run"
    _order = "on_date, res_id"

    run_id = fields.Many2one(
        "tolerance.guard.dry.run", required=True, ondelete="cascade"
    )
    res_id = fields.Integer("Record ID", readonly=True, aggregator=None)
    on_date = fields.Date("Date", readonly=True)
    points = fields.Float(readonly=True)
    outcome = fields.Selection(
        [
            ("covered", "Covered by a Decision"),
            ("held", "On Hold until Decided"),
            ("above_cap", "More than May Count"),
            ("ground_needed", "Matter Not Named"),
        ],
        readonly=True,
    )


class ToleranceGuard(models.Model):
    _inherit = "tolerance.guard"

    def action_dry_run(self):
        """Show which existing records the guard would have hit; change none.

        Works on an archived guard too, before it is switched on.

        :return: action showing the result
        :rtype: dict
        :raises UserError: if the guard cannot read its record type
        """
        self.ensure_one()
        self.check_access("write")
        if problem := self._get_problem():
            raise UserError(problem)
        spec = self._get_spec()
        self.env.flush_all()
        rows = self._find_met_by_effects(spec, None)
        outcomes = {}
        used = {}
        for row in sorted(rows, key=lambda row: (row.on_date, row.row_id)):
            protection = Protection(row.form, True, row.effect_id, row.cap)
            counted = used.get(row.effect_id, 0.0)
            used[row.effect_id] = counted + row.amount
            verdict = judge([protection], row.amount, counted)
            if verdict.outcome != "pass":
                outcomes.setdefault(row.row_id, (row, verdict.outcome))
        unnamed = self._find_without_ground(spec)
        hits = list(outcomes.values())
        hits += [(row, "ground_needed") for row in unnamed]
        # Their number is no content; nobody need read the records themselves.
        model_sudo = self.env[self.model].sudo().with_context(active_test=False)
        run = self.env["tolerance.guard.dry.run"].create(
            {
                "guard_id": self.id,
                "negative_count": model_sudo.search_count(spec.domain),
                "hit_count": len(outcomes),
                "ground_count": len(unnamed),
                "is_replaced": self._can_neutralise(spec),
                "line_ids": [
                    Command.create(
                        {
                            "res_id": row.row_id,
                            "on_date": row.on_date,
                            "points": row.amount,
                            "outcome": outcome,
                        }
                    )
                    for row, outcome in hits[:SHOWN]
                ],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Dry Run"),
            "res_model": run._name,
            "res_id": run.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.model
    def _find_without_ground(self, spec):
        """Find existing negative records for which a ground would be asked.

        :param Spec spec: the guard
        :return: one :class:`Met` for each
        :rtype: list
        """
        statement = SQL(
            """
            WITH negative AS MATERIALIZED (%(negative)s)
            SELECT DISTINCT ON (met.id) met.* FROM (%(met)s) met
             WHERE met.matter_id IS NULL
          ORDER BY met.id, met.effect_id
            """,
            negative=self._get_negative_query(spec),
            met=MET,
        )
        self.env.cr.execute(statement.code, self._give(statement.params))
        rows = [Met(*row) for row in self.env.cr.fetchall()]
        named = self._get_named(spec, [("res_id", "in", self._get_unnamed(rows))])
        grounded = self._get_grounded(spec, rows)
        return [
            row
            for row in rows
            if row.row_id not in named and row.row_id not in grounded
        ]
