"""What a hold means for an appraisal: it waits until the decision."""

from odoo import api, models


class ToleranceAppraisal(models.Model):
    """Keeps an appraisal pending while a matter is on hold, so that it is not negative.

    Before it is confirmed, an appraisal is a preview. It counts no mark for a matter
    on hold, even if the mark is older than the hold.
    """

    _inherit = "tolerance.appraisal"

    def _get_held(self):
        """Return the appraisals of those who have a matter on hold in their area.

        A matter of a later year has no bearing on the appraisal.

        :rtype: tolerance.appraisal
        """
        # sudo: the reader may not be able to see the holds.
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
            held._apply_transition("defer")
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

    @api.model
    def _recompute_unsettled(self, subjects):
        """Count anew what holds on these subjects, begun or ended, change.

        :param tolerance.subject subjects: those the holds rest on
        """
        # sudo: only HR has rights on appraisals; the deciding user may have none.
        unsettled_sudo = self.sudo().search(
            [
                ("state", "not in", self._closed_states),
                ("subject_id", "in", subjects._get_descendants().ids),
                ("mark_ids", "!=", False),
            ]
        )
        for name in ("deduction", "score", "grade_id"):
            self.env.add_to_compute(self._fields[name], unsettled_sudo)
        self.env["tolerance.mark"].invalidate_model(["is_held"], flush=False)
        self.invalidate_model(["held_note"], flush=False)


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _on_joined(self):
        super()._on_joined()
        self.env["tolerance.appraisal"]._recompute_unsettled(self)


class ToleranceEffect(models.Model):
    _inherit = "tolerance.effect"

    def _on_held(self):
        super()._on_held()
        self.env["tolerance.appraisal"]._recompute_unsettled(self.subject_id)

    def _on_lifted(self):
        super()._on_lifted()
        holds = self.filtered(lambda effect: effect.form == "hold")
        if holds:
            self.env["tolerance.appraisal"]._recompute_unsettled(holds.subject_id)
        holds._resume_appraisals()

    def _resume_appraisals(self):
        """Have the appraisals finished that waited for these holds to end."""
        if not self:
            return
        # sudo: only HR has rights on appraisals; the deciding user may have none.
        waiting_sudo = (
            self.env["tolerance.appraisal"]
            .sudo()
            .search(
                [
                    ("state", "=", "pending"),
                    ("subject_id", "in", self.subject_id._get_descendants().ids),
                    ("area_id", "in", self.area_id.ids),
                ]
            )
        )
        for appraisal_sudo in waiting_sudo - waiting_sudo._get_held():
            officers = appraisal_sudo._get_role_users(
                "hr_officer", appraisal_sudo.company_id
            )
            # Users cannot appraise themselves.
            officers -= appraisal_sudo.subject_id._get_users()
            appraisal_sudo._finish_todo("finish_appraisal")
            appraisal_sudo._plan_todo("finish_appraisal", officers[:1])
