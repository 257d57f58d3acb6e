from odoo import fields, models

from ...rules.situation import evaluate


class ToleranceSchemeSituation(models.Model):
    """A situation in which an error may be tolerated."""

    _name = "tolerance.scheme.situation"
    _description = "Tolerable Situation"
    _inherit = ["tolerance.scheme.provision"]

    number = fields.Integer(required=True, aggregator=None)
    category = fields.Char(translate=True)
    part_ids = fields.One2many(
        "tolerance.scheme.situation.part",
        "situation_id",
        string="Test Parts",
        copy=True,
        help="All groups must be met; within a group one part is enough.",
    )

    _number_uniq = models.UniqueIndex(
        "(version_id, number)", "This version has a situation with this number."
    )

    def _evaluate(self, answers):
        """Say whether the situation is met.

        :param dict answers: ``{test part: True | False | None}``
        :return: True, False, or None while it is open
        """
        self.ensure_one()
        parts = [(part, part.group) for part in self.part_ids]
        return evaluate(parts, answers)
