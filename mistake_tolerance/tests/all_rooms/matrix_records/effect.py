class EffectRecords:
    """Determinations and effects."""

    def _vals_tolerance_determination(self, fresh):
        other = fresh and self._make_other("tolerance.case.party")
        return {"party_id": other.id} if other else {}

    def _vals_tolerance_effect(self, fresh):
        other = fresh and self._make_other("tolerance.matter")
        vals = {"matter_id": other.id} if other else {}
        return vals | {"determination_id": self.get("tolerance.determination").id}
