from ...models.base.write_permit import unlocked
from ..common import ToleranceTestCase


class PersonnelCase(ToleranceTestCase):
    """The HR officer's environment and short ways to personnel records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hr = cls.env(user=cls.users["hr_officer"])
        cls.areas = {area.code: area for area in cls.env["tolerance.area"].search([])}
        cls.matter = cls.env["tolerance.matter"]._create_unlocked(
            {"title": "Test matter", "occurred_on": "2026-03-02"}
        )

    def make_appraisal(self, employee=None, marks=(), **vals):
        return self.hr["tolerance.appraisal"].create(
            {
                "employee_id": (employee or self.officer).id,
                "area_id": self.areas["annual_appraisal"].id,
                "year": 2026,
                "mark_ids": [(0, 0, {"reason": "Test", **mark}) for mark in marks],
                **vals,
            }
        )

    def make_promotion(self, employee=None, **vals):
        return self.hr["tolerance.promotion"].create(
            {
                "employee_id": (employee or self.officer).id,
                "to_job": "Deputy Head",
                **vals,
            }
        )

    def make_commendation(self, **vals):
        return self.hr["tolerance.commendation"].create(
            {"employee_id": self.officer.id, "title": "Model Worker", **vals}
        )

    def make_other_matter(self):
        """Another thing that concerns the officer, of the same day."""
        subject = self.officer.tolerance_subject_id
        return unlocked(self.matter).copy(
            {"name": False, "subject_ids": [(6, 0, subject.ids)]}
        )

    def protect(self, subject, code, matter=None, **vals):
        """Return an effect on ``subject`` in the area of ``code``."""
        self.env.flush_all()
        effects = self.env["tolerance.effect"]
        effect = unlocked(effects).create(
            {
                "name": f"TEST-{len(effects.search([])) + 1}",
                "company_id": self.company.id,
                "subject_id": subject.id,
                "matter_id": (matter or self.matter).id,
                "area_id": self.areas[code].id,
                "form": "unaffected",
                "decided_on": "2026-04-01",
                "date_from": "2026-03-02",
                **vals,
            }
        )
        effect = effect.with_env(self.env)
        effect._on_created()
        return effect
