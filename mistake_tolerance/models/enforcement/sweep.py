"""Judges records that exist already, when a decision is confirmed and every night.

A mark entered before the decision was not refused, because nothing protected the person
yet. The sweep finds such records and neutralises them: they stay on file and count no
more.
"""

from odoo import api, models
from odoo.tools import SQL

from ...rules.cap import count_earlier
from ...rules.judge import Protection, judge
from ..base.write_permit import unlocked
from .match import Match
from .match_sql import SELECT_MATCHES
from .negative_query import fill_placeholders, get_negative_query


class ToleranceEnforcement(models.AbstractModel):
    """Judges existing records again."""

    _inherit = "tolerance.enforcement"

    @api.model
    def _sweep(self, effects=None):
        """Neutralise negative records that exist already.

        :param tolerance.effect effects: those that have just begun, or None to
            sweep all in force, for what was written without the ORM
        :return: how many records were neutralised
        :rtype: int
        """
        self.env.flush_all()
        ids = None if effects is None else effects.ids
        if ids == []:
            return 0
        Neutralisation = self.env["tolerance.neutralisation"]
        done = 0
        for spec in self._get_specs():
            covered = {
                row.row_id: row.effect_id
                for row, _verdict in self._judge_existing(spec, ids)
            }
            if covered and Neutralisation._can_neutralise(spec):
                Neutralisation._neutralise(spec, covered)
                done += len(covered)
        return done

    @api.model
    def _judge_existing(self, spec, effect_ids):
        """Judge records that exist already and cite what effects protect.

        Under a cap the oldest count first.

        :param GuardSpec spec: the guard
        :param list effect_ids: see :meth:`_find_matches_by_effects`
        :return: pairs of a :class:`Match` and a :class:`Verdict`, those that pass left
            out, the oldest first
        :rtype: list
        """
        rows = self._find_matches_by_effects(spec, effect_ids)
        pairs = []
        for row, counted in count_earlier(rows):
            protection = Protection(row.form, True, row.effect_id, row.cap)
            verdict = judge([protection], row.amount, counted)
            if verdict.outcome != "pass":
                pairs.append((row, verdict))
        return pairs

    @api.model
    def _judge_attributed(self, spec, row_ids, matters):
        """Judge records that somebody has just attributed to a matter.

        :param GuardSpec spec: their guard
        :param list row_ids: their ids
        :param tolerance.matter matters: the matters given; they are updated, so that a
            decision being confirmed meanwhile starts again
        :return: ids of the rows that must not count and cannot be made neutral
        :rtype: list
        """
        Neutralisation = self.env["tolerance.neutralisation"]
        for matter in matters:
            unlocked(matter).write({"guard_touch": matter.guard_touch + 1})
        self.env.flush_all()
        matches = self._find_matches(spec, row_ids)
        if not Neutralisation._can_neutralise(spec):
            verdicts = self._get_verdicts(spec, matches)
            return [i for i, verdict in verdicts.items() if verdict.outcome != "pass"]
        self._execute_verdicts(spec, matches, set())
        return []

    @api.model
    def _cron_sweep(self):
        """Neutralise every night records that were written without the ORM.

        SQL and other programs may write such records. Records without a matter go on
        HR's worklist, also those that are older than the decision, because HR must say
        which matter they are about.
        """
        self._sweep()
        self._list_unclear()

    @api.model
    def _list_unclear(self):
        """Put on HR's worklist the records that name no ground and may be protected."""
        Neutralisation = self.env["tolerance.neutralisation"]
        for spec in self._get_specs():
            rows = {
                row.row_id: row
                for row in self._find_without_ground(spec)
                if row.effect_id
            }
            if not rows:
                continue
            known = self._get_known(spec, list(rows))
            effects = self.env["tolerance.effect"].browse(
                row.effect_id for row in rows.values()
            )
            for company, own in effects.grouped("company_id").items():
                Neutralisation.with_company(company)._note_unclear(
                    spec,
                    {
                        row_id: row
                        for row_id, row in rows.items()
                        if row.effect_id in own.ids and row_id not in known
                    },
                )

    @api.model
    def _get_known(self, spec, row_ids):
        """Return records that are on the worklist or have a declaration already.

        :rtype: set
        """
        of_these = [("guard_id", "=", spec.guard_id), ("res_id", "in", row_ids)]
        listed = self.env["tolerance.neutralisation"].search(of_these)
        declared = self.env["tolerance.declaration"].search(
            [*of_these, ("voided_on", "=", False)]
        )
        return {*listed.mapped("res_id"), *declared.mapped("res_id")}

    def _register_hook(self):
        super()._register_hook()
        # Modules write while they load, before anything is watched.
        if self.pool.updated_modules:
            self.env.registry.clear_cache()
            # sudo: the sweep judges every record, as the server does at night.
            self.sudo()._sweep()

    @api.model
    def _find_dry_hits(self, spec):
        """Find the existing records that the guard would have refused.

        :param GuardSpec spec: the guard
        :return: pairs of a :class:`Match` and what would be said of it
        :rtype: list
        """
        outcomes = {}
        for row, verdict in self._judge_existing(spec, None):
            outcomes.setdefault(row.row_id, (row, verdict.outcome))
        without_ground = self._find_without_ground(spec)
        return [*outcomes.values(), *((row, "ground_needed") for row in without_ground)]

    @api.model
    def _find_without_ground(self, spec):
        """Find existing negative records for which a ground would be asked.

        :param GuardSpec spec: the guard
        :return: one :class:`Match` for each
        :rtype: list
        """
        statement = SQL(
            """
            WITH negative AS MATERIALIZED (%(negative)s)
            SELECT DISTINCT ON (matches.id) matches.* FROM (%(matches)s) matches
             WHERE matches.matter_id IS NULL
          ORDER BY matches.id, matches.effect_id
            """,
            negative=get_negative_query(self.env, spec),
            matches=SELECT_MATCHES,
        )
        self.env.cr.execute(
            statement.code, fill_placeholders(self.env, statement.params)
        )
        rows = [Match(*row) for row in self.env.cr.fetchall()]
        attributed = self.env["tolerance.neutralisation"]._get_attributed_matters(
            spec, [("res_id", "in", self._get_rows_without_matter(rows))]
        )
        grounded = self._get_grounded(spec, rows)
        return [
            row
            for row in rows
            if row.row_id not in attributed and row.row_id not in grounded
        ]
