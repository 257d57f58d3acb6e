from odoo import fields, models


class ToleranceSchemeExclusion(models.Model):
    """A circumstance that excludes tolerance, or calls for stricter handling."""

    _name = "tolerance.scheme.exclusion"
    _description = "Exclusion"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "exclusions"
    _review_fields = ("kind",)

    kind = fields.Selection(
        [("stop", "Rules Tolerance Out"), ("aggravating", "Aggravating")],
        required=True,
        default="stop",
        help="Rules tolerance out: once it is found, only “not tolerated” can be "
        "decided. Aggravating: the body weighs it, and may still tolerate.",
    )

    def _get_listed_names(self):
        """Return the names for a list that tells strict handling from no tolerance.

        :rtype: list[str]
        """
        return [
            self.env._("%(name)s (handled strictly)", name=exclusion.name)
            if exclusion.kind == "aggravating"
            else exclusion.name
            for exclusion in self
        ]

    def _get_question_kind(self):
        """Return the kind of the question that asks for it, as the rules name it.

        :rtype: str
        """
        self.ensure_one()
        return "exclusion" if self.kind == "stop" else "aggravating"
