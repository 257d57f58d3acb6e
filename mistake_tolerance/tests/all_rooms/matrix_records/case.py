from odoo import Command


class CaseRecords:
    """The matter, its application and its case."""

    def _make_tolerance_subject(self):
        return self.get("hr.employee").tolerance_subject_id

    def _vals_tolerance_subject(self, fresh):
        return {"kind": "unit"}

    def _vals_tolerance_subject_lineage(self, fresh):
        other = fresh and self._make_other("tolerance.subject")
        return {"ancestor_id": other.id} if other else {}

    def _vals_tolerance_person_match(self, fresh):
        return {"other_id": self._make_other("tolerance.subject").id}

    def _make_tolerance_subject_lineage(self):
        return self.env["tolerance.subject.lineage"].search([], limit=1)

    def _vals_tolerance_matter(self, fresh):
        return {
            "subject_ids": [Command.set(self.get("tolerance.subject").ids)],
            "different_reason": "Matrix" if fresh else False,
        }

    def _make_tolerance_proceeding_notice(self):
        # Registering the proceeding told those concerned.
        proceeding = self.get("tolerance.proceeding")
        notices = proceeding.notice_ids.sorted(lambda notice: notice.part != "person")
        return notices[:1] or self._make_plainly("tolerance.proceeding.notice")

    def _vals_tolerance_application(self, fresh):
        if fresh:
            return {}
        head = self.employee.department_id.manager_id.user_id
        user = self.employee.user_id or self.env.user
        return {"user_id": user.id, "unit_head_id": head.id, "state": "filed"}

    def _vals_tolerance_case(self, fresh):
        if not fresh:
            return {}
        return {"matter_id": self._make_other("tolerance.matter").id}

    def _vals_tolerance_case_party(self, fresh):
        if fresh:
            return {"subject_id": self._make_other("tolerance.subject").id}
        return {"application_id": self.get("tolerance.application").id}

    def _make_tolerance_case_step_pause(self):
        step = self.get("tolerance.case.step")
        step._write_unlocked({"state": "running", "started_on": "2026-03-02"})
        return self._make_plainly("tolerance.case.step.pause")

    def _make_tolerance_case_step_extension(self):
        with self._waive("tolerance.case.step.extension", "_do_extend", None):
            return self._make_plainly("tolerance.case.step.extension")

    def _make_tolerance_decision_delivery(self):
        with self._waive("tolerance.decision.delivery", "_do_serve", None):
            return self._make_plainly("tolerance.decision.delivery")
