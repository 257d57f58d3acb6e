from odoo import api, fields, models

from ...base.wording import write_pair


class ToleranceSchemeResponsibility(models.Model):
    """A kind of responsibility, in the words of the regulation."""

    _name = "tolerance.scheme.responsibility"
    _description = "Kind of Responsibility"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "responsibilities"
    _review_fields = ("axis", "is_stop")
    _order = "axis, sequence, id"

    axis = fields.Selection(
        [
            ("phase", "Phase: Define, Perform, Appraise, Pursue"),
            ("type", "Whose Duty: Political, Handling, Supervision"),
            ("quality", "Wrong Case or Handling Flaw"),
            ("route", "Case Handling or Violation"),
        ],
        "Told Apart By",
        required=True,
        help="Of the kinds that are told apart in the same way, a finding names one at "
        "most.",
    )
    is_stop = fields.Boolean(
        "Rules Tolerance Out",
        help="A finding of this kind, such as a violation of discipline or law, is for "
        "another procedure: the error is not tolerated.",
    )

    @api.depends("name", "axis")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Name the group too: two groups can have a kind of the same name."""
        axes = dict(self._fields["axis"]._description_selection(self.env))
        for kind in self:
            kind.display_name = (
                write_pair(self.env, axes[kind.axis], kind.name)
                if kind.axis and kind.name
                else kind.name
            )
