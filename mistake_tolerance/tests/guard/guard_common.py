from ...models.base.write_permit import unlocked
from ..common import ToleranceTestCase, act


class GuardCase(ToleranceTestCase):
    """A matter, and a shortcut to a confirmed decision about it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        areas = cls.env["tolerance.area"].search([]).grouped("code")
        cls.annual = areas["annual_appraisal"]
        cls.promotion_area = areas["promotion"]
        cls.honours = areas["honours"]
        cls.version = cls._make_version(
            person=(cls.annual, cls.promotion_area, cls.honours),
            unit=(areas["unit_target_appraisal"],),
        )
        cls.decider = cls.users["member"]
        cls.subject = cls.officer.tolerance_subject_id
        cls.matter = cls._make_matter("Pilot of a new ward routine")
        cls.other_matter = cls._make_matter("Late report")

    @classmethod
    def _make_version(cls, person, unit):
        scheme = cls.env["tolerance.scheme"].create(
            {"name": "Test scheme", "company_id": cls.company.id}
        )
        return cls.env["tolerance.scheme.version"].create(
            {
                "scheme_id": scheme.id,
                "degree_ids": [
                    (0, 0, {"name": kind, "kind": kind, "rank": rank})
                    for rank, kind in enumerate(
                        ("exempt", "lighter", "reduced", "refused")
                    )
                ],
                "situation_ids": [(0, 0, {"name": "A pilot", "number": 1})],
                "step_ids": [(0, 0, {"name": "Decision", "kind": "decision"})],
                "area_ids": [
                    (
                        0,
                        0,
                        {
                            "area_id": area.id,
                            "subject_kind": kind,
                            "free_after_period": area.code == "promotion",
                        },
                    )
                    for kind, areas in (("person", person), ("unit", unit))
                    for area in areas
                ],
            }
        )

    @classmethod
    def _make_matter(cls, title, subjects=None, occurred_on="2026-03-02"):
        return cls.env["tolerance.matter"]._create_unlocked(
            {
                "title": title,
                "occurred_on": occurred_on,
                "subject_ids": [(6, 0, (subjects or cls.subject).ids)],
                "company_id": cls.company.id,
            }
        )

    @classmethod
    def _make_party(cls, matter=None, subject=None):
        matter = matter or cls.matter
        case = matter.case_ids or cls._make_case(matter)
        return cls.env["tolerance.case.party"]._create_unlocked(
            {"case_id": case.id, "subject_id": (subject or cls.subject).id}
        )

    @classmethod
    def _make_case(cls, matter):
        """A case whose deciding session has been held."""
        case = cls.env["tolerance.case"]._create_unlocked(
            {
                "matter_id": matter.id,
                "version_id": cls.version.id,
                "company_id": cls.company.id,
            }
        )
        body = cls.env["tolerance.body"].create({"name": "Test Party group"})
        session = cls.env["tolerance.session"]._create_unlocked(
            [
                {
                    "case_id": case.id,
                    "step_id": case.step_ids.id,
                    "body_id": body.id,
                    "kind": "decision",
                    "state": "closed",
                }
            ]
        )
        unlocked(cls.env["tolerance.session.seat"]).create(
            {"session_id": session.id, "user_id": cls.decider.id}
        )
        return case

    @classmethod
    def _draft(cls, kind="exempt", party=None, **values):
        draft = cls.env["tolerance.determination"]._create_unlocked(
            {
                "party_id": (party or cls._make_party()).id,
                "degree_id": cls.version.degree_ids.filtered(
                    lambda degree: degree.kind == kind
                ).id,
                "situation_ids": [(6, 0, cls.version.situation_ids[:1].ids)],
                "reasons": "Followed the approved pilot plan.",
                **values,
            }
        )
        reduced = draft.line_ids.filtered(lambda li: li.form == "deduction_reduced")
        unlocked(reduced).write({"no_points": True})
        return draft

    @classmethod
    def _decide(cls, kind="exempt", party=None, **values):
        determination = cls._draft(kind, party, **values)
        act(determination.with_user(cls.decider)).action_confirm()
        return determination

    @classmethod
    def _mark_vals(cls, **values):
        return {
            "kind": "objection",
            "employee_id": cls.officer.id,
            "area_id": cls.promotion_area.id,
            "matter_id": cls.matter.id,
            "date": "2026-06-01",
            "reason": "Because of the matter.",
            **values,
        }

    @classmethod
    def _make_mark(cls, **values):
        mark = cls.env["tolerance.mark"].create(cls._mark_vals(**values))
        mark.flush_recordset()
        return mark

    def _make_former(self):
        """A record of the officer under a former name; only later is that known."""
        return self.env["hr.employee"].create({"name": "Test Former Name"})

    def _find_same(self, employee):
        """Let HR find that a record stands for the protected person as well."""
        match = self.as_user("hr_officer")["tolerance.person.match"].create(
            {
                "subject_id": self.subject.id,
                "other_id": employee.tolerance_subject_id.id,
                "reason": "Changed the name; both files seen.",
            }
        )
        act(match).action_join()
        self.assertEqual(employee.tolerance_subject_id, self.subject)
        self.env.flush_all()

    @classmethod
    def _change_guards(cls, guards, **values):
        """Change guards as two administrators do, one asking, one approving."""
        second = cls.make_user("second_administrator", "administrator")
        changes = cls.env["tolerance.guard.change"].with_user(
            cls.users["administrator"]
        )
        changes = act(changes).create(
            [
                {"guard_id": guard.id, "reason": "Needed for a test.", **values}
                for guard in guards
            ]
        )
        act(changes.with_user(second)).action_approve()
        return changes
