from typing import NamedTuple

from odoo import api, models, tools
from odoo.tools import SQL

from ..base.db_trigger import create_function
from ..decision.effects_in_force import get_in_force_sql
from .match_sql import MATCH_FUNCTION, SELECT_DUPLICATE_MATCHES, SELECT_MATCHES
from .negative_query import fill_placeholders, get_negative_query


class Match(NamedTuple):
    """A negative row and one effect, hold or open matter that applies to it.

    ``matter_id`` is the matter of the row. It is empty if the row cites a matter that
    does not concern its subject; ``is_unrelated`` is set then.
    """

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
    is_unrelated: bool


class Negative(NamedTuple):
    """A negative record with the values that its guard reads."""

    model: str
    row_id: int
    subject_id: int
    matter_id: int
    area_id: int
    on_date: object
    amount: float


class ToleranceEnforcement(models.AbstractModel):
    """Finds negative rows, and the effects, holds and matters that apply to them."""

    _inherit = "tolerance.enforcement"

    def init(self):
        """Create the SQL function that finds the matches of negative rows."""
        super().init()
        create_function(
            self.env,
            "tolerance_match",
            MATCH_FUNCTION,
            "ids integer[], subjects integer[], matters integer[], areas integer[],"
            " days date[], entered date[], amounts float[]",
            "TABLE (id integer, subject_id integer, matter_id integer,"
            " area_id integer, on_date date, amount float, effect_id integer,"
            " form varchar, cap_points float, effect_matter_id integer,"
            " is_unrelated boolean) SET plan_cache_mode = force_generic_plan",
            matches=SELECT_MATCHES,
            duplicate_matches=SELECT_DUPLICATE_MATCHES,
        )

    @api.model
    def _find_matches(self, spec, row_ids, path=(), people=()):
        """Find negative rows and their matches in one statement.

        The same statement updates the matters that the rows cite. So a determination
        that is confirmed at the same time is retried, and its sweep finds the rows.

        :param GuardSpec spec: the guard
        :param row_ids: ids of rows of the model at the end of ``path``
        :param tuple path: many2one names from the guarded model to that model,
            empty for the guarded model itself
        :param people: ids of the rows that a person writes now
        :return: list of :class:`Match`, none for rows to which nothing applies; a row
            that names no matter cites the one that a user attributed it to
        """
        self._flush_protection()
        code, params = self._get_match_statement(spec, path)
        self.env.cr.execute(code, fill_placeholders(self.env, params, row_ids, people))
        matches = [Match(*row) for row in self.env.cr.fetchall()]
        unnamed = self._get_rows_without_matter(matches)
        if not unnamed:
            return matches
        return self._apply_attributions(
            matches,
            self.env["tolerance.neutralisation"]._get_attributed_matters(
                spec, [("res_id", "in", unnamed)]
            ),
        )

    @api.model
    @tools.ormcache("spec.guard_id", "path")
    def _get_match_statement(self, spec, path):
        """Return the statement of :meth:`_find_matches`; kept until a guard changes.

        :rtype: tuple[str, tuple]
        """
        statement = SQL(
            """
            SELECT matches.*
              FROM (SELECT array_agg(id) AS ids, array_agg(subject_id) AS subjects,
                           array_agg(matter_id) AS matters, array_agg(area_id) AS areas,
                           array_agg(on_date) AS days,
                           array_agg(entered_on) AS entered,
                           array_agg(amount) AS amounts
                      FROM (%s) negative) n
             CROSS JOIN LATERAL tolerance_match(
                        n.ids, n.subjects, n.matters, n.areas, n.days, n.entered,
                        n.amounts) matches
             WHERE n.ids IS NOT NULL
            """,
            get_negative_query(self.env, spec, path),
        )
        return statement.code, tuple(statement.params)

    @api.model
    def _flush_protection(self):
        """Write down what this transaction has changed of what protects."""
        self.env["tolerance.effect"].flush_model()
        self.env["tolerance.matter"].flush_model(["is_open", "occurred_on"])
        self.env["tolerance.case.party"].flush_model(["subject_id", "matter_id"])
        self.env["tolerance.person.match"].flush_model(
            ["state", "subject_id", "other_id"]
        )

    @api.model
    def _find_matches_by_effects(self, spec, effect_ids):
        """Find existing negative rows that cite a matter and are covered by effects.

        :param GuardSpec spec: the guard
        :param list effect_ids: effects that have begun or that a sweep checks;
            None for all in force
        :return: list of :class:`Match`
        """
        wanted = (
            SQL("e.id = ANY(%s)", list(effect_ids))
            if effect_ids is not None
            else SQL("TRUE")
        )
        negative = get_negative_query(
            self.env,
            spec,
            restriction=lambda column: SQL(
                """%s IN (
                    SELECT e.matter_id FROM tolerance_effect e WHERE %s AND %s)""",
                column("matter"),
                wanted,
                get_in_force_sql(),
            ),
        )
        statement = SQL(
            """
            WITH negative AS MATERIALIZED (%(negative)s)
            SELECT matches.* FROM (%(matches)s) matches
              JOIN tolerance_effect e ON e.id = matches.effect_id
             WHERE %(wanted)s AND matches.effect_matter_id = matches.matter_id
            """,
            negative=negative,
            matches=SELECT_MATCHES,
            wanted=wanted,
        )
        self.env.cr.execute(
            statement.code, fill_placeholders(self.env, statement.params)
        )
        matches = [Match(*row) for row in self.env.cr.fetchall()]
        domain = []
        if effect_ids is not None:
            effects = self.env["tolerance.effect"].sudo().browse(effect_ids)
            domain = [("matter_id", "in", effects.matter_id.ids)]
        named = self.env["tolerance.neutralisation"]._get_attributed_matters(
            spec, domain
        )
        if not named:
            return matches
        rows = self._find_matches(spec, list(named))
        wanted = None if effect_ids is None else set(effect_ids)
        return matches + [
            row
            for row in rows
            if row.effect_id
            and row.matter_id == named[row.row_id]
            and (wanted is None or row.effect_id in wanted)
        ]

    @api.model
    def _get_rows_without_matter(self, matches):
        return list({row.row_id for row in matches if not row.matter_id})

    @api.model
    def _apply_attributions(self, matches, named):
        """Make rows cite the matter that a user attributed them to.

        :param list matches: see :meth:`_find_matches`
        :param dict named: ``{row id: matter id}``
        :return: the same, without matches of such rows that rest on other matters
        :rtype: list
        """
        return [
            row._replace(matter_id=named[row.row_id])
            if not row.matter_id and row.row_id in named
            else row
            for row in matches
            if row.matter_id
            or row.row_id not in named
            or row.effect_matter_id == named[row.row_id]
        ]

    @api.model
    def _read_negative(self, subjects=None, matters=None):
        """Read negative records of all guarded types.

        :param tolerance.subject subjects: only records about these, if given
        :param tolerance.matter matters: only records that cite these, if given
        :return: one :class:`Negative` for each, by type, the oldest first
        :rtype: list
        """
        self.env.flush_all()
        restriction = matters is not None and (
            lambda column: SQL("%s = ANY(%s)", column("matter"), matters.ids)
        )
        wanted = (
            SQL("TRUE")
            if subjects is None
            else SQL("subject_id = ANY(%s)", subjects.ids)
        )
        found = []
        for spec in self._get_specs():
            statement = SQL(
                """
                WITH negative AS (%s)
                SELECT id, subject_id, matter_id, area_id, on_date, amount
                  FROM negative WHERE %s
              ORDER BY on_date, id
                """,
                get_negative_query(self.env, spec, restriction=restriction),
                wanted,
            )
            self.env.cr.execute(
                statement.code, fill_placeholders(self.env, statement.params)
            )
            rows = [Negative(spec.model, *row) for row in self.env.cr.fetchall()]
            unnamed = [row.row_id for row in rows if not row.matter_id]
            named = self.env["tolerance.neutralisation"]._get_attributed_matters(
                spec, [("res_id", "in", unnamed)]
            )
            found += [
                row._replace(matter_id=row.matter_id or named.get(row.row_id))
                for row in rows
            ]
        return found
