from odoo import api, fields, models

from ...base.field import written
from ...base.wording import write_list


class ToleranceDetermination(models.Model):
    """Says where a decision departs from the opinion of a professional, and why.

    Professionals judge the question (问题由行家评判): a body may decide otherwise, and
    says so. That a reason is required is a choice of the product.
    """

    _inherit = "tolerance.determination"

    departed_opinion_ids = fields.Many2many(
        "tolerance.hearing.opinion",
        string="Contrary Opinions",
        compute="_compute_departed_opinion_ids",
        compute_sudo=True,
    )
    departed_names = fields.Char(
        "Departs from the Opinion Of",
        compute="_compute_departed_opinion_ids",
        compute_sudo=True,
    )
    departure_reasons = written.Text(
        "Why It Departs",
        help="Required where a professional heard in the case answered otherwise.",
    )

    @api.depends("degree_kind", "party_id", "case_id.hearing_ids.state")
    @api.depends_context("lang")
    def _compute_departed_opinion_ids(self):
        for determination in self:
            opinions = determination.case_id._get_expert_opinions(
                determination.party_id
            )
            is_refused = determination.degree_kind == "refused"
            contrary = "supports" if is_refused else "against"
            determination.departed_opinion_ids = opinions.filtered(
                lambda opinion, contrary=contrary: opinion.answer == contrary
            )
            names = determination.departed_opinion_ids.mapped("professional")
            determination.departed_names = write_list(self.env, names)

    def _get_required_fields(self, action):
        names = super()._get_required_fields(action)
        if action == "confirm" and self.departed_opinion_ids:
            names = (*names, "departure_reasons")
        return names

    def _get_required_sentence(self, action):
        is_asked = action == "confirm" and self.departed_opinion_ids
        if not is_asked or self.departure_reasons:
            return super()._get_required_sentence(action)
        return self.env._(
            "%(party)s: the decision departs from the opinion of %(names)s. Say why, "
            "in “Why It Departs”.",
            party=self.subject_id.display_name,
            names=self.departed_names,
        )

    def _get_content(self, effects):
        content = super()._get_content(effects)
        if self.departed_opinion_ids:
            content["departure"] = {
                "opinions": self.departed_opinion_ids.ids,
                "reasons": self.departure_reasons or None,
            }
        return content

    def _get_departure_sentence(self):
        """Return from whose opinion the decision departs and why, or False.

        :rtype: str | bool
        """
        return bool(self.departed_names and self.departure_reasons) and self.env._(
            "This departs from the opinion of %(names)s, because: %(reasons)s",
            names=self.departed_names,
            reasons=self.departure_reasons,
        )
