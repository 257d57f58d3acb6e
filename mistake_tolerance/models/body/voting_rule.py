from odoo import fields, models

from ..base import bounded

RULE_FIELDS = (
    "minimum_share",
    "minimum_number",
    "minimum_source",
    "majority_exclusion",
    "majority_situation",
    "majority_degree",
    "is_secret",
    "admits_circulation",
)
MAJORITIES = [
    ("half_of_all", "More Than Half of All Members"),
    ("half_of_present", "More Than Half of the Members Present"),
    ("two_thirds_of_all", "Two Thirds of All Members"),
    ("two_thirds_of_present", "Two Thirds of the Members Present"),
    ("consensus", "All Members Present"),
]


class ToleranceVotingRule(models.AbstractModel):
    """How a body votes: who must attend, and how many must agree.

    The setting of the body is an agency default unless ``minimum_source`` names the
    article that prescribes it. A session keeps a copy, so that a later change of the
    setting does not change how an open voting is counted.
    """

    _name = "tolerance.voting.rule"
    _description = "Voting Rule"

    minimum_share = fields.Selection(
        [
            ("none", "No Share"),
            ("more_than_half", "More Than Half"),
            ("two_thirds", "Two Thirds"),
            ("all", "All"),
        ],
        "Members Who Must Attend",
        required=True,
        default="more_than_half",
    )
    minimum_number = bounded.Integer(
        "Least Number Attending",
        default=0,
        high=1_000,
        aggregator=None,
        help="The least number of members who must attend, whatever the share; 0 is "
        "none.",
    )
    minimum_source = fields.Char(
        "Prescribed By",
        help="The article that says who must attend and how many must agree. Empty: "
        "the default of the agency, not prescribed by the source.",
    )
    majority_exclusion = fields.Selection(
        MAJORITIES, "Majority for an Exclusion", required=True, default="half_of_all"
    )
    majority_situation = fields.Selection(
        MAJORITIES, "Majority for a Situation", required=True, default="half_of_all"
    )
    majority_degree = fields.Selection(
        MAJORITIES, "Majority for the Outcome", required=True, default="half_of_all"
    )
    is_secret = fields.Boolean(
        "Secret Ballot",
        help="Who chose what is never shown. It needs at least five members with a "
        "vote: with fewer the result gives them away. A rule of this product, not of "
        "the source.",
    )
    admits_circulation = fields.Boolean(
        "Papers May Circulate",
        help="The members may vote one after the other on circulated papers, without "
        "a meeting.",
    )

    def _get_voting_rule(self):
        """Return the rule as values, to copy it.

        :rtype: dict
        """
        self.ensure_one()
        return {name: self[name] for name in RULE_FIELDS}
