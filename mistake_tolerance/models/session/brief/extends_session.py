from odoo import api, fields, models

from ...base.single import check_single


class ToleranceSession(models.Model):
    """Shows the members the brief and the papers before the voting opens."""

    _inherit = "tolerance.session"
    _logged_content = frozenset({"brief", "assessment_ids", "evidence_ids", "report"})

    brief = fields.Html(compute="_compute_brief")
    assessment_ids = fields.Many2many(
        "tolerance.assessment", string="Assessments", compute="_compute_papers"
    )
    evidence_ids = fields.Many2many("tolerance.evidence", compute="_compute_papers")
    report = fields.Html("Report of the Inquiry", compute="_compute_report")

    @api.depends("case_id.party_ids", "case_id.session_ids.state")
    @api.depends_context("uid", "lang")
    def _compute_brief(self):
        for session in self:
            # sudo: all parties are found; what the reader may not read is left out.
            parties = session.case_id.sudo().party_ids.sudo(False)
            session.brief = parties._filtered_access("read")._write_brief()

    @api.depends("case_id.party_ids.assessment_ids", "case_id.evidence_ids")
    @api.depends_context("uid")
    def _compute_papers(self):
        for session in self:
            # sudo: all papers are found; what the reader may not read is left out.
            case_sudo = session.case_id.sudo()
            assessments = case_sudo.party_ids.assessment_ids.sudo(False)
            session.assessment_ids = assessments._filtered_access("read")
            session.evidence_ids = session.case_id._get_readable_evidence()

    @api.depends("case_id.inquiry_ids.report")
    @api.depends_context("uid")
    def _compute_report(self):
        for session in self:
            # sudo: as above.
            inquiry = session.case_id.sudo().inquiry_ids[:1].sudo(False)
            session.report = inquiry._filtered_access("read").report

    def action_open_case(self):
        """Open the case of the session, on which the next step is taken.

        :return: action that shows it
        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        return self.case_id.get_formview_action()


class ToleranceCase(models.Model):
    _inherit = "tolerance.case"

    def _get_readable_evidence(self):
        """Return the evidence on file that the reader may see; what replaced it, too.

        :rtype: tolerance.evidence
        """
        # sudo: all evidence is found; what the reader may not read is left out.
        return self.sudo().evidence_ids.sudo(False)._filtered_access("read")
