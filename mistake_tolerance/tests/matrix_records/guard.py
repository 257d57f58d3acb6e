class GuardRecords:
    """Guards and what they answer to."""

    def _vals_tolerance_guard(self, fresh):
        # Its record type is not installed, so this guard judges nothing.
        return {"model": "x.matrix", "area_id": self.get("tolerance.area").id}

    def _vals_tolerance_guard_change(self, fresh):
        return {"is_switched_off": True}

    def _make_tolerance_breach(self):
        user = self.employee.user_id or self.env.user
        Breach = self.env["tolerance.breach"].with_user(user).sudo()
        with self._waive("tolerance.breach", "_is_concerned", True):
            return Breach.create(self.prepare("tolerance.breach")).with_env(self.env)
