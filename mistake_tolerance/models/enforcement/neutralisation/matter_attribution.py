"""The answer of HR to which matter a record is about that names none."""

from odoo import api, fields, models


class ToleranceNeutralisation(models.Model):
    """Attributes a record that names no matter to one.

    It is judged as if it named that matter; the record itself stays as it is, because
    it may be of a type that has no field for a matter.
    """

    _inherit = "tolerance.neutralisation"

    matter_id = fields.Many2one(
        "tolerance.matter",
        string="It Is About",
        ondelete="restrict",
        index="btree_not_null",
        help="The matter that the record is about, though it does not say so.",
    )

    @api.model
    def _get_attributed_matters(self, spec, domain):
        """Return to which matters records of a guard were attributed.

        :param GuardSpec spec: the guard
        :param list domain: which of its rows in the worklist
        :return: ``{row id: matter id}``, the newest answer for each
        :rtype: dict
        """
        # sudo: the guard needs the worklist; the user may not read it.
        rows_sudo = self.sudo().search(
            [
                ("guard_id", "=", spec.guard_id),
                ("matter_id", "!=", False),
                ("state", "=", "named"),
                *domain,
            ],
            order="id",
        )
        return {row.res_id: row.matter_id.id for row in rows_sudo}
