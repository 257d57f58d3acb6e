from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ....rules.cap import allot
from ...base import bounded
from ...base.write_permit import is_unlocked, lock, unlocked

# What a decision writes on a mark.
LINK = {"effect_id", "allowed_points", "counted_points", "is_neutralised"}
LOG = {"write_uid", "write_date"}


class ToleranceMark(models.Model):
    """How a mark is protected: linked to an effect it no longer counts.

    The mark stays on file as it was written; lifting the effect makes it
    count again.
    """

    _inherit = "tolerance.mark"

    effect_id = fields.Many2one(
        "tolerance.effect",
        string="Neutralised by",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
        copy=False,
    )
    allowed_points = bounded.Float(
        readonly=True,
        copy=False,
        help="With a reduced deduction, how many of the points still count.",
        high=bounded.MAX_POINTS,
    )
    counted_points = bounded.Float(
        compute="_compute_counted_points",
        store=True,
        precompute=True,
        help="Points that count against the person or unit.",
        high=bounded.MAX_POINTS,
    )
    is_neutralised = fields.Boolean(
        compute="_compute_counted_points", store=True, precompute=True
    )

    @api.depends("points", "effect_id", "allowed_points")
    def _compute_counted_points(self):
        # By value: a decision neutralises thousands of marks in one go.
        alike = self.grouped(
            lambda mark: (
                (True, min(mark.points, mark.allowed_points))
                if mark.effect_id
                else (False, mark.points)
            )
        )
        for (is_neutralised, points), marks in alike.items():
            marks.is_neutralised = is_neutralised
            marks.counted_points = points

    def init(self):
        """Let the database itself refuse what a decision covers.

        Checked when a transaction ends, so that the guard speaks first and in
        words; what comes past the ORM meets only this.
        """
        super().init()
        self.env.cr.execute(
            """
                CREATE OR REPLACE FUNCTION tolerance_mark_check() RETURNS trigger
                LANGUAGE plpgsql AS $$
                DECLARE number varchar;
                BEGIN
                    SELECT e.name INTO number
                      FROM tolerance_mark k
                 LEFT JOIN hr_employee p ON p.id = k.employee_id
                 LEFT JOIN hr_department u ON u.id = k.department_id
                      JOIN tolerance_subject_lineage l
                        ON l.subject_id IN (k.subject_id, p.tolerance_subject_id,
                                            u.tolerance_subject_id)
                      JOIN tolerance_effect e
                        ON e.subject_id = l.ancestor_id
                       AND e.area_id = k.area_id
                       AND e.matter_id = k.matter_id
                       AND e.is_lifted IS NOT TRUE
                       AND e.date_from <= GREATEST(k.date, (
                            SELECT m.occurred_on FROM tolerance_matter m
                             WHERE m.id = k.matter_id))
                       AND (e.date_to IS NULL
                            OR e.date_to >= LEAST(k.date, CURRENT_DATE + 1))
                     WHERE k.id = NEW.id
                       AND k.active
                       AND (e.form <> 'deduction_reduced'
                            AND (k.effect_id IS NULL OR k.counted_points > 0
                                 OR k.is_neutralised IS NOT TRUE)
                         OR e.form = 'deduction_reduced'
                            AND (k.counted_points > e.cap_points
                              OR k.effect_id IS NULL AND k.points = 0));
                    IF FOUND THEN
                        RAISE EXCEPTION
                            'Decision % protects against this mark.', number
                            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
                    END IF;
                    -- What was on file before the question was asked stays as it is.
                    SELECT t.name INTO number
                      FROM tolerance_mark k
                 LEFT JOIN hr_employee p ON p.id = k.employee_id
                      JOIN tolerance_subject s
                        ON s.id IN (k.subject_id, p.tolerance_subject_id)
                CROSS JOIN LATERAL tolerance_twin_effects(
                            s.id, k.area_id, k.matter_id) t
                     WHERE k.id = NEW.id
                       AND k.active
                       AND k.is_neutralised IS NOT TRUE
                       AND (TG_OP = 'INSERT'
                         OR NEW.matter_id IS DISTINCT FROM OLD.matter_id
                         OR NEW.area_id IS DISTINCT FROM OLD.area_id
                         OR NEW.employee_id IS DISTINCT FROM OLD.employee_id
                         OR NEW.points > OLD.points
                         OR NOT OLD.active);
                    IF FOUND THEN
                        RAISE EXCEPTION
                            'Decision % may protect against this mark.', number
                            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
                    END IF;
                    -- A matter of others, in which one of them is protected, says
                    -- nothing of this one: somebody has said what it is about.
                    PERFORM FROM tolerance_mark k
                      JOIN tolerance_effect e
                        ON e.matter_id = k.matter_id
                       AND e.area_id = k.area_id
                       AND e.is_lifted IS NOT TRUE
                     WHERE k.id = NEW.id
                       AND k.active
                       AND k.is_neutralised IS NOT TRUE
                       AND (TG_OP = 'INSERT'
                         OR NEW.matter_id IS DISTINCT FROM OLD.matter_id
                         OR NEW.area_id IS DISTINCT FROM OLD.area_id
                         OR NEW.employee_id IS DISTINCT FROM OLD.employee_id
                         OR NEW.department_id IS DISTINCT FROM OLD.department_id
                         OR NEW.points > OLD.points
                         OR NOT OLD.active)
                       AND NOT tolerance_concerned(k.subject_id, k.matter_id)
                       AND EXISTS (SELECT FROM tolerance_guard g
                                    WHERE g.model = TG_ARGV[0] AND g.active)
                       AND NOT EXISTS (
                           SELECT FROM tolerance_declaration d
                             JOIN tolerance_guard g ON g.id = d.guard_id
                            WHERE g.model = TG_ARGV[0] AND d.res_id = k.id
                              AND d.voided_on IS NULL)
                       AND NOT EXISTS (
                           SELECT FROM tolerance_neutralisation w
                            WHERE w.res_model = TG_ARGV[0] AND w.res_id = k.id);
                    IF FOUND THEN
                        RAISE EXCEPTION
                            'The matter of this mark protects somebody else.'
                            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME;
                    END IF;
                    RETURN NULL;
                END $$;
                DROP TRIGGER IF EXISTS tolerance_mark_check ON tolerance_mark;
                CREATE CONSTRAINT TRIGGER tolerance_mark_check
                    AFTER INSERT OR UPDATE ON tolerance_mark
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                    WHEN (NEW.matter_id IS NOT NULL AND NEW.active)
                    EXECUTE FUNCTION tolerance_mark_check('tolerance.mark');
            """
        )

    @api.model_create_multi
    def create(self, vals_list):
        # Defaults of the context or of a user reach a record past the values.
        linked = {"effect_id", "allowed_points"}
        if linked & set(self.default_get(list(linked))).union(*vals_list):
            self._check_link_open()
        return super().create(vals_list)

    def write(self, vals):
        if {"effect_id", "allowed_points"} & vals.keys():
            self._check_link_open()
        result = super().write(vals)
        lock(self)
        return result

    def _write_multi(self, vals_list):
        """Write a link alike for many marks in one statement: a decision may meet
        thousands, and the ORM would list the values of each, a hundred at a time."""
        first = vals_list[0] if vals_list else {}
        is_link = LINK.intersection(first) and (LINK | LOG).issuperset(first)
        if not is_link or any(vals != first for vals in vals_list):
            return super()._write_multi(vals_list)
        now = {"write_uid": self.env.uid, "write_date": self.env.cr.now()}
        self.env.execute_query(
            SQL(
                "UPDATE tolerance_mark SET %s WHERE id = ANY(%s)",
                SQL(", ").join(
                    SQL("%s = %s", SQL.identifier(name), value)
                    for name, value in (now | first).items()
                ),
                list(self._ids),
            )
        )
        self._note_written(vals_list)

    def _note_written(self, vals_list, by_person=True):
        """A link is written by a decision, or where it ends: nobody wrote the mark."""
        is_link = all(
            LINK.intersection(vals) and (LINK | LOG).issuperset(vals)
            for vals in vals_list
        )
        super()._note_written(vals_list, by_person and not is_link)

    def _check_link_open(self):
        if not is_unlocked(self):
            raise AccessError(
                self.env._("Only a decision neutralises a mark or restores it.")
            )

    @api.model
    def _tolerance_neutralise(self, effect_by_row):
        """Link marks to the effects that cover them.

        :param dict effect_by_row: ``{mark id: effect id}``
        """
        effects = (
            self.env["tolerance.effect"]
            .sudo()
            .browse(dict.fromkeys(effect_by_row.values()))
        )
        by_effect = {}
        for row_id, effect_id in effect_by_row.items():
            by_effect.setdefault(effect_id, []).append(row_id)
        for effect in effects:
            marks = self.browse(by_effect[effect.id])
            if effect.form != "deduction_reduced":
                unlocked(marks).write({"effect_id": effect.id, "allowed_points": 0.0})
                continue
            # Everything under one cap is dealt out together, the oldest first.
            marks |= self.browse(effect._get_capped_marks().ids)
            marks = marks.sorted(lambda mark: (mark.date, mark.id))
            parts = allot(effect.cap_points, marks.mapped("points"))
            by_allowed = {}
            for mark, allowed in zip(marks, parts, strict=True):
                by_allowed.setdefault(allowed, []).append(mark.id)
            for allowed, mark_ids in by_allowed.items():
                unlocked(marks.browse(mark_ids)).write(
                    {"effect_id": effect.id, "allowed_points": allowed}
                )


class ToleranceEffect(models.Model):
    _inherit = "tolerance.effect"

    mark_ids = fields.One2many(
        "tolerance.mark", "effect_id", string="Neutralised Marks"
    )

    def _get_capped_marks(self):
        """Return every mark that the cap of this effect is about.

        :rtype: tolerance.mark
        """
        self.ensure_one()
        enforcement = self.env["tolerance.enforcement"]
        specs = enforcement._get_table().get("tolerance.mark")
        rows = [
            row.row_id
            for spec in (specs.specs if specs else ())
            for row in enforcement._find_met_by_effects(spec, self.ids)
        ]
        return self.env["tolerance.mark"].browse(rows) | self.mark_ids

    def _on_lifted(self):
        super()._on_lifted()
        # The marks are HR's; whoever revokes need not have a right on them.
        marks = self.sudo().with_context(active_test=False).mark_ids
        unlocked(marks).write({"effect_id": False, "allowed_points": 0.0})
