from odoo import api, fields, models
from odoo.exceptions import ValidationError

# The answers that a question of each scale takes, in the order they are offered.
# No source prescribes the words: the scales are a choice of this product.
SCALES = {
    "met": ("yes", "partly", "no", "unclear"),
    "bearing": ("for", "neutral", "against", "unclear"),
    "gravity": ("minor", "ordinary", "serious", "unclear"),
}
SCALE_NAMES = [
    ("met", "Yes, partly or no"),
    ("bearing", "Speaks for or against tolerance"),
    ("gravity", "Minor, ordinary or serious"),
]


class ToleranceSchemeFactor(models.Model):
    """A question the assessment of every case must answer."""

    _name = "tolerance.scheme.factor"
    _description = "Assessment Factor"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "factors"

    kind = fields.Selection(
        [
            ("condition", "Condition"),
            ("distinction", "Distinction"),
            ("factor", "Factor"),
        ],
        required=True,
        default="factor",
    )
    question = fields.Text(required=True, translate=True)
    scale = fields.Selection(
        SCALE_NAMES,
        "Answered By",
        required=True,
        default="met",
        help="Which answers the question takes. “Unclear” is always among them. The "
        "source names the question, not the answers.",
    )

    _condition_scale = models.Constraint(
        "CHECK (kind <> 'condition' OR scale = 'met')",
        "A condition is met, partly met or not met: choose yes, partly or no.",
    )

    @api.constrains("kind", "scale")
    def _check_scale(self):
        for factor in self:
            if factor.kind == "condition" and factor.scale != "met":
                raise ValidationError(
                    self.env._(
                        "%(name)s is a condition: a plain no rules tolerance out, so "
                        "it is answered by yes, partly or no.",
                        name=factor.name,
                    )
                )

    def _get_answers(self):
        """Return the answers that the question takes, with their labels.

        :return: ``{code: label}``
        :rtype: dict
        """
        self.ensure_one()
        labels = {
            "yes": self.env._("Yes"),
            "partly": self.env._("Partly"),
            "no": self.env._("No"),
            "for": self.env._("Speaks For"),
            "neutral": self.env._("Neither"),
            "against": self.env._("Speaks Against"),
            "minor": self.env._("Minor"),
            "ordinary": self.env._("Ordinary"),
            "serious": self.env._("Serious"),
            "unclear": self.env._("Unclear"),
        }
        return {code: labels[code] for code in SCALES[self.scale]}
