class AccessRecords:
    """Ties, the reporting line, and who opened a case."""

    def _vals_tolerance_interest_declaration(self, fresh):
        user = self.employee.user_id or self.env.user
        return {"kind": "interest"} if fresh else {"user_id": user.id}

    def _make_tolerance_reporting_line(self):
        ReportingLine = self.env["tolerance.reporting.line"]
        domain = [("employee_id", "=", self.employee.id)]
        return ReportingLine.search(domain, limit=1) or self._make_plainly(
            "tolerance.reporting.line"
        )

    def _vals_tolerance_reporting_line(self, fresh):
        other = self.env["hr.employee"].create(
            {"name": "Matrix Superior", "company_id": self.company.id}
        )
        return {"superior_id": other.id}

    def _vals_tolerance_hand_over_line(self, fresh):
        return {"matter_id": self.get("tolerance.matter").id}

    def _make_tolerance_access_log(self):
        case = self.get("tolerance.case")
        AccessLog = self.env["tolerance.access.log"]
        AccessLog._insert_lines([(case.id, self.env.uid, "Matrix", "form")])
        return AccessLog.search([("case_id", "=", case.id)], limit=1)

    def _vals_tolerance_certificate(self, fresh):
        return {"effect_ids": [(6, 0, self.get("tolerance.effect").ids)]}

    def _vals_tolerance_conflict(self, fresh):
        return {"matter_id": self.get("tolerance.matter").id}
