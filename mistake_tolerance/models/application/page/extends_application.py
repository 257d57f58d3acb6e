from odoo import api, fields, models

from ...base.wording import write_day


class ToleranceApplication(models.Model):
    """The applicant's page: which office acts now, its limit, and the papers served.

    It names offices and no person, and says nothing of the deliberation.
    """

    _inherit = "tolerance.application"

    acting_office = fields.Char(
        "Who Acts Now", compute="_compute_acting_office", compute_sudo=True
    )
    next_limit = fields.Char(compute="_compute_acting_office", compute_sudo=True)
    papers = fields.Text("Papers Served", compute="_compute_papers")
    whom_to_ask = fields.Char(compute="_compute_whom_to_ask", compute_sudo=True)

    @api.depends("state", "party_ids.case_id.current_step_id", "unit_days_until")
    @api.depends_context("lang")
    def _compute_acting_office(self):
        for application in self:
            office, due, provisional = application._get_acting()
            application.acting_office = office
            application.next_limit = application._write_next_limit(due, provisional)

    def _get_acting(self):
        """Return which office acts now, until when, and whether that may move.

        :rtype: tuple
        """
        self.ensure_one()
        if self.state == "draft":
            return self.env._("The applicant"), self.due_on, self.due_provisional
        if self.state == "returned":
            return self.env._("The applicant"), False, False
        if self.state == "with_unit":
            unit = self.department_id.name or self.env._("The unit")
            return unit, self.unit_days_until, False
        if self.state in ("filed", "decided"):
            return self._get_office(), False, False
        if self.state == "accepted":
            step = self.party_ids.case_id.current_step_id
            told = step and self._is_step_told(step)
            office = (told and step.scheme_step_id.body_id.name) or self._get_office()
            if not told:
                return office, False, False
            return office, step.due_on, step.due_provisional
        return self.env._("Nobody: the procedure is over"), False, False

    def _get_office(self):
        """Return the office that receives applications, without a name.

        :rtype: str
        """
        return self.env._(
            "Office for error tolerance of %(agency)s", agency=self.company_id.name
        )

    def _write_next_limit(self, due, provisional):
        if not due:
            return False
        day = write_day(self.env, due)
        if provisional:
            return self.env._(
                "%(day)s (provisional: the holidays of that year are not announced)",
                day=day,
            )
        return day

    @api.depends("receipt", "answered_on", "served_on", "state")
    @api.depends_context("lang")
    def _compute_papers(self):
        for application in self:
            papers = [
                (application.env._("Receipt"), application.submitted_on),
                (application.env._("Answer on Acceptance"), application.answered_on),
                (
                    application.env._("Written Decision"),
                    application.state == "served" and application.served_on,
                ),
            ]
            application.papers = "\n".join(
                application.env._(
                    "%(paper)s, %(day)s", paper=paper, day=write_day(self.env, day)
                )
                for paper, day in papers
                if day
            )

    @api.depends("company_id", "state")
    @api.depends_context("lang")
    def _compute_whom_to_ask(self):
        for application in self:
            company = application.company_id
            office = application._get_office()
            application.whom_to_ask = (
                application.env._(
                    "%(office)s, phone %(phone)s", office=office, phone=company.phone
                )
                if company.phone
                else application.env._(
                    "%(office)s, or a message below this form", office=office
                )
            )
