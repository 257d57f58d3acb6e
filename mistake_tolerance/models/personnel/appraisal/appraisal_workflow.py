from odoo import api, fields, models

from ...base.single import check_exists
from ...base.workflow_mixin import Transition


class ToleranceAppraisal(models.Model):
    """Confirming an appraisal, setting it pending, and reopening it."""

    _inherit = "tolerance.appraisal"

    _ledger_prefix = "appraisal"
    _transitions = {
        "confirm": Transition(("draft", "pending"), "confirmed"),
        # Part of confirming while a matter is on hold; it has no button.
        "defer": Transition("draft", "pending", is_personal=False),
        "reopen": Transition(("confirmed", "pending"), "draft"),
    }
    _workflow_fields = frozenset({"state", "was_confirmed", "confirmed_points"})

    can_confirm = fields.Boolean(compute="_compute_can")
    can_reopen = fields.Boolean(compute="_compute_can")

    def _get_explained_refusals(self, action):
        refusals = super()._get_explained_refusals(action)
        if action != "confirm":
            return refusals
        return (
            refusals
            | self._get_quota_refusals()
            | self._get_points_refusals()
            | self._get_hold_refusals()
            | self._get_base_refusals()
        )

    def _get_points_refusals(self):
        """Refuse fewer points than were confirmed, which no mark explains."""
        protected = self._filter_protected()
        return {
            appraisal.id: self.env._(
                "%(record)s: %(points)s points were confirmed before, and a decision "
                "protects this person or unit. Enter what takes points away as a "
                "deduction instead.",
                record=appraisal.display_name,
                points=f"{appraisal.confirmed_points:g}",
            )
            for appraisal in self
            if appraisal.points < appraisal.confirmed_points and appraisal in protected
        }

    def _get_base_refusals(self):
        """Refuse a base below that of the others, for who is protected or examined.

        The measure is what most of the others have, so that one person's higher base
        is nothing against the rest; without others it is 100.
        """
        refusals = {}
        for appraisal in self._get_exposed():
            # sudo: appraisals of others are compared and not shown.
            rows = self.sudo()._read_group(
                [
                    ("company_id", "=", appraisal.company_id.id),
                    ("area_id", "=", appraisal.area_id.id),
                    ("year", "=", appraisal.year),
                    ("period", "=", appraisal.period),
                    ("subject_id", "!=", appraisal.subject_id.id),
                ],
                ["base_score"],
                ["__count"],
            )
            usual = max(rows, key=lambda row: (row[1], row[0]), default=(100,))[0]
            if appraisal.base_score < usual:
                refusals[appraisal.id] = self.env._(
                    "%(record)s: its base score is %(base)s, that of others "
                    "%(usual)s, and a decision protects this person or unit or a "
                    "matter is being examined. Appraise them in the cycle of the "
                    "others; what takes points away is entered as a deduction.",
                    record=appraisal.display_name,
                    base=f"{appraisal.base_score:g}",
                    usual=f"{usual:g}",
                )
        return refusals

    def _get_ledger_values(self):
        return {
            **super()._get_ledger_values(),
            "score": str(self.score),
            "grade": self.grade_id.id,
        }

    def action_confirm(self):
        """Settle score and grade; marks that are neutralised later restore both.

        Of those who have a matter on hold the appraisal is set pending instead.
        """
        self._check_actor("confirm")
        check_exists(self)
        deferred = self._defer_held()
        settled = self - deferred
        if not settled and deferred:
            return
        # Scores written without marks are overwritten.
        for name in ("deduction", "score", "grade_id"):
            self.env.add_to_compute(self._fields[name], settled)
        settled._apply_transition("confirm")
        settled._finish_todo("finish_appraisal")
        for points, appraisals in settled.grouped("points").items():
            appraisals._write_unlocked(
                {"was_confirmed": True, "confirmed_points": points}
            )

    def action_reopen(self):
        """Reopen a confirmed or pending appraisal for correction."""
        self._apply_transition("reopen")

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "appraisal.confirm": self.env._("Appraisal confirmed"),
            "appraisal.defer": self.env._("Appraisal set pending"),
            "appraisal.reopen": self.env._("Appraisal reopened"),
        }
