class InquiryRecords:
    """The inquiry of a case, its team and evidence."""

    def _vals_tolerance_inquiry(self, fresh):
        return {"case_id": self._make_other("tolerance.case").id} if fresh else {}

    def _vals_tolerance_inquiry_member(self, fresh):
        return {"user_id": self._make_other_user().id}

    def _make_tolerance_inquiry_member(self):
        with self._waive("tolerance.inquiry.member", "_get_seat_refusal"):
            return self._make_plainly("tolerance.inquiry.member")

    def _make_tolerance_evidence(self):
        with self._waive("tolerance.evidence", "_get_entry_refusal"):
            return self._make_plainly("tolerance.evidence")

    def _vals_tolerance_evidence(self, fresh):
        return {"description": "Matrix"}

    def _vals_tolerance_assessment(self, fresh):
        other = fresh and self._make_other("tolerance.case.party")
        return {"party_id": other.id} if other else {}
