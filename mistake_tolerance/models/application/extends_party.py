from odoo import fields, models


class ToleranceCaseParty(models.Model):
    """A party that applied, or that is examined because others applied."""

    _inherit = "tolerance.case.party"
    _logged_content = frozenset({"statement", "exclusion_statement"})

    _workflow_fields = frozenset({"application_id", "suspected_exclusion_ids"})

    application_id = fields.Many2one(
        "tolerance.application",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    statement = fields.Text(related="application_id.statement")
    exclusion_statement = fields.Text(
        related="application_id.exclusion_statement",
        string="Applicant's Statement on Exclusions",
    )
    suspected_exclusion_ids = fields.Many2many(
        "tolerance.scheme.exclusion",
        "tolerance_party_exclusion_rel",
        "party_id",
        "exclusion_id",
        string="Signs of an Exclusion",
        readonly=True,
        copy=False,
        help="What the clerk saw signs of in the file on acceptance. The inquiry "
        "answers whether it is so.",
    )
    requested_degree_id = fields.Many2one(
        related="application_id.degree_id", string="Requested Outcome"
    )
    claimed_situation_ids = fields.Many2many(
        related="application_id.situation_ids", string="Claimed Situations"
    )

    _application_uniq = models.UniqueIndex(
        "(application_id) WHERE application_id IS NOT NULL",
        "This application is in a case already.",
    )

    def _get_applicants(self):
        return super()._get_applicants() | self.application_id.user_id
