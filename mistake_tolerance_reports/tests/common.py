from datetime import date

from odoo.addons.mistake_tolerance.models.base.write_permit import unlocked
from odoo.addons.mistake_tolerance.tests.common import ToleranceTestCase, act

PERIOD = (date(2026, 1, 1), date(2026, 12, 31))


class ReturnCase(ToleranceTestCase):
    """One case of the Gansu measures: an officer exempt, the unit not tolerated."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.version = cls.env["tolerance.scheme"]._load_preset(
            "gansu_2018", cls.company
        )
        cls.officer.job_id = cls.env["hr.job"].create({"name": "Ward Officer"})
        cls.matter = cls.env["tolerance.matter"]._create_unlocked(
            {
                "title": "=1+1",
                "occurred_on": "2026-03-02",
                "department_id": cls.unit.id,
                "company_id": cls.company.id,
            }
        )
        cls.application = cls._apply()
        cls.case = cls.env["tolerance.case"]._create_unlocked(
            {"matter_id": cls.matter.id, "version_id": cls.version.id}
        )
        cls.party, cls.unit_party = cls.env["tolerance.case.party"]._create_unlocked(
            [
                {
                    "case_id": cls.case.id,
                    "subject_id": cls.officer.tolerance_subject_id.id,
                    "application_id": cls.application.id,
                },
                {
                    "case_id": cls.case.id,
                    "subject_id": cls.unit.tolerance_subject_id.id,
                },
            ]
        )
        for kind, day in (
            ("apply", date(2026, 3, 20)),
            ("endorse", date(2026, 3, 20)),
            ("accept", date(2026, 3, 23)),
            ("inquiry", date(2026, 4, 10)),
            ("preliminary", date(2026, 4, 15)),
            ("decision", date(2026, 4, 20)),
        ):
            cls.case._complete_step(kind, day)
        cls._hold_session()
        cls.decision = cls._decide(cls.party, "exempt")
        cls.refusal = cls._decide(cls.unit_party, "refused")

    @classmethod
    def _apply(cls):
        """The officer's application, handed in after the seven working days."""
        application = cls.env["tolerance.application"]._create_unlocked(
            {
                "user_id": cls.users["officer"].id,
                "occurred_on": "2026-03-02",
                "proceeding_started_on": "2026-03-02",
                "situation_ids": [(6, 0, cls.version.situation_ids[:2].ids)],
            }
        )
        application._write_unlocked({"state": "filed", "submitted_on": "2026-03-20"})
        return application

    @classmethod
    def _decide(cls, party, kind):
        decision = cls.env["tolerance.determination"]._create_unlocked(
            {
                "party_id": party.id,
                "degree_id": cls.version.degree_ids.filtered(
                    lambda degree: degree.kind == kind
                )[:1].id,
                "situation_ids": [(6, 0, cls.version.situation_ids[1].ids)],
                "reasons": "Followed the approved pilot plan.",
            }
        )
        act(decision.with_user(cls.users["member"])).action_confirm()
        return decision

    @classmethod
    def _hold_session(cls):
        """The deciding session has been held, with one seat."""
        session = cls.env["tolerance.session"]._create_unlocked(
            [
                {
                    "case_id": cls.case.id,
                    "step_id": cls.case.step_ids.filtered(
                        lambda step: step.kind == "decision"
                    ).id,
                    "body_id": cls.env["tolerance.body"].create({"name": "Body"}).id,
                    "kind": "decision",
                    "state": "closed",
                }
            ]
        )
        unlocked(cls.env["tolerance.session.seat"]).create(
            {"session_id": session.id, "user_id": cls.users["member"].id}
        )

    def _make_wizard(self, role, **values):
        return (
            self.env["tolerance.case.ledger.return"]
            .with_user(self.users[role])
            .create(
                {
                    "company_id": self.company.id,
                    "date_from": PERIOD[0],
                    "date_to": PERIOD[1],
                    **values,
                }
            )
        )

    def _make_return(self, role, **values):
        action = self._make_wizard(role, **values).action_export()
        return self.env["tolerance.return"].browse(action["res_id"])
