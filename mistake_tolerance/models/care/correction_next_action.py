"""What the form of a correction says about the next step, for each reader."""

from odoo import api, fields, models

from ..base.wording import write_day

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
    """What the reader may write in a correction, and does next."""

    _inherit = "tolerance.correction"

    next_action = fields.Char("What to Do Next", compute="_compute_next_action")
    can_edit_plan = fields.Boolean(compute="_compute_can_edit")
    can_edit_report = fields.Boolean(compute="_compute_can_edit")
    can_edit_check = fields.Boolean(compute="_compute_can_edit")

    @api.depends("state", "responsible_id", "checker_id", "subject_id")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        for correction in self:
            names = correction._get_writable_names()
            correction.can_edit_plan = "deadline" in names
            correction.can_edit_report = "proof" in names
            correction.can_edit_check = "result" in names

    def _get_writable_names(self):
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
        # sudo: every user may know whether an account is active.
        left_sudo = self.responsible_id.sudo().filtered(lambda user: not user.active)
        return bool(left_sudo) and self._is_clerk()

    def _is_checker(self):
        return self.env.user == self.checker_id

    @api.depends("state", "responsible_id", "checker_id", "deadline", "subject_id")
    @api.depends_context("lang", "uid")
    def _compute_next_action(self):
        for correction in self:
            correction.next_action = correction._get_next_action()

    def _get_next_action(self):
        """Return the next act of the reader, or the user for whom it waits.

        :rtype: str
        """
        self.ensure_one()
        sentences = {
            "open": self._get_plan_sentence,
            "planned": self._get_report_sentence,
            "reported": self._get_check_sentence,
        }
        if self.state in sentences:
            return sentences[self.state]()
        return self.env._("This has ended. Nothing to do.")

    def _get_plan_sentence(self):
        if self.can_plan or not self.id:
            return self.env._("Fill in the plan, then press Confirm Plan.")
        # sudo: every user may know who the clerk is.
        return self.env._(
            "The clerk %(name)s makes the plan.", name=self._get_clerk().sudo().name
        )

    def _get_report_sentence(self):
        # sudo: every user may know who is responsible and who checks.
        values = {
            "name": self.responsible_id.sudo().name,
            "day": write_day(self.env, self.deadline),
        }
        if self.can_report:
            return self.env._(
                "Put it right and fill in the report, then press Report as Done, by "
                "%(day)s.",
                **values,
            )
        return self.env._("%(name)s puts it right and reports by %(day)s.", **values)

    def _get_check_sentence(self):
        if self.can_verify:
            return self.env._(
                "Check it and write down what you found, then press Confirm as "
                "Corrected, or press Send Back."
            )
        # sudo: the name of a colleague is no secret.
        return self.env._(
            "%(name)s checks whether it was put right.",
            name=self.checker_id.sudo().name,
        )
