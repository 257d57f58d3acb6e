from odoo.fields import Command


class SchemeRecords:
    """Parts of a scheme, and areas."""

    example_version = None

    def _make_tolerance_area(self):
        return self.env.ref("mistake_tolerance.area_annual_appraisal")

    def _make_tolerance_limit_preset(self):
        return self.env.ref("mistake_tolerance.limit_preset_qianhai_accept")

    def _vals_tolerance_letter_wording(self, fresh):
        # An agency words each kind of letter once.
        return {"kind": "service" if fresh else "determination"}

    def _vals_tolerance_scheme_area(self, fresh):
        return {
            "area_id": self._make_tolerance_area().id,
            "subject_kind": "unit" if fresh else "person",
        }

    def _vals_tolerance_scheme_scope(self, fresh):
        # A version names each kind once, and a kind that it names stays.
        kind = "village" if fresh else "town"
        return {"type_id": self.env.ref(f"mistake_tolerance.subject_type_{kind}").id}

    def _vals_tolerance_scheme_article(self, fresh):
        return {"title": "Purpose"}

    def _vals_tolerance_scheme_version(self, fresh):
        # Without a degree of each kind nothing is published.
        degrees = [
            {"name": "Exempt", "kind": "exempt", "rank": 0},
            {"name": "Not tolerated", "kind": "refused", "rank": 1},
        ]
        return {
            "number": self._next_number(),
            "degree_ids": [Command.create(degree) for degree in degrees],
        }

    def _vals_tolerance_scheme_example(self, fresh):
        # It expects nothing that comes, and so hinders the publication of its version:
        # it stands in a version of its own.
        if not self.example_version:
            self.example_version = self._make_other("tolerance.scheme.version")
        return {"version_id": self.example_version.id}

    def _vals_tolerance_scheme_step_condition(self, fresh):
        return {"value": "unit" if fresh else "person"}
