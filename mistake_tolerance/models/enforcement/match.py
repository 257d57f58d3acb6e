"""Finds which protections apply to negative records.

A negative record is a row of a guarded model that holds something against a person or
unit, such as a deduction of three points in an appraisal. What applies to it is an
effect of a decision, a hold, or a matter that is still being examined. ``verdict.py``
then asks ``rules/judge.py`` whether the record may count.

A record may name no matter. HR then answers in the worklist,
``tolerance.neutralisation``, which one it is about; this answer is its attribution.

A guarded model may hold hundreds of thousands of rows and is judged inside the write of
the user, so everything about a batch of rows is found by one SQL statement.
"""

from datetime import date
from typing import NamedTuple

from odoo import api, models, tools
from odoo.tools import SQL

from ..base.db_trigger import create_function
from ..decision.effects_in_force import get_in_force_sql
from .match_sql import (
    MATCH_FUNCTION,
    SELECT_MATCHES,
    SELECT_MATCHES_OF_POSSIBLE_DUPLICATES,
)
from .negative_query import fill_placeholders, get_negative_query


class Match(NamedTuple):
    """A negative row and one protection that applies to it: an effect, hold or matter.

    A row has as many matches as protections apply to it.

    ``form`` says how it protects, see :class:`~rules.judge.Protection`. ``effect_id``
    is empty for a matter that is still being examined; ``form`` is ``open`` then and
    ``cap`` is 0. ``effect_matter_id`` is the matter that the protection is about.

    ``matter_id`` is the matter that the row itself names. It is empty if the row names
    none, or one that does not concern its subject; in the second case ``is_unrelated``
    is set.

    ``amount`` is in points and never negative. ``on_date`` is the day of the row, in
    the time zone of the agency.
    """

    row_id: int
    subject_id: int
    matter_id: int
    area_id: int
    on_date: date
    amount: float
    effect_id: int
    form: str
    cap: float
    effect_matter_id: int
    is_unrelated: bool


class NegativeRecord(NamedTuple):
    """A negative record with the values that its guard reads.

    ``matter_id`` is the matter that it names or, if it names none, the one to which HR
    attributed it.
    """

    model: str
    row_id: int
    subject_id: int
    matter_id: int
    area_id: int
    on_date: date
    amount: float


