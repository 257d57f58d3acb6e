class CareRecords:
    """Follow-ups."""

    def _make_tolerance_follow_up_concern(self):
        with self._waive("tolerance.follow.up.concern", "_check_raiser"):
            return self._make_plainly("tolerance.follow.up.concern")
