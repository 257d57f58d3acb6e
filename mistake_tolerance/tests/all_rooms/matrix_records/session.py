from ....models.base.write_permit import unlocked


class SessionRecords:
    """Sessions, ballots, hearings and the opinions of departments."""

    def _vals_tolerance_hearing(self, fresh):
        if not fresh:
            return {}
        case = self._make_other("tolerance.case")
        return {"case_id": case.id, "step_id": case.step_ids[:1].id}

    def _vals_tolerance_meeting(self, fresh):
        # Nobody is called to a time gone by.
        return {"held_at": "2100-03-02 08:00:00"} if fresh else {}

    def _vals_tolerance_meeting_adjourn(self, fresh):
        # Not to a time gone by.
        return {"held_at": "2100-03-02 08:00:00"}

    def _vals_tolerance_hearing_opinion(self, fresh):
        return {"user_id": False}

    def _make_tolerance_inquiry_question(self):
        question = self._make_plainly("tolerance.inquiry.question")
        # Put to the inquiry, which is closed or open as the dossier has it.
        unlocked(question).write({"asked_on": "2026-03-02"})
        return question

    def _make_tolerance_joint_opinion(self):
        with self._waive("tolerance.case", "_get_opinion_refusal"):
            return self._make_plainly("tolerance.joint.opinion")

    def _vals_tolerance_joint_opinion(self, fresh):
        other = fresh and self._make_other("hr.department")
        return {"department_id": other.id} if other else {}

    def _vals_tolerance_session(self, fresh):
        # While a ballot is open nobody reads those of others.
        other = {"case_id": self._make_other("tolerance.case").id} if fresh else {}
        return {"state": "closed", **other}

    def _vals_tolerance_session_seat(self, fresh):
        return {"user_id": self._make_other_user().id} if fresh else {}

    def _vals_tolerance_session_result(self, fresh):
        other = fresh and self._make_other("tolerance.case.party")
        return {"party_id": other.id} if other else {}

    def _vals_tolerance_session_tally(self, fresh):
        return {"exclusion_id": self._make_other("tolerance.scheme.exclusion").id}

    def _vals_tolerance_ballot(self, fresh):
        other = fresh and self._make_other("tolerance.case.party")
        return {"party_id": other.id} if other else {}

    def _vals_tolerance_recusal(self, fresh):
        """A request of the person concerned; once decided, the members read it."""
        asked_by = self.employee.user_id or self.env.user
        if fresh:
            return {"asked_by_id": asked_by.id, "reason": "Matrix", "named": "Other"}
        return {
            "asked_by_id": asked_by.id,
            "application_id": self.get("tolerance.application").id,
            "session_id": self.get("tolerance.session").id,
            "named": "The chair",
            "reason": "Matrix",
            "answer": "Matrix",
            "state": "refused",
        }
