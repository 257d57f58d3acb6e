from typing import NamedTuple

from odoo import api, models
from odoo.tools import SQL


class Met(NamedTuple):
    """A negative row and one effect, hold or open matter that meets it."""

    row_id: int
    subject_id: int
    matter_id: int
    area_id: int
    on_date: object
    amount: float
    effect_id: int
    form: str
    cap: float
    effect_matter_id: int


class ToleranceGuard(models.Model):
    _inherit = "tolerance.guard"

    @api.model
    def _find_met(self, spec, row_ids, path=()):
        """Find negative rows and what meets them, in one statement.

        The same statement updates the matters that the rows cite, so that a
        determination being confirmed meanwhile has to start again and look
        back at them.

        :param Spec spec: the guard
        :param row_ids: ids of rows of the model at the end of ``path``
        :param tuple path: many2one names from the guarded model to that model,
            empty for the guarded model itself
        :return: list of :class:`Met`, none for rows that nothing meets
        """
        self._flush_protection()
        self.env.cr.execute(
            SQL(
                """
                WITH negative AS MATERIALIZED (%(negative)s),
                touched AS (
                    UPDATE tolerance_matter m
                       SET guard_touch = m.guard_touch + 1
                      FROM (SELECT DISTINCT matter_id FROM negative
                             WHERE matter_id IS NOT NULL) cited
                     WHERE m.id = cited.matter_id
                )
                %(met)s
                """,
                negative=self._get_negative_query(spec, path, list(row_ids)),
                met=self._get_met_query(),
            )
        )
        return [Met(*row) for row in self.env.cr.fetchall()]

    @api.model
    def _flush_protection(self):
        """Write down what this transaction has changed of what protects."""
        self.env["tolerance.effect"].flush_model()
        self.env["tolerance.matter"].flush_model(["is_open", "occurred_on"])

    @api.model
    def _find_met_by_effects(self, spec, effect_ids):
        """Find existing negative rows that effects cover, row by row cited.

        :param Spec spec: the guard
        :param list effect_ids: effects that have begun or that a sweep checks;
            None for all that stand
        :return: list of :class:`Met`
        """
        wanted = (
            SQL("e.id = ANY(%s)", list(effect_ids))
            if effect_ids is not None
            else SQL("TRUE")
        )
        negative = self._get_negative_query(
            spec,
            restriction=lambda column: SQL(
                """%s IN (
                    SELECT e.matter_id FROM tolerance_effect e
                     WHERE %s AND e.is_lifted IS NOT TRUE)""",
                column("matter"),
                wanted,
            ),
        )
        self.env.cr.execute(
            SQL(
                """
                WITH negative AS MATERIALIZED (%(negative)s)
                SELECT met.* FROM (%(met)s) met
                  JOIN tolerance_effect e ON e.id = met.effect_id
                 WHERE %(wanted)s AND met.effect_matter_id = met.matter_id
                """,
                negative=negative,
                met=self._get_met_query(),
                wanted=wanted,
            )
        )
        return [Met(*row) for row in self.env.cr.fetchall()]

    @api.model
    def _get_met_query(self):
        """Return what meets the rows of ``negative``: effects, then open matters."""
        return SQL(
            """
            SELECT n.id, n.subject_id, n.matter_id, n.area_id, n.on_date, n.amount,
                   e.id AS effect_id, e.form, e.cap_points,
                   e.matter_id AS effect_matter_id
              FROM negative n
              JOIN tolerance_subject_lineage l ON l.subject_id = n.subject_id
              JOIN tolerance_effect e
                ON e.subject_id = l.ancestor_id
               AND e.area_id = n.area_id
               AND e.is_lifted IS NOT TRUE
               AND (n.matter_id IS NULL OR e.matter_id = n.matter_id)
               AND e.date_from <= n.on_date
               AND (e.date_to IS NULL OR e.date_to >= n.on_date)
             UNION ALL
            SELECT n.id, n.subject_id, n.matter_id, n.area_id, n.on_date, n.amount,
                   NULL, 'open', 0, m.id
              FROM negative n
              JOIN tolerance_subject_lineage l ON l.subject_id = n.subject_id
              JOIN tolerance_matter_subject_rel r ON r.subject_id = l.ancestor_id
              JOIN tolerance_matter m
                ON m.id = r.matter_id
               AND m.is_open
               AND m.occurred_on <= n.on_date
             WHERE n.matter_id IS NULL
            """
        )

    @api.model
    def _get_negative_query(self, spec, path=(), row_ids=None, restriction=None):
        """Return a SELECT of the negative rows of a guarded model.

        :param Spec spec: the guard
        :param tuple path: where ``row_ids`` stand, seen from the guarded model
        :param list row_ids: only these rows, or only rows that lead to them
        :param restriction: function from a column getter to a further condition
        :rtype: SQL
        """
        # The guard reads every row, whoever writes and whatever is archived.
        model = self.env[spec.model].sudo().with_context(active_test=False)
        query = model._search(spec.domain, active_test=False)
        alias = model._table

        def column(name):
            return self._get_column(query, model, alias, getattr(spec, name))

        subject = column("subject")
        matter = column("matter") if spec.matter else SQL("NULL::int")
        area = column("area") if spec.area else SQL("%s::int", spec.area_id)
        amount = column("amount") if spec.amount else SQL("0")
        if row_ids is not None:
            rows = self._get_column(query, model, alias, (*path, "id"))
            query.add_where(SQL("%s = ANY(%s)", rows, row_ids))
        if restriction:
            query.add_where(restriction(column) if spec.matter else SQL("FALSE"))
        query.add_where(SQL("%s IS NOT NULL", subject))
        return query.select(
            SQL("%s AS id", SQL.identifier(alias, "id")),
            SQL("%s AS subject_id", subject),
            SQL("%s AS matter_id", matter),
            SQL("%s AS area_id", area),
            SQL("%s AS on_date", self._get_date(query, model, alias, spec.date)),
            SQL("COALESCE(%s, 0)::float AS amount", amount),
        )

    @api.model
    def _get_column(self, query, model, alias, path):
        """Join along ``path`` and return the column at its end."""
        *hops, last = path
        for name in hops:
            comodel = self.env[model._fields[name].comodel_name]
            joined = query.make_alias(alias, name)
            query.add_join(
                "LEFT JOIN",
                joined,
                SQL.identifier(comodel._table),
                SQL(
                    "%s = %s",
                    SQL.identifier(alias, name),
                    SQL.identifier(joined, "id"),
                ),
            )
            model, alias = comodel, joined
        return SQL.identifier(alias, last)

    @api.model
    def _get_date(self, query, model, alias, path):
        """Return the date at the end of ``path``, in the agency's time zone."""
        column = self._get_column(query, model, alias, path)
        end = model
        for name in path[:-1]:
            end = self.env[end._fields[name].comodel_name]
        if end._fields[path[-1]].type == "datetime":
            zone = self.env.company.tolerance_tz
            column = SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", column, zone)
        return SQL("COALESCE(%s, CURRENT_DATE)", column)
