from odoo import fields, models

# Kinds of steps in which a committee decides or deliberates; its office does the rest.
OF_COMMITTEE = (
    "hearing",
    "joint_review",
    "preliminary",
    "decision",
    "reconsideration",
    "appeal",
)


class ToleranceSchemeLevel(models.Model):
    """A level of the agency with its own committee, such as bureau and prison."""

    _name = "tolerance.scheme.level"
    _description = "Level of the Agency"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "levels"
    _review_fields = ("body_id", "office_id")
    _body_fields = ("body_id", "office_id")

    body_id = fields.Many2one(
        "tolerance.body",
        string="Committee",
        ondelete="restrict",
        index="btree_not_null",
        help="Decides on this level wherever a step names no body of its own.",
    )
    office_id = fields.Many2one(
        "tolerance.body",
        string="Office of the Committee",
        ondelete="restrict",
        index="btree_not_null",
        help="Does on this level what is not for the committee itself.",
    )

    def _get_body(self, kind):
        """Return the body that acts on this level.

        :param str kind: of a step
        :rtype: tolerance.body
        """
        committee = self.body_id
        if kind in OF_COMMITTEE:
            return committee
        return self.office_id or committee.office_id or committee

    def _get_for_unit(self, department):
        """Return the level whose committee serves a unit.

        :param hr.department department: the unit, or none
        :return: one of these levels, or none
        :rtype: tolerance.scheme.level
        """
        body = self.body_id._get_for_unit(department)
        return self.filtered(lambda level: body and level.body_id == body)[:1]
