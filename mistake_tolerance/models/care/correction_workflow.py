"""The steps of a correction, from the plan to its check."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..base.wording import write_list
from ..base.workflow_mixin import Transition


class ToleranceCorrection(models.Model):
    """The workflow of a correction: planned, reported, sent back or verified."""

    _inherit = "tolerance.correction"

    _ledger_prefix = "correction"
    _delegated_acts = {
        "correction.plan": "clerk",
        "correction.replan": "clerk",
        "correction.void": "clerk",
    }
    _transitions = {
        "plan": Transition(
            "open",
            "planned",
            required=(
                "error",
                "requirement",
                "deadline",
                "responsible_id",
                "checker_id",
            ),
            hidden_by="_get_clerk_refusal",
            refused_by="_get_plan_refusal",
            is_personal=False,
        ),
        "report": Transition(
            "planned",
            "reported",
            required="cause",
            hidden_by="_get_reporter_refusal",
            depends=("responsible_id", "subject_id"),
            is_personal=False,
        ),
        "verify": Transition(
            "reported",
            "verified",
            required="result",
            hidden_by="_get_checker_refusal",
            depends=("checker_id", "subject_id"),
        ),
        "send_back": Transition(
            "reported",
            "planned",
            required="result",
            hidden_by="_get_checker_refusal",
            depends=("checker_id", "subject_id"),
        ),
        "replan": Transition(
            "planned",
            "open",
            required="replan_reason",
            hidden_by="_get_clerk_refusal",
            is_personal=False,
        ),
        "void": Transition(
            ("open", "planned", "reported"),
            "void",
            required="void_reason",
            hidden_by=("_get_clerk_refusal", "_get_mandatory_refusal"),
            is_personal=False,
        ),
    }

    can_plan = fields.Boolean(compute="_compute_can")
    can_report = fields.Boolean(compute="_compute_can")
    can_verify = fields.Boolean(compute="_compute_can")
    can_send_back = fields.Boolean(compute="_compute_can")
    can_replan = fields.Boolean(compute="_compute_can")
    can_void = fields.Boolean(compute="_compute_can")

    @api.model
    def _open_for(self, determinations):
        """Open the correction of each party that is tolerated.

        :param tolerance.determination determinations: just confirmed
        :rtype: tolerance.correction
        """
        # The deciding user neither follows the new records nor appears as their author.
        quiet = self.with_context(mail_create_nosubscribe=True, mail_create_nolog=True)
        return quiet._create_unlocked(
            [
                {
                    "determination_id": determination.id,
                    "company_id": determination.company_id.id,
                    "matter_id": determination.matter_id.id,
                    "subject_id": determination.subject_id.id,
                    "responsible_id": determination.subject_id._get_users()[:1].id,
                }
                for determination in determinations
                if determination.degree_kind != "refused"
                and determination.version_id._is_corrected()
            ]
        )

    def _on_opened(self):
        for correction in self:
            correction._plan_todo("plan_correction", correction._get_clerk())
        # sudo: the user who decides opens it, and does not read the matter.
        self.sudo()._ledger_append(
            "correction.open",
            lambda correction: {
                "subject": correction.subject_id.id,
                "matter": correction.matter_id.name,
            },
        )

    def _get_mandatory_refusal(self):
        # sudo: the reader may not read the decision; only that there is one is used.
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
        # sudo: a caller who may not read the decision gets the refusal too.
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

    def action_plan(self):
        """Fix error, measure, requirement, deadline, responsible and checker."""
        self.check_access("write")
        self._check_transition("plan")
        for correction in self:
            correction._write_transition(
                "plan",
                {
                    "planned_on": correction.company_id._tolerance_today(),
                },
            )
            correction._finish_todo("plan_correction")
            correction._plan_todo(
                "report_correction", correction.responsible_id, correction.deadline
            )
        self._ledger_append(
            "correction.plan", lambda correction: correction._get_plan_payload()
        )
        return True

    def action_report(self):
        """Report that the error was corrected; the checker takes over."""
        self.check_access("write")
        self._check_transition("report")
        for correction in self:
            today = correction.company_id._tolerance_today()
            correction._write_transition(
                "report",
                {
                    "reported_on": today,
                    "reported_by_id": self.env.uid,
                    "is_breached": correction.is_breached
                    or correction.deadline < today,
                    "is_reminded": False,
                },
            )
            correction._finish_todo("report_correction", "correction_overdue")
            correction._plan_todo("check_correction", correction.checker_id)
        self._ledger_append(
            "correction.report",
            lambda correction: {
                "cause": correction.cause,
                "lesson": correction.lesson or "",
                "proof": correction.proof or "",
                "files": correction._hash_uploads("proof_attachment_ids"),
                "late": correction.is_breached,
            },
        )
        return True

    def action_verify(self):
        """Confirm, as the checker, that the error is corrected."""
        self.check_access("write")
        self._check_transition("verify")
        for correction in self:
            correction._write_transition(
                "verify",
                {
                    "verified_on": correction.company_id._tolerance_today(),
                },
            )
            correction._finish_todo("check_correction")
        self._ledger_append(
            "correction.verify", lambda correction: {"result": correction.result}
        )
        return True

    def action_send_back(self):
        """Return it to the person responsible; the finding says what is missing."""
        self.check_access("write")
        self._check_transition("send_back")
        for correction in self:
            correction._write_transition(
                "send_back",
                {
                    "return_reason": correction.result,
                    "return_count": correction.return_count + 1,
                    "result": False,
                },
            )
            correction._finish_todo("check_correction")
            correction._plan_todo(
                "report_correction", correction.responsible_id, correction.deadline
            )
        self._ledger_append(
            "correction.send_back",
            lambda correction: {"result": correction.return_reason},
        )
        return True

    def action_replan(self):
        """Open the plan again; the old one stays in the ledger."""
        self.check_access("write")
        self._check_transition("replan")
        self._ledger_append(
            "correction.replan",
            lambda correction: {
                **correction._get_plan_payload(),
                "reason": correction.replan_reason,
            },
        )
        self._write_transition("replan", {"replan_reason": False, "is_reminded": False})
        self._finish_todo("report_correction", "correction_overdue")
        for correction in self:
            correction._plan_todo("plan_correction", correction._get_clerk())
        return True

    def action_void(self):
        """End a correction that no decision asks for and that is not needed."""
        self.check_access("write")
        self._check_transition("void")
        for correction in self:
            correction._void(correction.void_reason)
        return True

    def _get_plan_payload(self):
        return {
            "measure": self.measure_id.code or self.measure_id.name or "",
            "error": self.error,
            "requirement": self.requirement,
            "deadline": self.deadline,
            "responsible": self.responsible_id.id,
            "checker": self.checker_id.id,
        }

    @api.model
    def _cron_remind(self):
        """Remind once, and note for good, that a deadline passed without a report."""
        domain = (
            Domain("state", "=", "planned")
            & Domain("is_reminded", "=", False)
            & self._get_past_domain("deadline")
        )
        self._run_due(domain, lambda correction: correction._remind())

    def _remind(self):
        self._write_unlocked({"is_breached": True, "is_reminded": True})
        self._plan_todo("correction_overdue", self.responsible_id | self._get_clerk())
        self._ledger_append("correction.overdue", {"deadline": self.deadline})

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "correction.open": self.env._("Correction opened"),
            "correction.plan": self.env._("Correction planned"),
            "correction.replan": self.env._("Correction planned anew"),
            "correction.report": self.env._("Correction reported"),
            "correction.verify": self.env._("Correction verified"),
            "correction.send_back": self.env._("Correction sent back"),
            "correction.overdue": self.env._("Correction overdue"),
            "correction.void": self.env._("Correction voided"),
        }
