from functools import reduce

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ....rules.citation import write_item
from ....rules.situation import evaluate
from ...base import bounded
from ...base.field import written


class ToleranceSchemeSituation(models.Model):
    """A situation in which an error may be tolerated."""

    _name = "tolerance.scheme.situation"
    _description = "Tolerable Situation"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "situations"
    _review_fields = ("category_id", "test", "discretion")
    _preset_refs = ("number", "code")

    number = bounded.Integer(required=True, aggregator=None)
    category_id = fields.Many2one(
        "tolerance.scheme.category",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('version_id', '=', version_id)]",
    )
    discretion = written.Text(
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

    @api.depends("name", "category_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Add the category of a situation, where the regulation has categories."""
        for situation in self:
            situation.display_name = (
                self.env._(
                    "%(category)s: %(situation)s",
                    category=situation.category_id.name,
                    situation=situation.name,
                )
                if situation.category_id
                else situation.name
            )

    @api.constrains("category_id", "version_id")
    def _check_category_id(self):
        for situation in self:
            if situation.category_id.version_id - situation.version_id:
                raise ValidationError(
                    self.env._(
                        "%(name)s is in a category of another version. Choose one of "
                        "the same version.",
                        name=situation.name,
                    )
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
        """Return whether the situation applies.

        :param dict answers: ``{test part: True | False | None}``; for a situation
            without parts ``{no part: ...}``
        :return: True, False, or None while it is open
        """
        self.ensure_one()
        parts = [(part, part.group) for part in self.part_ids]
        return evaluate(parts or [(self.part_ids, 0)], answers)
