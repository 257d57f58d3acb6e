from odoo import api, models


class ToleranceCase(models.Model):
    """Lists show only number and step of a classified case.

    Who goes through a list has opened nothing, see ``access_log_content``: what the
    access log has to know of is read in the case.
    """

    _inherit = "tolerance.case"

    @api.depends("is_classified")
    def _compute_party_names(self):
        return super()._compute_party_names()

    @api.depends("is_classified")
    def _compute_outcome(self):
        return super()._compute_outcome()

    def _get_withheld(self):
        return super()._get_withheld() | self.filtered("is_classified")


class ToleranceSession(models.Model):
    _inherit = "tolerance.session"

    @api.depends("case_id.is_classified")
    def _compute_outcome(self):
        return super()._compute_outcome()


class ToleranceApplication(models.Model):
    _inherit = "tolerance.application"

    @api.depends("party_ids.case_id.is_classified")
    def _compute_summary(self):
        return super()._compute_summary()

    def _get_withheld(self):
        # sudo: the reader of an application may not be able to read its case.
        others_sudo = self.filtered(lambda a: a.user_id != self.env.user).sudo()
        withheld_sudo = others_sudo.filtered("party_ids.case_id.is_classified")
        return super()._get_withheld() | withheld_sudo.sudo(False)
