from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ..base.deletion import ondelete
from ..base.wording import write_list
from ..base.write_permit import is_unlocked

# The fields that only the applicant writes, until the application is submitted.
CONTENT = frozenset(
    {
        "kind",
        "department_id",
        "organ",
        "proceeding_started_on",
        "occurred_on",
        "what_happened",
        "situation_ids",
        "degree_id",
        "statement",
        "late_reason",
        "attachment_ids",
    }
)


class ToleranceApplication(models.Model):
    """Lets the applicant write the content, and the unit's head its opinion."""

    _inherit = "tolerance.application"

    @api.model_create_multi
    def create(self, vals_list):
        if not is_unlocked(self):
            vals_list = [{**vals, "user_id": self.env.uid} for vals in vals_list]
        applications = super().create(vals_list)
        applications._bind_uploads("attachment_ids")
        return applications

    def write(self, vals):
        if not is_unlocked(self):
            self._check_writer(vals.keys())
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._bind_uploads("attachment_ids")
        return result

    @ondelete
    def _unlink_only_unsubmitted(self):
        """Refuse to delete a submitted application; drafts can be deleted."""
        submitted = self.filtered(
            lambda application: application.state != "draft" or application.submitted_on
        )
        if submitted:
            raise UserError(
                self.env._(
                    "%(applications)s: an application that was submitted stays on "
                    "file. Only a draft can be deleted.",
                    applications=write_list(self.env, submitted.mapped("display_name")),
                )
            )

    def _check_untouched(self):
        super()._check_untouched()
        if any(application.unit_opinion for application in self):
            raise AccessError(self.env._("Only the unit can write its opinion."))

    def _check_writer(self, names):
        """Refuse fields of other writers; a field that is not listed has no writer."""
        names = {n for n in names if not n.startswith(("message_", "activity_"))}
        for application in self:
            allowed = set()
            if application.user_id == self.env.user:
                if application.state in ("draft", "returned"):
                    allowed |= CONTENT
                elif application.state == "with_unit":
                    allowed.add("late_reason")
            if application._is_unit_head():
                if application.state == "with_unit":
                    allowed.add("unit_opinion")
            if names - allowed - self._workflow_fields:
                raise AccessError(
                    self.env._(
                        "%(application)s: this part can no longer be changed, or is "
                        "not yours to change. Write a message below the form instead.",
                        application=application.display_name,
                    )
                )