class ToleranceEnforcement(models.AbstractModel):
    """Finds negative rows, and the protections that apply to them."""

    _inherit = "tolerance.enforcement"

    def init(self):
        """Create the SQL function that finds the matches of negative rows.

        ``force_generic_plan`` makes PostgreSQL plan its query once per connection;
        ``match_sql.py`` says why that matters.
        """
        super().init()
        create_function(
            self.env,
            "tolerance_match",
            MATCH_FUNCTION,
            "ids integer[], subjects integer[], matters integer[], areas integer[],"
            " days date[], entry_days date[], amounts float[]",
            "TABLE (id integer, subject_id integer, matter_id integer,"
            " area_id integer, on_date date, amount float, effect_id integer,"
            " form varchar, cap_points float, effect_matter_id integer,"
            " is_unrelated boolean) SET plan_cache_mode = force_generic_plan",
            matches=SELECT_MATCHES,
            duplicate_matches=SELECT_MATCHES_OF_POSSIBLE_DUPLICATES,
        )

    @api.model
    def _find_matches(self, spec, row_ids, path=(), person_row_ids=()):
        """Find the matches of the negative ones among given rows.

        The rows were just written, or a sweep found them by their attribution.

        The SQL function also updates the matters that the rows name. A determination
        about one of these that is being confirmed at the same time updates it too, so
        PostgreSQL lets only one of the two transactions commit; Odoo retries the other,
        which then sees what the first one wrote. Otherwise each could miss the other's
        row, and the record would count although the matter is protected.

        :param GuardSpec spec: the guard, as the engine reads it
        :param row_ids: ids of the rows written, of the model at the end of ``path``
        :param tuple path: names of the many2one fields that lead from the guarded model
            to the model written; empty if the guarded model itself was written.
            Example: the guard of lines of an appraisal reads the day of the appraisal.
            A write of the appraisal can change which lines are negative; ``path`` is
            then ``("appraisal_id",)`` and ``row_ids`` are ids of appraisals
        :param person_row_ids: ids of those rows that a person writes now, as opposed to
            rows that a recomputation writes; they count as entered today
        :return: list of :class:`Match`, none for rows to which nothing applies; a row
            that names no matter counts as naming the one to which HR attributed it
        """
        self._flush_protection()
        code, params = self._get_match_statement(spec, path)
        self.env.cr.execute(
            code, fill_placeholders(self.env, params, row_ids, person_row_ids)
        )
        matches = [Match(*row) for row in self.env.cr.fetchall()]
        without_matter = self._get_rows_without_matter(matches)
        if not without_matter:
            return matches
        attributed = self.env["tolerance.neutralisation"]._get_attributed_matters(
            spec, [("res_id", "in", without_matter)]
        )
        return self._apply_attributions(matches, attributed)

    @api.model
    @tools.ormcache("spec.guard_id", "path")
    def _get_match_statement(self, spec, path):
        """Return the statement of :meth:`_find_matches` and its parameters.

        It is cached until a write of a guard clears the cache of the registry.
        Otherwise the ORM would translate the guard's condition into SQL at every write.
        Among the parameters are placeholders for what differs from one use to the next,
        see :class:`~negative_query.Placeholder`.

        ``days`` are the days of the rows, ``entry_days`` those on which they were
        entered.

        The negative rows are packed into arrays because a function takes no table as
        argument. Where no row is negative, ``array_agg`` returns NULL, and the last
        condition keeps the function from being called at all.

        :rtype: tuple[str, tuple]
        """
        statement = SQL(
            """
            SELECT matches.*
              FROM (SELECT array_agg(id) AS ids, array_agg(subject_id) AS subjects,
                           array_agg(matter_id) AS matters, array_agg(area_id) AS areas,
                           array_agg(on_date) AS days,
                           array_agg(entered_on) AS entry_days,
                           array_agg(amount) AS amounts
                      FROM (%s) negative) n
             CROSS JOIN LATERAL tolerance_match(
                        n.ids, n.subjects, n.matters, n.areas, n.days, n.entry_days,
                        n.amounts) matches
             WHERE n.ids IS NOT NULL
            """,
            get_negative_query(self.env, spec, path),
        )
        return statement.code, tuple(statement.params)

    @api.model
    def _flush_protection(self):
        """Write to the database what this transaction has changed of what protects.

        The statement reads tables, where values that the ORM still holds are missing.
        Effects are flushed whole. Of the other models only the fields that the
        statement reads are flushed, because this runs in every write of a guarded
        record.
        """
        self.env["tolerance.effect"].flush_model()
        self.env["tolerance.matter"].flush_model(["is_open", "occurred_on"])
        self.env["tolerance.case.party"].flush_model(["subject_id", "matter_id"])
        self.env["tolerance.person.match"].flush_model(
            ["state", "subject_id", "other_id"]
        )

    @api.model
    def _find_matches_by_effects(self, spec, effect_ids):
        """Find existing negative rows whose matter some effects protect.

        This is the other direction: :meth:`_find_matches` starts from rows, this starts
        from effects.

        It does not flush: a sweep flushes everything first, and a verdict comes after
        :meth:`_find_matches`. It updates no matter either: a decision that begins or
        ends an effect updates its matter itself (``_touch_matters``). What a hold or
        the joining of two persons misses because a row was written at the same time,
        the nightly sweep finds.

        The rows are narrowed to the matters of these effects first, because the guarded
        table is large and few of its rows name one of them. ``MATERIALIZED`` computes
        them once, though ``SELECT_MATCHES`` reads them three times. Only matches with
        the matter that the row names are kept: the sweep neutralises no record that is
        perhaps about a matter. Rows that name no matter but were attributed to one are
        found by a second statement.

        :param GuardSpec spec: the guard, as the engine reads it
        :param list effect_ids: effects that have begun or that a sweep checks;
            None for all in force
        :return: list of :class:`Match`
        """
        wanted_sql = (
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
                wanted_sql,
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
            wanted=wanted_sql,
        )
        self.env.cr.execute(
            statement.code, fill_placeholders(self.env, statement.params)
        )
        matches = [Match(*row) for row in self.env.cr.fetchall()]
        domain = []
        if effect_ids is not None:
            # sudo: effects protect whether or not the current user may read them.
            effects_sudo = self.env["tolerance.effect"].sudo().browse(effect_ids)
            domain = [("matter_id", "in", effects_sudo.matter_id.ids)]
        attributed = self.env["tolerance.neutralisation"]._get_attributed_matters(
            spec, domain
        )
        if not attributed:
            return matches
        rows = self._find_matches(spec, list(attributed))
        wanted_ids = None if effect_ids is None else set(effect_ids)
        return matches + [
            row
            for row in rows
            if row.effect_id
            and row.matter_id == attributed[row.row_id]
            and (wanted_ids is None or row.effect_id in wanted_ids)
        ]

    @api.model
    def _get_rows_without_matter(self, matches):
        """Return ids of rows that name no matter, or none that concerns their subject.

        :rtype: list[int]
        """
        return list({row.row_id for row in matches if not row.matter_id})

    @api.model
    def _apply_attributions(self, matches, attributed):
        """Let rows that HR attributed to a matter count as naming that matter.

        These are rows that name no matter, or one that does not concern their subject.
        Such a row was matched by every protection of its subject, because it could have
        been about any of them. Now only those about its matter remain.

        :param list matches: see :meth:`_find_matches`
        :param dict attributed: ``{row id: matter id}``
        :return: the same, without matches of such rows that rest on other matters
        :rtype: list
        """
        return [
            row._replace(matter_id=attributed[row.row_id])
            if not row.matter_id and row.row_id in attributed
            else row
            for row in matches
            if row.matter_id
            or row.row_id not in attributed
            or row.effect_matter_id == attributed[row.row_id]
        ]

    @api.model
    def _read_negative(self, subjects=None, matters=None):
        """Read negative records of all guarded types, protected or not.

        ``neutralisation/uncovered.py`` counts and names with it what a matter still
        holds against somebody.

        :param tolerance.subject subjects: only records about these, if given
        :param tolerance.matter matters: only records whose own field names these, if
            given; records that HR attributed to them are left out
        :return: one :class:`NegativeRecord` for each, by type, the oldest first
        :rtype: list
        """
        self.env.flush_all()
        restriction = matters is not None and (
            lambda column: SQL("%s = ANY(%s)", column("matter"), matters.ids)
        )
        wanted_sql = (
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
                wanted_sql,
            )
            self.env.cr.execute(
                statement.code, fill_placeholders(self.env, statement.params)
            )
            rows = [NegativeRecord(spec.model, *row) for row in self.env.cr.fetchall()]
            without_matter = [row.row_id for row in rows if not row.matter_id]
            attributed = self.env["tolerance.neutralisation"]._get_attributed_matters(
                spec, [("res_id", "in", without_matter)]
            )
            found += [
                row._replace(matter_id=row.matter_id or attributed.get(row.row_id))
                for row in rows
            ]
        return found
