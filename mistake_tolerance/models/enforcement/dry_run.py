"""Tries a guard on existing records before it is switched on; changes nothing."""

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..base import bounded
from ..base.single import check_single
from ..guard.guard_scope import ANONYMOUS
from ..guard.guard_validation_condition import iter_conditions

SHOWN = 200
# Product choices: what an administrator learns of the number of records.
FEW = 5
RUNS_A_DAY = 20


class ToleranceGuardDryRun(models.TransientModel):
    """Finds the records that a guard would have refused if it had been active.

    A count reveals records too. An HR officer counts the records they may read, and
    sees which they are. An administrator may read none: they see only figures, only
    of our own personnel records, and none below five.
    """

    _name = "tolerance.guard.dry.run"
    _description = "Dry Run of a Guard"
    _rec_name = "guard_id"

    guard_id = fields.Many2one("tolerance.guard", required=True, readonly=True)
    negative_count = fields.Char("Negative Records", readonly=True)
    hit_count = fields.Char("Records That Would Be Hit", readonly=True)
    ground_count = fields.Char(
        "Records That Would Need a Ground",
        readonly=True,
        help="They name no matter, and their person or unit is protected or under "
        "examination.",
    )
    is_replaced = fields.Boolean(
        "Values Can Be Replaced",
        readonly=True,
        help="If not, an HR officer handles the existing records.",
    )
    line_ids = fields.One2many(
        "tolerance.guard.dry.run.line", "run_id", string="Records", readonly=True
    )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "guard.dry_run": self.env._("Dry run of a guard"),
        }


class ToleranceGuardDryRunLine(models.TransientModel):
    _name = "tolerance.guard.dry.run.line"
    _description = "Record Hit in a Dry Run"
    _order = "on_date, res_id"

    run_id = fields.Many2one(
        "tolerance.guard.dry.run", required=True, ondelete="cascade"
    )
    res_id = bounded.Integer(
        "Record ID", readonly=True, aggregator=None, high=bounded.MAX_INTEGER
    )
    on_date = fields.Date("Date", readonly=True)
    points = bounded.Float(readonly=True)
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
        """Count the existing records that the guard would have hit; change none.

        Works on an archived guard too, before it is switched on.

        :return: action showing the result
        :rtype: dict
        :raises AccessError: to users who are neither HR officer nor administrator
        :raises UserError: if the guard cannot read its record type, or the
            administrator has to leave the counting to an HR officer
        """
        check_single(self)
        self.check_access("read")
        may_read = self.env.user.has_group("mistake_tolerance.group_hr_officer")
        if not may_read:
            self._check_anonymous_run()
        if problem := self._get_problem():
            raise UserError(problem)
        if not may_read:
            self._check_countable()
        spec = self._get_spec()
        self.env.flush_all()
        Enforcement = self.env["tolerance.enforcement"]
        hits = Enforcement._find_dry_hits(spec)
        model = self.env[self.model].with_context(active_test=False)
        if may_read:
            model.check_access("read")
            # Searched with the officer's own rights, on every model of the condition.
            own = Domain("id", "in", [row.row_id for row, _outcome in hits])
            seen = set(model.search(spec.domain & own).ids)
            hits = [(row, outcome) for row, outcome in hits if row.row_id in seen]
        else:
            # sudo: only a number is returned, and no condition names a person.
            model = model.sudo()
        ground_count = sum(outcome == "ground_needed" for _row, outcome in hits)
        figures = {
            "negative_count": model.search_count(spec.domain),
            "hit_count": len(hits) - ground_count,
            "ground_count": ground_count,
        }
        texts = {
            name: str(figure)
            if may_read or figure >= FEW
            else self.env._("fewer than %(number)s", number=FEW)
            for name, figure in figures.items()
        }
        run = self.env["tolerance.guard.dry.run"].create(
            {
                **texts,
                "guard_id": self.id,
                "is_replaced": self.env["tolerance.neutralisation"]._can_neutralise(
                    spec
                ),
                "line_ids": may_read and self._get_dry_lines(spec, hits),
            }
        )
        self._ledger_append(
            "guard.dry_run",
            {"model": self.model, "condition": self.negative_domain, **texts},
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Dry Run"),
            "res_model": run._name,
            "res_id": run.id,
            "view_mode": "form",
            "target": "new",
        }

    def _check_anonymous_run(self):
        """Refuse users without a role, and an administrator who counts all day."""
        if not self.env.user.has_group("mistake_tolerance.group_administrator"):
            raise AccessError(
                self.env._("Only HR officers and administrators can try a guard.")
            )
        # sudo: administrators may not read the ledger; only own runs are counted.
        entries_sudo = self.env["tolerance.ledger.entry"].sudo()
        count = entries_sudo.search_count(
            [
                ("verb", "=", "guard.dry_run"),
                # Runs by a program under this user, without a log-in, count as well.
                "|",
                ("author_id", "=", self.env.uid),
                ("account_id", "=", self.env.uid),
                (
                    "moment",
                    ">",
                    fields.Datetime.subtract(fields.Datetime.now(), days=1),
                ),
            ]
        )
        if count >= RUNS_A_DAY:
            raise UserError(
                self.env._(
                    "You have tried guards %(count)s times since yesterday. Go on "
                    "tomorrow, or ask an HR officer to press Dry Run.",
                    count=count,
                )
            )

    def _check_countable(self):
        """Refuse to count what an administrator would read by counting.

        :raises UserError: with whom to ask
        """
        model = self.env[self.model]
        conditions = list(iter_conditions(self._get_domain()))
        is_anonymous = self.model in self._get_countable_models() and all(
            path != ("id",)
            and len(path) == 1
            and model._fields[path[0]].type in ANONYMOUS
            for path, _condition in conditions
        )
        if not is_anonymous:
            raise UserError(
                self.env._(
                    "These records are counted by an HR officer, who may read them: "
                    "ask one to open this guard and press Dry Run. You may count our "
                    "own personnel records, by conditions on fields of the record "
                    "itself that name nobody."
                )
            )

    def _get_dry_lines(self, spec, hits):
        """Return the lines of a run; of records it leads to, nothing is shown.

        :rtype: list
        """
        return [
            Command.create(
                {
                    "res_id": row.row_id,
                    "on_date": len(spec.date) == 1 and row.on_date,
                    "points": len(spec.amount) == 1 and row.amount,
                    "outcome": outcome,
                }
            )
            for row, outcome in hits[:SHOWN]
        ]
