"""What promotions and commendations have in common: somebody is proposed."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base.wording import write_name


class TolerancePersonnelProposal(models.AbstractModel):
    """Common base of proposals for a person or unit, approved or rejected.

    The kind of a proposal gives its area; negative marks count against it.
    """

    _name = "tolerance.personnel.proposal"
    _description = "Personnel Proposal"
    _inherit = ["tolerance.personnel.record", "tolerance.dated"]
    _allow_copy = True  # as a draft about another person, or for another post
    _order = "date desc, id desc"

    _other_days = ("date",)

    _area_codes = {}  # kind: code of the effect area
    _mark_kinds = ("objection", "veto")
    _fact_fields = frozenset({"subject_id", "area_id"})

    area_id = fields.Many2one(
        "tolerance.area",
        compute="_compute_area_id",
        store=True,
        precompute=True,
        required=True,
        index=True,
        ondelete="restrict",
    )
    date = fields.Date(
        required=True, default=lambda self: self.env.company._tolerance_today()
    )
    can_reconsider = fields.Boolean(compute="_compute_can")

    @api.depends("kind")
    def _compute_area_id(self):
        areas = self.env["tolerance.area"].search(
            [("code", "in", list(self._area_codes.values()))]
        )
        by_code = {area.code: area for area in areas}
        for proposal in self:
            proposal.area_id = by_code.get(self._area_codes.get(proposal.kind))

    @api.depends(lambda self: [p.removesuffix(".name") for p in self._name_parts])
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Name the proposal by the person and its subject, which a search finds too."""
        for proposal in self:
            names = [n for part in self._name_parts for n in proposal.mapped(part)]
            proposal.display_name = write_name(self.env, names)

    def write(self, vals):
        if "rejection_reason" in vals and not self._is_unlocked():
            self._check_reason_open()
        return super().write(vals)

    def _check_reason_open(self):
        """Refuse another reason once the proposal is rejected or approved.

        :raises UserError: naming the first of them
        """
        # Users without the right are refused for that, and learn nothing of the record.
        self.check_access("write")
        for proposal in self:
            if proposal.state in self._closed_states:
                raise UserError(
                    self.env._(
                        "%(proposal)s is settled: its reason stays. Reconsider it to "
                        "give another one.",
                        proposal=proposal.display_name,
                    )
                )

    def _get_ledger_values(self):
        return {**super()._get_ledger_values(), "reason": self.rejection_reason or ""}

    def action_reconsider(self):
        """Reopen it, above all after its grounds were neutralised."""
        self._apply_transition("reconsider")
