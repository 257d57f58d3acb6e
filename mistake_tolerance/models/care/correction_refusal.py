from odoo import api, models

from ..base.wording import write_list

PLAN_NAMES = {
    "version_id",
    "measure_id",
    "error",
    "requirement",
    "deadline",
    "responsible_id",
    "checker_id",
}
REPORT_NAMES = {"cause", "lesson", "proof", "proof_attachment_ids"}


class ToleranceCorrection(models.Model):
    """Refusals of a correction: who may act, and what is still missing."""

    _inherit = "tolerance.correction"

    @api.depends("state", "responsible_id", "checker_id", "subject_id")
    @api.depends_context("uid")
    def _compute_may(self):
        for correction in self:
            names = correction._get_open_names()
            correction.can_edit_plan = "deadline" in names
            correction.can_edit_report = "proof" in names
            correction.can_edit_check = "result" in names

    def _get_open_names(self):
        names = set()
        if self._is_clerk():
            names |= {
                "open": PLAN_NAMES | {"void_reason"},
                "planned": {"replan_reason", "void_reason"},
                "reported": {"void_reason"},
            }.get(self.state, set())
        if self.state in ("open", "planned") and self._is_reporter():
            names |= REPORT_NAMES
        if self.state == "reported" and self._is_checker():
            names |= {"result"}
        return names

    def _is_reporter(self):
        """Return whether the user reports: the one responsible or the one concerned.

        A clerk does it for a person responsible who has left.
        """
        user = self.env.user
        if user == self.responsible_id or self._is_concerned(user):
            return True
        # Whether an account is still used is no secret.
        left_sudo = self.responsible_id.sudo().filtered(lambda user: not user.active)
        return bool(left_sudo) and self._is_clerk()

    def _is_checker(self):
        return self.env.user == self.checker_id

    def _get_mandatory_refusal(self):
        # The clerk reads which decision it follows from; others get no button.
        return bool(self.sudo().determination_id) and self.env._(
            "%(number)s follows from a decision and is mandatory; it ends only when "
            "the decision is revoked.",
            number=self.name,
        )

    def _get_reporter_refusal(self):
        if self._is_reporter():
            return False
        return self.env._(
            "%(number)s is reported by the person responsible or concerned; by a "
            "clerk only when that person has left.",
            number=self.name,
        )

    def _get_checker_refusal(self):
        user = self.env.user
        if not self._is_checker():
            return self.env._(
                "%(number)s: only the checker named in the plan can do this.",
                number=self.name,
            )
        if user == self.reported_by_id or self._is_concerned(user):
            return self.env._(
                "%(number)s: a person who reported it, or whom it concerns, cannot "
                "check it. Ask the clerk for another checker.",
                number=self.name,
            )
        return False

    def _get_required_fields(self, action):
        """Add what is asked for in some cases only: a measure, some proof."""
        names = super()._get_required_fields(action)
        if action == "plan" and self._get_measures():
            return ("measure_id", *names)
        if action == "report" and not self.proof_attachment_ids:
            return (*names, "proof")
        return names

    def _get_required_sentence(self, action):
        if self._get_empty_fields(action) == ["proof"]:
            return self.env._(
                "%(number)s: describe what was done, or attach what shows it, first.",
                number=self.name,
            )
        return super()._get_required_sentence(action)

    def _get_plan_refusal(self):
        number = self.name
        if self.deadline < self.company_id._tolerance_today():
            return self.env._(
                "%(number)s: the deadline is over. Set a later one.", number=number
            )
        if self.checker_id == self.responsible_id or self._is_concerned(
            self.checker_id
        ):
            return self.env._(
                "%(number)s: the checker must be another person. Choose a checker who "
                "is neither responsible nor concerned.",
                number=number,
            )
        # A clerk plans; also a caller without sight of the decision gets an answer.
        is_granted = bool(self.sudo().determination_id)
        granted_measures = self._get_measures().filtered("for_granted")
        if is_granted and granted_measures and self.measure_id not in granted_measures:
            return self.env._(
                "%(number)s: “%(measure)s” is not a measure for tolerated parties. "
                "Choose one of: %(measures)s.",
                number=number,
                measure=self.measure_id.name,
                measures=write_list(self.env, granted_measures.mapped("name")),
            )
        return False
