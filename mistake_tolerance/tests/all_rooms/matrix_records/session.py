class SessionRecords:
    """Sessions and ballots."""

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
