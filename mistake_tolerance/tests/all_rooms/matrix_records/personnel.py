class PersonnelRecords:
    """Personnel records."""

    def _about(self, fresh=False):
        return {"employee_id": self.employee.id}

    _vals_tolerance_appraisal = _about
    _vals_tolerance_promotion = _about
    _vals_tolerance_commendation = _about

    def _make_tolerance_points_entry(self):
        mark = self.get("tolerance.mark")
        return self.env["tolerance.points.entry"].search([("mark_id", "=", mark.id)])

    def _vals_tolerance_mark(self, fresh):
        return {
            **self._about(),
            "matter_id": self.get("tolerance.matter").id,
            "area_id": self.env.ref("mistake_tolerance.area_points").id,
        }
