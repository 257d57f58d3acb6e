from odoo import api, fields, models


class ToleranceEffect(models.Model):
    """Calls a deduction that is reduced to nothing what it is."""

    _inherit = "tolerance.effect"

    form_text = fields.Char("Form of Effect", compute="_compute_form_text")

    # As lists show them: the latest decision first, its areas in their order.
    _listed_idx = models.Index("(name DESC, id)")

    @api.depends("form", "cap_points")
    @api.depends_context("lang")
    def _compute_form_text(self):
        """Name the form; a deduction that is reduced to nothing is waived."""
        labels = dict(self._fields["form"]._description_selection(self.env))
        for effect in self:
            form = "deduction_waived" if effect._is_waived() else effect.form
            effect.form_text = labels.get(form)

    def _is_waived(self):
        """Return whether the matter may cost no points at all.

        :rtype: bool
        """
        self.ensure_one()
        return self.form == "deduction_waived" or (
            self.form == "deduction_reduced" and not self.cap_points
        )
