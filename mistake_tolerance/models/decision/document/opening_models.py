"""The records whose reading is an opening."""

from odoo import models


class ToleranceCase(models.Model):
    _name = "tolerance.case"
    _inherit = ["tolerance.opened", "tolerance.case"]


class ToleranceAccuser(models.Model):
    _name = "tolerance.accuser"
    _inherit = ["tolerance.opened", "tolerance.accuser"]


class ToleranceApplication(models.Model):
    _name = "tolerance.application"
    _inherit = ["tolerance.opened", "tolerance.application"]


class ToleranceAssessment(models.Model):
    _name = "tolerance.assessment"
    _inherit = ["tolerance.opened", "tolerance.assessment"]


class ToleranceAssessmentLine(models.Model):
    _name = "tolerance.assessment.line"
    _inherit = ["tolerance.opened", "tolerance.assessment.line"]


class ToleranceBallot(models.Model):
    _name = "tolerance.ballot"
    _inherit = ["tolerance.opened", "tolerance.ballot"]


class ToleranceCaseParty(models.Model):
    _name = "tolerance.case.party"
    _inherit = ["tolerance.opened", "tolerance.case.party"]


class ToleranceDetermination(models.Model):
    _name = "tolerance.determination"
    _inherit = ["tolerance.opened", "tolerance.determination"]


class ToleranceEvidence(models.Model):
    _name = "tolerance.evidence"
    _inherit = ["tolerance.opened", "tolerance.evidence"]


class ToleranceInquiry(models.Model):
    _name = "tolerance.inquiry"
    _inherit = ["tolerance.opened", "tolerance.inquiry"]


class ToleranceService(models.Model):
    _name = "tolerance.service"
    _inherit = ["tolerance.opened", "tolerance.service"]


class ToleranceSession(models.Model):
    _name = "tolerance.session"
    _inherit = ["tolerance.opened", "tolerance.session"]
