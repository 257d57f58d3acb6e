from datetime import timedelta

from odoo import api, fields, models

from ..verb import opened


class ResCompany(models.Model):
    _inherit = "res.company"

    tolerance_hold_days = fields.Integer(
        string="Longest Hold",
        default=0,
        required=True,
        help="Days for which nothing may be held against a party while the case is "
        "examined. 0: no hold. Agency default; not prescribed by the source.",
    )

    _tolerance_hold_positive = models.Constraint(
        "CHECK(tolerance_hold_days >= 0)", "The longest hold cannot be negative."
    )


class ToleranceCase(models.Model):
    _inherit = "tolerance.case"

    def _on_joined(self, parties):
        """Let disposal wait for the decision, where the agency says so (P26)."""
        super()._on_joined(parties)
        # Holds are placed by the system for whoever accepts.
        self.env["tolerance.effect"].sudo()._create_holds(parties)


class ToleranceEffect(models.Model):
    _inherit = "tolerance.effect"

    @api.model
    def _create_holds(self, parties):
        """Place a hold on every area that a decision could protect.

        It ends with the decision, or after the longest duration the agency set.

        :param tolerance.case.party parties: those who have joined a case
        :rtype: tolerance.effect
        """
        vals_list = []
        for party in parties:
            company = party.company_id
            if not company.tolerance_hold_days:
                continue
            today = company._tolerance_today()
            areas = party.case_id.version_id.area_ids.filtered(
                lambda row, kind=party.subject_kind: row.subject_kind == kind
            )
            vals_list += [
                {
                    "name": party.case_id.name,
                    "company_id": company.id,
                    "subject_id": party.subject_id.id,
                    "matter_id": party.matter_id.id,
                    "area_id": area.id,
                    "form": "hold",
                    "decided_on": today,
                    "date_from": party.matter_id.occurred_on,
                    "date_to": today + timedelta(days=company.tolerance_hold_days),
                }
                for area in areas.area_id
            ]
        return opened(self).create(vals_list)
