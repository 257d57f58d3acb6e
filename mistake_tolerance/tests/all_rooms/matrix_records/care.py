from ....models.base.write_permit import unlocked


class CareRecords:
    """Follow-ups and post adjustments."""

    def _make_tolerance_post_adjustment(self):
        adjustment = self._make_plainly("tolerance.post.adjustment")
        # Each relation meets it where it has a part in it.
        state = {"own": "proposed", "roll": "objected"}.get(self.relation, "draft")
        unlocked(adjustment).write({"state": state})
        return adjustment

    def _vals_tolerance_post_adjustment(self, fresh):
        return {"employee_id": self.employee.id}

    def _make_tolerance_follow_up_concern(self):
        with self._waive("tolerance.follow.up.concern", "_check_raiser"):
            return self._make_plainly("tolerance.follow.up.concern")
