"""What a self-check finds wrong: in the database, guards, jobs, ledger and worklist."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..base.db_trigger import find_changed_objects
from ..decision.effects_in_force import get_in_force_sql

OURS = ("mistake_tolerance", "mistake_tolerance_reports")
# A job that runs every few minutes may wait that long for a restart of the server.
PATIENCE = timedelta(days=1)
INTERVALS = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(days=7),
    "months": timedelta(days=31),
}


class ToleranceSelfCheck(models.Model):
    _inherit = "tolerance.self.check"

    @api.model
    def _find_faults(self):
        return [
            *super()._find_faults(),
            *self._find_database_faults(),
            *self._find_guard_faults(),
            *self._find_job_faults(),
            *self._find_ledger_faults(),
            *self._find_worklist_faults(),
        ]

    @api.model
    def _find_database_faults(self):
        return [
            (kind, what, f"{name} ({table})" if table else name)
            for kind, name, table, what in find_changed_objects(self.env.cr)
        ]

    @api.model
    def _find_guard_faults(self):
        """Find guards that cannot work, shipped ones switched off, and other readings.

        A server process reads the guards once and keeps them; code could change what it
        keeps.
        """
        Guard = self.env["tolerance.guard"].with_context(active_test=False)
        # All guards are checked; they are few.
        # pylint: disable-next=no-search-all
        guards = Guard.search([]).filtered(lambda guard: guard.model in self.env)
        found = [
            ("guard", "broken", guard.name)
            for guard in guards
            if guard.active and guard.problem
        ]
        shipped = self._get_shipped(Guard)
        found += [
            ("guard", "off", guard.name)
            for guard in guards & shipped
            if not guard.active
        ]
        Enforcement = self.env["tolerance.enforcement"]
        kept = {spec.guard_id: spec for spec in Enforcement._get_specs()}
        self.env.registry.clear_cache()
        read = {spec.guard_id: spec for spec in Enforcement._get_specs()}
        found += [
            ("guard", "changed", Guard.browse(guard_id).name or str(guard_id))
            for guard_id in sorted(kept.keys() | read.keys())
            if kept.get(guard_id) != read.get(guard_id)
        ]
        return found

    @api.model
    def _find_job_faults(self):
        """Find scheduled actions of ours that are switched off, fail or are late."""
        now = fields.Datetime.now()
        found = []
        jobs = self._get_shipped(self.env["ir.cron"].with_context(active_test=False))
        for job in jobs:
            allowed = PATIENCE + INTERVALS[job.interval_type] * job.interval_number
            if not job.active:
                found.append(("job", "off", job.name))
            elif job.failure_count:
                found.append(("job", "fails", job.name))
            elif job.nextcall > now + allowed or (
                (job.lastcall or job.create_date) < now - allowed
            ):
                found.append(("job", "late", job.name))
        return found

    @api.model
    def _find_ledger_faults(self):
        """Find chains that do not hold, and decisions that the ledger does not know."""
        Verifier = self.env["tolerance.ledger.verifier"]
        found = []
        # Each company has a ledger of its own.
        # pylint: disable-next=no-search-all
        for company in self.env["res.company"].search([]):
            findings, _counts = Verifier._verify(company)
            if findings:
                found.append(("ledger", "broken", company.name))
        # Who has confirmed is in the ledger; a number alone names nobody.
        rows = self.env.execute_query(
            SQL(
                """
                SELECT count(DISTINCT e.determination_id)
                  FROM tolerance_effect e
                 WHERE e.determination_id IS NOT NULL
                   AND %s
                   AND NOT EXISTS (
                       SELECT FROM tolerance_ledger_entry l
                        WHERE l.res_model = 'tolerance.determination'
                          AND l.res_id = e.determination_id
                          AND l.verb = 'determination.confirm')
                """,
                get_in_force_sql(),
            )
        )
        if count := rows[0][0]:
            found.append(("decision", "unproved", str(count)))
        return found

    @api.model
    def _find_worklist_faults(self):
        """Find rows of the worklist about records that are still to come.

        Such a row would excuse a record before it is written. A record that was deleted
        since is no fault: its number is not given again.
        """
        self.env["tolerance.neutralisation"].flush_model(["res_model", "res_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT res_model, max(res_id) FROM tolerance_neutralisation
              GROUP BY res_model ORDER BY res_model
                """
            )
        )
        found = []
        for name, highest in rows:
            if name not in self.env or not self.env[name]._auto:
                continue
            table = self.env[name]._table
            last = self.env.execute_query(
                SQL(
                    """
                    SELECT pg_sequence_last_value(
                        pg_get_serial_sequence(%s, 'id')::regclass)
                    """,
                    table,
                )
            )
            if highest > (last[0][0] or 0):
                found.append(("worklist", "missing", name))
        return found

    @api.model
    def _get_shipped(self, model):
        """Return the records of a model that our addons bring.

        :param model: an empty recordset
        :rtype: recordset
        """
        rows = self.env["ir.model.data"].search_fetch(
            [("module", "in", OURS), ("model", "=", model._name)], ["res_id"]
        )
        return model.browse(rows.mapped("res_id")).exists()
