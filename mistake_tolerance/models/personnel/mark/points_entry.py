"""The points account of a person or unit, read from appraisals and marks.

It is a view of the database and stores nothing, so it can never differ from the
records.
"""

from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL

from ...confidentiality.conflict_closure import OF_SUBJECT
from ...decision.effects_in_force import PROTECTED_SUBJECTS, get_period_sql


class TolerancePointsEntry(models.Model):
    """One line of a person's points account.

    It is read from the appraisals and marks, so that what a decision neutralises
    stops counting here in the same moment. What waits for a decision counts once it
    is made, unless it was settled before.
    """

    _name = "tolerance.points.entry"
    _description = "Points Account"
    _inherit = ["tolerance.original"]
    _auto = False
    _order = "date desc, id desc"
    _conflict_paths = (
        "mark_id.matter_id.conflict_ids",
        "mark_id.effect_id.matter_id.conflict_ids",
    )
    _own_page_paths = OF_SUBJECT
    _depends = {
        "tolerance.appraisal": [
            "area_id",
            "company_id",
            "department_id",
            "employee_id",
            "period",
            "points",
            "state",
            "subject_id",
            "year",
        ],
        "tolerance.effect": [
            "area_id",
            "date_from",
            "date_to",
            "form",
            "is_lifted",
            "matter_id",
            "subject_id",
        ],
        "tolerance.mark": [
            "active",
            "appraisal_id",
            "area_id",
            "company_id",
            "counted_points",
            "date",
            "department_id",
            "employee_id",
            "is_neutralised",
            "kind",
            "matter_id",
            "points",
            "subject_id",
        ],
    }

    subject_id = fields.Many2one(
        "tolerance.subject", string="Person or Unit", readonly=True
    )
    employee_id = fields.Many2one("hr.employee", readonly=True)
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    area_id = fields.Many2one("tolerance.area", readonly=True)
    date = fields.Date(
        readonly=True,
        help="Of a deduction, its day; of points added, the end of the appraisal's "
        "period.",
    )
    kind = fields.Selection(
        [("added", "Points Added"), ("deducted", "Points Deducted")], readonly=True
    )
    points = fields.Float("Points Entered", readonly=True)
    counted = fields.Float("Points That Count", readonly=True)
    is_neutralised = fields.Boolean("Neutralised", readonly=True)
    is_held = fields.Boolean("On Hold", readonly=True)
    appraisal_id = fields.Many2one("tolerance.appraisal", readonly=True)
    mark_id = fields.Many2one("tolerance.mark", readonly=True)
    reason = fields.Text(related="mark_id.reason")
    decision_number = fields.Char(related="mark_id.decision_number")
    balance = fields.Float(
        compute="_compute_balance",
        help="Points that count, this line and those before it.",
    )

    @property
    def _table_query(self):
        today = SQL("%s", self.env.company._tolerance_today())
        return SQL(
            """
            SELECT 2 * a.id AS id, a.subject_id, a.employee_id, a.department_id,
                   a.company_id, a.area_id, 'added' AS kind, a.points,
                   a.points AS counted, FALSE AS is_neutralised, FALSE AS is_held,
                   a.id AS appraisal_id, NULL::integer AS mark_id,
                   make_date(
                       LEAST(GREATEST(a.year, 1), 9999),
                       CASE a.period WHEN 'quarter_1' THEN 3 WHEN 'quarter_2' THEN 6
                                     WHEN 'half_1' THEN 6 WHEN 'quarter_3' THEN 9
                                     ELSE 12 END,
                       CASE WHEN a.period IN ('quarter_2', 'half_1', 'quarter_3')
                            THEN 30 ELSE 31 END
                   ) AS date
              FROM tolerance_appraisal a
             WHERE a.points > 0
         UNION ALL
            SELECT 2 * m.id + 1, m.subject_id, m.employee_id, m.department_id,
                   m.company_id, m.area_id, 'deducted', -m.points,
                   CASE WHEN h.is_held THEN 0 ELSE -m.counted_points END,
                   COALESCE(m.is_neutralised, FALSE), h.is_held,
                   m.appraisal_id, m.id, m.date
              FROM tolerance_mark m
         LEFT JOIN tolerance_appraisal a ON a.id = m.appraisal_id
        CROSS JOIN LATERAL (
                   SELECT m.is_neutralised IS NOT TRUE
                      AND a.state IS DISTINCT FROM 'confirmed'
                      AND EXISTS (
                          SELECT FROM %(protected_subjects)s
                           WHERE l.subject_id = m.subject_id
                             AND e.form = 'hold'
                             AND e.matter_id = m.matter_id
                             AND e.area_id = m.area_id
                             AND %(in_force)s) AS is_held) h
             WHERE m.kind = 'deduction' AND m.active
            """,
            in_force=get_period_sql(today, today),
            protected_subjects=PROTECTED_SUBJECTS,
        )

    @api.depends("kind", "points")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for entry in self:
            entry.display_name = f"{kinds.get(entry.kind, '')} {entry.points:g}"

    @api.depends("counted")
    @api.depends_context("uid")
    def _compute_balance(self):
        """Add up what the reader may see, all accounts in one query."""
        entries = self.search_fetch(
            [("subject_id", "in", self.subject_id.ids)],
            ["subject_id", "counted"],
            order="date, id",
        )
        totals = defaultdict(float)
        balances = {}
        for entry in entries:
            totals[entry.subject_id] += entry.counted
            balances[entry.id] = totals[entry.subject_id]
        for entry in self:
            entry.balance = balances.get(entry.id, 0.0)
