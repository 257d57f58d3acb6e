from ....models.base.write_permit import unlocked


class GuardRecords:
    """Guards and what they answer to."""

    def _vals_tolerance_guard(self, fresh):
        # Its record type is not installed, so this guard judges nothing.
        return {"model": "x.matrix", "area_id": self.get("tolerance.area").id}

    def _vals_tolerance_guard_change(self, fresh):
        return {"is_switched_off": True}

    def _make_tolerance_violation_report(self):
        user = self.employee.user_id or self.env.user
        Report = self.env["tolerance.violation.report"].with_user(user).sudo()
        with self._waive("tolerance.violation.report", "_is_concerned", True):
            report = unlocked(Report).create(self.prepare("tolerance.violation.report"))
        return report.with_env(self.env)

    def _vals_tolerance_remedy_request(self, fresh):
        """A request of the person concerned, on the own page."""
        asked_by = self.employee.user_id or self.env.user
        if fresh:
            return {"user_id": asked_by.id, "kind": "correction", "reason": "Matrix"}
        return {
            "user_id": asked_by.id,
            "application_id": self.get("tolerance.application").id,
            "kind": "correction",
            "reason": "Matrix",
        }

    def _make_tolerance_declaration_contest(self):
        model = "tolerance.declaration.contest"
        user = self.employee.user_id or self.env.user
        with self._waive(model, "_is_concerned", True):
            contest = self.env[model].with_user(user).sudo()
            return unlocked(contest).create(self.prepare(model)).with_env(self.env)

    def _vals_tolerance_declaration_contest(self, fresh):
        other = fresh and self._make_other("tolerance.declaration")
        return {"declaration_id": other.id} if other else {}

    def _vals_tolerance_neutralisation(self, fresh):
        return {
            "effect_id": self.get("tolerance.effect").id,
            "subject_id": self.get("tolerance.subject").id,
        }

    def _vals_tolerance_blocked_attempt(self, fresh):
        return {"subject_id": self.get("tolerance.subject").id}
