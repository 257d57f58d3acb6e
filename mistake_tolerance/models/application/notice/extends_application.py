from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ToleranceApplication(models.Model):
    """An application that answers a notice says so."""

    _inherit = "tolerance.application"

    notice_id = fields.Many2one(
        "tolerance.proceeding.notice",
        string="Answers the Notice",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )

    @api.constrains("notice_id", "user_id")
    def _check_notice_id(self):
        for application in self:
            # sudo: a notice of somebody else is refused without being shown.
            notice_sudo = application.notice_id.sudo()
            if notice_sudo and (
                notice_sudo.user_id != application.user_id or notice_sudo.part == "head"
            ):
                raise ValidationError(
                    self.env._("Apply from a notice that was given to yourself.")
                )

    def _do_submit(self):
        result = super()._do_submit()
        self._get_answered_notices()._note_application(self.submitted_on)
        return result

    def _get_answered_notices(self):
        """Return the notices that need no further application.

        These are all notices of the proceeding about the same person or unit: the one
        that the application names, or the one with the same start.

        :rtype: tolerance.proceeding.notice
        """
        self.ensure_one()
        # sudo: the notice to the head of the unit is not the applicant's.
        notices_sudo = self.env["tolerance.proceeding.notice"].sudo()
        proceeding_sudo = self.notice_id.sudo().proceeding_id
        found = notices_sudo.search(
            [
                *notices_sudo._get_open_domain(),
                ("subject_id", "in", self.subject_id._get_ancestors().ids),
                ("company_id", "=", self.company_id.id),
            ]
        )
        return found.filtered(
            lambda notice: (
                notice.proceeding_id == proceeding_sudo
                if proceeding_sudo
                else notice.started_on == self.proceeding_started_on
            )
        )
