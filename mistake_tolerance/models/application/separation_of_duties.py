from odoo import models


class ToleranceApplication(models.Model):
    _inherit = "tolerance.application"

    def _get_conflicts(self, users):
        """Say which users may not decide on the acceptance, and why.

        :param res.users users: who is thought of
        :return: ``{user id: sentence}``, only for those who may not
        :rtype: dict
        """
        self.ensure_one()
        return self.subject_id._get_distances(self.user_id, users)
