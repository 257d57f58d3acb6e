"""Marks that a decision made neutral, and how many of their points still count.

Other record types keep what they held before in ``tolerance.neutralisation``. A mark
keeps its own values and is linked to the effect instead, because its ``counted_points``
say by themselves that it no longer counts.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ....rules.cap import allot
from ...base import bounded
from ...base.db_trigger import create_deferred_trigger, create_function
from ...base.write_permit import is_unlocked, lock, unlocked
from ...decision.effects_in_force import (
    PROTECTED_SUBJECTS,
    get_area_sql,
    get_covering_sql,
    get_in_force_sql,
)
from .mark_sql import CHECK, COVERED, DUPLICATE, OTHERS

# Fields that a decision writes on a mark.
LINK = {"effect_id", "allowed_points", "counted_points", "is_neutralised"}
LOG = {"write_uid", "write_date"}


class ToleranceMark(models.Model):
    """Protects marks: a mark that is linked to an effect no longer counts.

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
    decision_number = fields.Char(
        related="effect_id.name", string="Decision", help="Why the mark does not count."
    )
    matter_difference = fields.Text(
        related="matter_id.different_reason", string="Stated to Be Another Matter"
    )

    @api.depends("points", "effect_id", "allowed_points")
    def _compute_counted_points(self):
        # Grouped by value, because a decision may neutralise thousands of marks.
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
        """Create the triggers that refuse marks which a decision covers.

        They run when a transaction ends, so that the guard refuses first, with a
        message. Writes that bypass the ORM reach only these triggers.
        """
        super().init()
        create_function(
            self.env,
            "tolerance_mark_check",
            CHECK,
            protected_subjects=PROTECTED_SUBJECTS,
            in_area=get_area_sql(SQL("k.area_id"), SQL("k.matter_id")),
            covering=get_covering_sql(
                SQL("k.date"),
                SQL(
                    "(SELECT m.occurred_on FROM tolerance_matter m"
                    " WHERE m.id = k.matter_id)"
                ),
            ),
            in_force=get_in_force_sql(),
            covered=COVERED,
            duplicate=DUPLICATE,
            others=OTHERS,
        )
        create_deferred_trigger(
            self.env.cr,
            self._table,
            "tolerance_mark_check",
            SQL("INSERT OR UPDATE"),
            "tolerance_mark_check",
            "tolerance.mark",
            when=SQL("NEW.matter_id IS NOT NULL AND NEW.active"),
        )

    @api.model_create_multi
    def create(self, vals_list):
        # Defaults of the context or the user are not in ``vals``, so the record is
        # checked.
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
        """Write the same link on many marks in one statement: a decision may cover
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
        # sudo: the user who writes the mark may not read the effect.
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
            # Marks under one cap are distributed together, the oldest first.
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
        specs = enforcement._get_watch_table().get("tolerance.mark")
        rows = [
            row.row_id
            for spec in (specs.specs if specs else ())
            for row in enforcement._find_matches_by_effects(spec, self.ids)
        ]
        return self.env["tolerance.mark"].browse(rows) | self.mark_ids

    def _on_lifted(self):
        super()._on_lifted()
        # sudo: only HR has rights on marks; the revoking user may have none.
        marks = self.sudo().with_context(active_test=False).mark_ids
        unlocked(marks).write({"effect_id": False, "allowed_points": 0.0})
