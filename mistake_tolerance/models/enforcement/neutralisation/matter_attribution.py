from odoo import api, fields, models


class ToleranceNeutralisation(models.Model):
    """Records that name no matter, and of which somebody said what they are about.

    They are judged as if they named it; the record itself stays as it is.
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
        """Return what was said about records of a guard.

        :param GuardSpec spec: the guard
        :param list domain: which of its rows in the worklist
        :return: ``{row id: matter id}``, the newest word for each
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
