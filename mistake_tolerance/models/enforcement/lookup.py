from typing import NamedTuple

from odoo import api, models, tools
from odoo.tools import SQL

from .meet import MET


class Met(NamedTuple):
    """A negative row and one effect, hold or open matter that meets it.

    ``matter_id`` is what the row is about: none if it cites a matter that does not
    concern its subject, which ``is_strange`` tells.
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
    is_strange: bool


class ToleranceEnforcement(models.AbstractModel):
    _inherit = "tolerance.enforcement"

    @api.model
    def _find_met(self, spec, row_ids, path=(), people=()):
        """Find negative rows and what meets them, in one statement.

        The same statement updates the matters that the rows cite, so that a
        determination being confirmed meanwhile has to start again and look
        back at them.

        :param Spec spec: the guard
        :param row_ids: ids of rows of the model at the end of ``path``
        :param tuple path: many2one names from the guarded model to that model,
            empty for the guarded model itself
        :param people: ids of the rows that a person writes now
        :return: list of :class:`Met`, none for rows that nothing meets
        """
        self._flush_protection()
        code, params = self._get_meet_statement(spec, path)
        self.env.cr.execute(code, self._give(params, row_ids, people))
        return [Met(*row) for row in self.env.cr.fetchall()]

    @api.model
    @tools.ormcache("spec.guard_id", "path")
    def _get_meet_statement(self, spec, path):
        """Return the statement of :meth:`_find_met`; kept until a guard changes.

        :rtype: tuple[str, tuple]
        """
        statement = SQL(
            """
            SELECT met.*
              FROM (SELECT array_agg(id) AS ids, array_agg(subject_id) AS subjects,
                           array_agg(matter_id) AS matters, array_agg(area_id) AS areas,
                           array_agg(on_date) AS days,
                           array_agg(entered_on) AS entered,
                           array_agg(amount) AS amounts
                      FROM (%s) negative) n
             CROSS JOIN LATERAL tolerance_meet(
                        n.ids, n.subjects, n.matters, n.areas, n.days, n.entered,
                        n.amounts) met
             WHERE n.ids IS NOT NULL
            """,
            self._get_negative_query(spec, path),
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
        statement = SQL(
            """
            WITH negative AS MATERIALIZED (%(negative)s)
            SELECT met.* FROM (%(met)s) met
              JOIN tolerance_effect e ON e.id = met.effect_id
             WHERE %(wanted)s AND met.effect_matter_id = met.matter_id
            """,
            negative=negative,
            met=MET,
            wanted=wanted,
        )
        self.env.cr.execute(statement.code, self._give(statement.params))
        return [Met(*row) for row in self.env.cr.fetchall()]
