from functools import reduce

from odoo import api, fields, models

from ....rules.citation import write_item
from ....rules.situation import evaluate
from ...base import bounded


class ToleranceSchemeSituation(models.Model):
    """A situation in which an error may be tolerated."""

    _name = "tolerance.scheme.situation"
    _description = "Tolerable Situation"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "situations"
    _preset_refs = ("number", "code")

    number = bounded.Integer(required=True, aggregator=None)
    category = fields.Char(translate=True)
    discretion = fields.Text(
        "Standard of Discretion",
        translate=True,
        help="How the body weighs a case of this kind: what makes an exemption fit, "
        "and what only a lighter handling. Members read it on the ballot.",
    )
    part_ids = fields.One2many(
        "tolerance.scheme.situation.part",
        "situation_id",
        string="Test Parts",
        copy=True,
        help="All groups must be met; within a group one part is enough.",
    )

    test = fields.Char("What Must Be Shown", compute="_compute_test")

    _number_uniq = models.UniqueIndex(
        "(version_id, number)", "This version has a situation with this number."
    )

    @api.depends("part_ids.group", "part_ids.name")
    @api.depends_context("lang")
    def _compute_test(self):
        for situation in self:
            groups = situation.part_ids.sorted("group").grouped("group").values()
            alternatives = [reduce(self._join_or, g.mapped("name")) for g in groups]
            situation.test = reduce(self._join_and, alternatives) if groups else False

    def _get_item(self):
        """Write number and name as the regulation lists them.

        :rtype: str
        """
        self.ensure_one()
        item = write_item(self.number, self.env.lang)
        # The full-width brackets of Chinese keep their own distance.
        return f"{item}{self.name}" if item.endswith("）") else f"{item} {self.name}"

    def _join_or(self, one, other):
        return self.env._("%(one)s or %(other)s", one=one, other=other)

    def _join_and(self, one, other):
        return self.env._("%(one)s; and %(other)s", one=one, other=other)

    def _evaluate(self, answers):
        """Tell whether the situation applies.

        :param dict answers: ``{test part: True | False | None}``; for a situation
            without parts ``{no part: ...}``
        :return: True, False, or None while it is open
        """
        self.ensure_one()
        parts = [(part, part.group) for part in self.part_ids]
        return evaluate(parts or [(self.part_ids, 0)], answers)
