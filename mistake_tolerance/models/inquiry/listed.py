from odoo import api, fields, models

from ..base.read_together import read_together
from ..base.wording import write_list

LENGTH = 60


class ToleranceCase(models.Model):
    """Shows in lists whom a case is about, besides its number."""

    _inherit = "tolerance.case"

    party_names = fields.Char("Persons and Units", compute="_compute_party_names")

    @api.depends("party_ids.subject_id.name")
    @api.depends_context("uid", "lang")
    def _compute_party_names(self):
        withheld = self._get_withheld()
        read_together(self - withheld, ["party_ids.subject_id"])
        for case in self:
            names = case.party_ids.subject_id.mapped("name")
            case.party_names = case not in withheld and write_list(self.env, names)

    def _get_withheld(self):
        """Return the cases of which a list shows number and step alone; a hook.

        :rtype: tolerance.case
        """
        return self.browse()


class ToleranceApplication(models.Model):
    """Shows in lists how the description of an application begins."""

    _inherit = "tolerance.application"

    summary = fields.Char("In Short", compute="_compute_summary")

    @api.depends("what_happened")
    @api.depends_context("uid")
    def _compute_summary(self):
        withheld = self._get_withheld()
        for application in self:
            text = " ".join((application.what_happened or "").split())
            if application in withheld:
                application.summary = False
            elif len(text) > LENGTH:
                application.summary = f"{text[:LENGTH]}…"
            else:
                application.summary = text

    def _get_withheld(self):
        """Return the applications of which a list tells nothing; a hook.

        :rtype: tolerance.application
        """
        return self.browse()


class ToleranceCaseStep(models.Model):
    _inherit = "tolerance.case.step"

    party_names = fields.Char(related="case_id.party_names")
    matter_title = fields.Char(related="case_id.matter_title")


class ToleranceInquiry(models.Model):
    _inherit = "tolerance.inquiry"

    party_names = fields.Char(related="case_id.party_names")
    matter_title = fields.Char(related="case_id.matter_title")
    due_on = fields.Date(related="case_id.due_on")


class ToleranceDecisionDelivery(models.Model):
    _inherit = "tolerance.decision.delivery"

    matter_title = fields.Char(related="case_id.matter_title")
