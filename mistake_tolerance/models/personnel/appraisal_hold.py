from odoo import models


class ToleranceAppraisal(models.Model):
    """Year-end while a matter is on hold: pending, and never negative for it."""

    _inherit = "tolerance.appraisal"

    def _get_held(self):
        """Return the appraisals of those who have a matter on hold in their area.

        A matter of a later year has no bearing on the appraisal.

        :rtype: tolerance.appraisal
        """
        # Whether there is a hold is asked for the rule, whatever the reader may see.
        effects = self.subject_id.sudo()._get_effects_in_force()
        return self.filtered(
            lambda appraisal: effects[appraisal.subject_id.id].filtered(
                lambda effect: (
                    effect.form == "hold"
                    and effect.area_id == appraisal.area_id
                    and effect.date_from.year <= appraisal.year
                )
            )
        )

    def _defer_held(self):
        """Set pending those drafts that have to wait for a decision.

        :return: those set pending
        :rtype: tolerance.appraisal
        """
        held = self._get_held().filtered(lambda appraisal: appraisal.state == "draft")
        if held:
            held._apply_verb("defer")
        return held

    def _get_hold_refusals(self):
        return {
            appraisal.id: self.env._(
                "%(record)s: a matter is on hold. Wait for the decision; you get a "
                "to-do when the appraisal can be finished.",
                record=appraisal.display_name,
            )
            for appraisal in self._get_held()
        }


class ToleranceEffect(models.Model):
    _inherit = "tolerance.effect"

    def _on_lifted(self):
        super()._on_lifted()
        self.filtered(lambda effect: effect.form == "hold")._resume_appraisals()

    def _resume_appraisals(self):
        """Have the appraisals finished that waited for these holds to end."""
        if not self:
            return
        # The appraisals are HR's; whoever decides need not have a right on them.
        rows_sudo = (
            self.env["tolerance.subject.lineage"]
            .sudo()
            .search([("ancestor_id", "in", self.subject_id.ids)])
        )
        waiting_sudo = (
            self.env["tolerance.appraisal"]
            .sudo()
            .search(
                [
                    ("state", "=", "pending"),
                    ("subject_id", "in", rows_sudo.subject_id.ids),
                    ("area_id", "in", self.area_id.ids),
                ]
            )
        )
        for appraisal_sudo in waiting_sudo - waiting_sudo._get_held():
            officers = appraisal_sudo._get_role_users(
                "hr_officer", appraisal_sudo.company_id
            )
            # Nobody appraises themselves.
            officers -= appraisal_sudo.subject_id._get_users()
            appraisal_sudo._finish_todo("finish_appraisal")
            appraisal_sudo._plan_todo("finish_appraisal", officers[:1])
