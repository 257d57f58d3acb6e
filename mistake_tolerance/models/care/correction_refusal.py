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
    """Who may do what to a correction, and what is still missing for it."""

    _inherit = "tolerance.correction"

    _verb_needs = {
        "plan": ("error", "requirement", "deadline", "responsible_id", "checker_id"),
        "report": ("cause",),
        "verify": ("result",),
        "send_back": ("result",),
        "replan": ("replan_reason",),
        "void": ("void_reason",),
    }

    @api.depends("state", "responsible_id", "checker_id", "subject_id")
    @api.depends_context("uid")
    def _compute_can(self):
        result = super()._compute_can()
        for correction in self:
            names = correction._get_open_names()
            correction.may_plan = "deadline" in names
            correction.may_tell = "proof" in names
            correction.may_check = "result" in names
        return result

    def _get_open_names(self):
        names = set()
        if self._is_clerk():
            names |= {
                "open": PLAN_NAMES | REPORT_NAMES | {"void_reason"},
                "planned": REPORT_NAMES | {"replan_reason", "void_reason"},
                "reported": {"void_reason"},
            }.get(self.state, set())
        if self.state in ("open", "planned") and self._is_reporter():
            names |= REPORT_NAMES
        if self.state == "reported" and self._is_checker():
            names |= {"result"}
        return names

    def _is_reporter(self):
        user = self.env.user
        return user == self.responsible_id or self._is_concerned(user)

    def _is_checker(self):
        return self.env.user == self.checker_id

    def _get_actor_refusal(self, verb):
        number, user = self.name, self.env.user
        if verb in ("plan", "replan", "void"):
            if not self._is_clerk():
                return self.env._("%(number)s: only a clerk does this.", number=number)
            # The clerk reads which decision it follows from; others get no button.
            if verb == "void" and self.sudo().determination_id:
                return self.env._(
                    "%(number)s follows from a decision and is mandatory; it ends "
                    "only when the decision is revoked.",
                    number=number,
                )
        elif verb == "report":
            if not self._is_clerk() and not self._is_reporter():
                return self.env._(
                    "%(number)s is reported by the person responsible or concerned, "
                    "or by a clerk for them.",
                    number=number,
                )
        elif not self._is_checker():
            return self.env._(
                "%(number)s: only the checker named in the plan does this.",
                number=number,
            )
        elif user == self.reported_by_id or self._is_concerned(user):
            return self.env._(
                "%(number)s: whoever reported it, or whom it concerns, does not "
                "check it. Ask the clerk for another checker.",
                number=number,
            )
        return False

    def _get_content_refusal(self, verb):
        required = self._verb_needs[verb]
        if verb == "plan" and self.version_id.measure_ids:
            required = ("measure_id", *required)
        if sentence := self._get_missing_sentence(required):
            return sentence
        if verb == "plan":
            return self._get_plan_refusal()
        if verb == "report" and not self.proof and not self.proof_attachment_ids:
            return self.env._(
                "%(number)s: describe what was done, or attach what shows it, first.",
                number=self.name,
            )
        return False

    def _get_empty_needs(self, verb):
        """Add what is asked for in some cases only: a measure, some proof."""
        names = super()._get_empty_needs(verb)
        if verb == "plan" and self.version_id.measure_ids and not self.measure_id:
            return ["measure_id", *names]
        if verb == "report" and not self.proof and not self.proof_attachment_ids:
            names.append("proof")
        return names

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
                "%(number)s: nobody checks themselves. Choose a checker who is neither "
                "responsible nor concerned.",
                number=number,
            )
        # A clerk plans; also a caller without sight of the decision gets an answer.
        is_granted = bool(self.sudo().determination_id)
        granted_measures = self.version_id.measure_ids.filtered("for_granted")
        if is_granted and granted_measures and self.measure_id not in granted_measures:
            return self.env._(
                "%(number)s: “%(measure)s” is not a measure for tolerated parties. "
                "Choose one of: %(measures)s.",
                number=number,
                measure=self.measure_id.name,
                measures=write_list(self.env, granted_measures.mapped("name")),
            )
        return False
