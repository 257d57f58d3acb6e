from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...base.field import written

# The answers that a question of each scale takes, in the order they are offered: the
# first one speaks for the person. No source prescribes the words: the scales are a
# choice of this product. What is answered by a choice of the scheme or in words has no
# other answer here than that it is not clear.
SCALES = {
    "met": ("yes", "partly", "no", "unclear"),
    "bearing": ("for", "neutral", "against", "unclear"),
    "gravity": ("minor", "ordinary", "serious", "unclear"),
    "choice": ("unclear",),
    "text": ("unclear",),
    # Of what stands against tolerance, one asks whether it was found.
    "found": ("no", "yes", "unclear"),
}
# No source names them: they are a choice of this product.
NATURES = [
    ("none", "No Breach of Duty"),
    ("ordinary", "Ordinary Negligence"),
    ("gross", "Gross Negligence"),
    ("intent", "Intent"),
]
SCALE_NAMES = [
    ("met", "Yes, partly or no"),
    ("bearing", "Speaks for or against tolerance"),
    ("gravity", "Minor, ordinary or serious"),
    ("choice", "One of the choices listed"),
    ("text", "In words"),
]


class ToleranceSchemeFactor(models.Model):
    """A question the assessment of every case must answer."""

    _name = "tolerance.scheme.factor"
    _description = "Assessment Factor"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "factors"
    _review_fields = ("kind", "question", "stop_question", "scale", "choice_ids")

    kind = fields.Selection(
        [
            ("condition", "Condition"),
            ("distinction", "Distinction"),
            ("factor", "Factor"),
        ],
        required=True,
        default="factor",
        help="Condition: all conditions must be met; a plain no to one of them leaves "
        "only “not tolerated”. Factor: the body weighs the answer, which rules nothing "
        "out. Distinction: tells apart what can be tolerated from what cannot; only a "
        "yes to its second question rules tolerance out.",
    )
    question = written.Text(
        required=True,
        translate=True,
        help="What the inquiry answers in every case, such as whether the prescribed "
        "procedure was kept. A condition is asked so that yes speaks for the person; "
        "a distinction, whether the side that can be tolerated is shown.",
    )
    stop_question = written.Text(
        "Second Question",
        translate=True,
        help="Of a distinction: whether the side that is not tolerated is found. Only "
        "this answer can rule tolerance out. Empty: the regulation asks nothing of "
        "the kind.",
    )
    scale = fields.Selection(
        SCALE_NAMES,
        "Form of Answer",
        required=True,
        default="met",
        help="Which answers the question takes. “Unclear” is always among them. The "
        "source names the question, not the answers.",
    )
    choice_ids = fields.One2many(
        "tolerance.scheme.factor.choice", "factor_id", string="Choices", copy=True
    )

    _condition_scale = models.Constraint(
        "CHECK (kind <> 'condition' OR scale = 'met')",
        "A condition is met, partly met or not met: choose yes, partly or no.",
    )
    _stop_question_kind = models.Constraint(
        "CHECK (kind = 'distinction' OR stop_question IS NULL)",
        "Only a distinction has a second question.",
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
        labels = self._get_answer_labels()
        chosen = self.choice_ids.filtered("code") if self.scale == "choice" else ()
        return {choice.code: choice.name for choice in chosen} | {
            code: labels[code] for code in SCALES[self.scale]
        }

    @api.model
    def _get_answer_labels(self):
        """Return the labels of the answers of all scales.

        :return: ``{code: label}``
        :rtype: dict
        """
        return {
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

    @api.onchange("kind")
    def _onchange_kind(self):
        if self.kind != "distinction" and self.stop_question:
            self.stop_question = False
