from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base.write_permit import is_unlocked


class ToleranceCaseParty(models.Model):
    """A person or unit about whom the case decides, separately from the others."""

    _name = "tolerance.case.party"
    _description = "Party to a Case"
    _inherit = ["tolerance.permit", "tolerance.workflow.mixin"]
    _rec_name = "subject_id"
    _order = "id"
    _conflict_paths = ("case_id.conflict_ids",)
    _subject_field = "subject_id"

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="restrict", index=True
    )
    matter_id = fields.Many2one(related="case_id.matter_id", store=True, index=True)
    company_id = fields.Many2one(related="case_id.company_id", store=True)
    subject_id = fields.Many2one(
        "tolerance.subject", required=True, ondelete="restrict", index=True
    )
    subject_kind = fields.Selection(related="subject_id.kind")
    is_leading_cadre = fields.Boolean(
        "Leading Cadre",
        compute="_compute_is_leading_cadre",
        store=True,
        readonly=False,
        precompute=True,
        help="Some regulations follow up leading cadres only. Proposed for those who "
        "head a unit; the clerk says otherwise where it is so.",
    )
    delivery_ids = fields.One2many("tolerance.decision.delivery", "party_id")
    is_served = fields.Boolean(compute="_compute_is_served", compute_sudo=True)

    _subject_uniq = models.UniqueIndex(
        "(case_id, subject_id)", "This person or unit is a party to the case already."
    )

    @api.depends("subject_id")
    def _compute_is_leading_cadre(self):
        # sudo: the clerk may not read employee records.
        employees_sudo = self.sudo().subject_id.employee_ids
        heads_sudo = (
            self.env["hr.department"]
            .sudo()
            .search([("manager_id", "in", employees_sudo.ids)])
            .manager_id
        )
        for party in self:
            party.is_leading_cadre = bool(
                party.sudo().subject_id.employee_ids & heads_sudo
            )

    @api.depends("subject_id", "case_id.name")
    @api.depends_context("tolerance_show_case")
    def _compute_display_name(self):
        """Add the number of the case where parties of several cases are offered."""
        super()._compute_display_name()
        if self.env.context.get("tolerance_show_case"):
            for party in self.filtered("case_id"):
                party.display_name = f"{party.display_name} {party.case_id.name}"

    @api.depends("delivery_ids")
    def _compute_is_served(self):
        for party in self:
            party.is_served = bool(party.delivery_ids)

    @api.model_create_multi
    def create(self, vals_list):
        parties = super().create(vals_list)
        late = parties.case_id.filtered(lambda c: not c._takes_parties())
        if late:
            raise UserError(
                "\n".join(
                    self.env._(
                        "%(number)s is before the deciding body and takes no further "
                        "party.",
                        number=case.name,
                    )
                    for case in late
                )
            )
        self.env["tolerance.person.match"]._ask_hr_about(parties.subject_id)
        for case, joined in parties.grouped("case_id").items():
            case._on_joined(joined)
        return parties

    def write(self, vals):
        if {"case_id", "subject_id"} & vals.keys() and (not is_unlocked(self)):
            raise UserError(
                self.env._("Who is a party to which case cannot be changed any more.")
            )
        return super().write(vals)

    def _get_applicants(self):
        """Return the users who applied for these parties; a hook.

        :rtype: res.users
        """
        return self.env["res.users"]
