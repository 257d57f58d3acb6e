from odoo import api, fields, models

from ...base.wording import write_list


class ToleranceBallot(models.Model):
    """Shows the file on the ballot, and limits the choices to what it allows."""

    _inherit = "tolerance.ballot"

    matter_title = fields.Char(related="case_id.matter_title")
    due_on = fields.Date(related="session_id.due_on")
    what_happened = fields.Text(compute="_compute_what_happened", compute_sudo=True)
    unit_opinion = fields.Text(related="party_id.application_id.unit_opinion")
    assessment_line_ids = fields.Many2many(
        "tolerance.assessment.line",
        string="Answers of the Inquiry",
        compute="_compute_assessment_line_ids",
    )
    evidence_ids = fields.Many2many(
        "tolerance.evidence", compute="_compute_evidence_ids"
    )
    nature = fields.Selection(related="party_id.assessment_ids.nature")
    conclusion = fields.Text(related="party_id.assessment_ids.conclusion")
    report = fields.Html(compute="_compute_report")
    preliminary = fields.Text("Preliminary Opinion", compute="_compute_preliminary")
    selectable_degree_ids = fields.Many2many(
        "tolerance.scheme.degree", compute="_compute_selectable"
    )
    selectable_situation_ids = fields.Many2many(
        "tolerance.scheme.situation", compute="_compute_selectable"
    )
    selectable_exclusion_ids = fields.Many2many(
        "tolerance.scheme.exclusion", compute="_compute_selectable_exclusion_ids"
    )
    conduct_ids = fields.Many2many(
        "tolerance.scheme.exclusion",
        string="Conduct Found by the Inquiry",
        compute="_compute_conduct_ids",
    )
    selectable_note = fields.Text("Not Offered", compute="_compute_selectable_note")
    discretion = fields.Text("Standards of Discretion", compute="_compute_discretion")
    responsibility_ids = fields.Many2many(
        related="party_id.assessment_ids.responsibility_ids"
    )

    @api.depends("party_id.application_id.what_happened", "case_id.matter_id")
    def _compute_what_happened(self):
        for ballot in self:
            # A party without an application has given no statement.
            ballot.what_happened = (
                ballot.party_id.application_id.what_happened
                or ballot.case_id.matter_id.description
            )

    @api.depends("party_id.assessment_ids.line_ids")
    def _compute_assessment_line_ids(self):
        for ballot in self:
            ballot.assessment_line_ids = ballot.party_id.assessment_ids.line_ids

    @api.depends("case_id.evidence_ids.replaced_by_ids")
    @api.depends_context("uid")
    def _compute_evidence_ids(self):
        for ballot in self:
            ballot.evidence_ids = ballot.case_id._get_readable_evidence()

    @api.depends("case_id")
    def _compute_report(self):
        for ballot in self:
            ballot.report = ballot.case_id.inquiry_ids[:1].report

    @api.depends("case_id.session_ids.state")
    @api.depends_context("lang")
    def _compute_preliminary(self):
        for ballot in self:
            ballot.preliminary = ballot.party_id._get_preliminary()

    @api.depends("case_id")
    def _compute_selectable_exclusion_ids(self):
        """Offer the exclusions of the regulations above as well: they prevail."""
        for ballot in self:
            ballot.selectable_exclusion_ids = ballot.case_id._get_exclusions()

    @api.depends("party_id.assessment_ids.line_ids.answer")
    def _compute_conduct_ids(self):
        for ballot in self:
            ballot.conduct_ids = ballot.party_id.assessment_ids._get_aggravating()

    @api.depends(
        "party_id.assessment_ids.line_ids.answer",
        "party_id.assessment_ids.nature",
        "version_id",
    )
    def _compute_selectable(self):
        for ballot in self:
            assessment = ballot.party_id.assessment_ids
            situations = assessment.line_ids.situation_id.browse()
            if not assessment._get_stops():
                overruled = ballot.case_id._get_overruled_situations()
                situations = (
                    assessment.line_ids.situation_id
                    - assessment._get_failed_situations()
                ).filtered(lambda s, out=overruled: s not in out)
            ballot.selectable_situation_ids = situations
            ballot.selectable_degree_ids = ballot.version_id._get_selectable_degrees(
                situations
            )

    @api.depends("party_id.assessment_ids.line_ids.answer", "version_id")
    @api.depends_context("lang")
    def _compute_discretion(self):
        """Compute the standard by which the regulation weighs these situations."""
        for ballot in self:
            ballot.discretion = "\n".join(
                self.env._(
                    "%(situation)s: %(standard)s",
                    situation=situation._get_item(),
                    standard=situation.discretion,
                )
                for situation in ballot.selectable_situation_ids
                if situation.discretion
            )

    @api.depends(
        "party_id.assessment_ids.line_ids.answer",
        "party_id.assessment_ids.nature",
        "version_id",
    )
    @api.depends_context("lang", "uid")
    def _compute_selectable_note(self):
        """Compute why outcomes or situations are not offered; empty if they are."""
        for ballot in self:
            assessment = ballot.party_id.assessment_ids
            claimed = assessment.line_ids.situation_id
            notes = assessment._get_stop_sentences()
            if notes or not ballot.selectable_situation_ids:
                notes.append(self.env._("Only a refusal can be chosen."))
            elif failed := assessment._get_failed_situations():
                notes.append(
                    self.env._(
                        "The inquiry found that these situations do not apply: "
                        "%(situations)s.",
                        situations=write_list(self.env, failed.mapped("name")),
                    )
                )
            notes += assessment._get_overruled_sentences(claimed)
            ballot.selectable_note = "\n".join(notes) or False
