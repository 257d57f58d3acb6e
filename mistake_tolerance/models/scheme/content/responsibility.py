from odoo import fields, models


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
