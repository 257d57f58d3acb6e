from odoo import api, fields, models

from ..base.write_permit import unlocked
from .matter_trigger import meet_at_matter


class ToleranceCase(models.Model):
    """Keeps parties, their relations and users in conflict from working on the case."""

    _inherit = "tolerance.case"
    _logged_content = frozenset({"protected_source_ids"})

    conflict_ids = fields.One2many(
        "tolerance.conflict", "case_id", string="Conflicts of Interest"
    )
    protected_source_ids = fields.One2many(
        "tolerance.protected.source",
        "case_id",
        string="Who Reported It",
        groups="mistake_tolerance.group_clerk",
    )

    def init(self):
        super().init()
        meet_at_matter(self)

    @api.model_create_multi
    def create(self, vals_list):
        cases = super().create(vals_list)
        # sudo: no user may write conflicts. Those of the matter apply to the case.
        cases_sudo = cases.sudo()
        for case_sudo in cases_sudo:
            unlocked(case_sudo.matter_id.conflict_ids).case_id = case_sudo
        cases_sudo.env["tolerance.conflict"]._refresh(cases_sudo.matter_id)
        return cases

    def _get_case_clerk(self):
        return self.clerk_id

    def _get_conflicts(self, users):
        """Return which users may neither inquire nor decide in this case, and why.

        :param res.users users: the users to check
        :return: ``{user id: sentence}``, only for those who may not
        :rtype: dict
        """
        self.ensure_one()
        # sudo: the check needs parties and conflicts; the reader does not see them.
        case_sudo = self.sudo()
        sentences = case_sudo.party_ids.subject_id._get_distances(
            case_sudo.party_ids._get_applicants(), users
        )
        return case_sudo.conflict_ids._add_sentences(sentences, users)
