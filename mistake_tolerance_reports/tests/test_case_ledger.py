import io
from datetime import date

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.mistake_tolerance.models.base.write_permit import unlocked
from odoo.addons.mistake_tolerance.tests.common import act

from ..models.case_ledger import CORRECTIONS
from ..returns.case_ledger import COLUMNS
from .common import PERIOD, ReturnCase


@tagged("post_install", "-at_install")
class TestCaseLedger(ReturnCase):
    def _read(self, made):
        page = load_workbook(io.BytesIO(made.attachment_id.raw)).active
        rows = [[cell or None for cell in row] for row in page.values]
        heads = [column.label for column in COLUMNS]
        start = rows.index(heads) + 1
        keys = [column.key for column in COLUMNS]
        return rows, [dict(zip(keys, row, strict=True)) for row in rows[start:]]

    def test_every_cell_comes_from_the_case(self):
        # Read anew, effects come the last first; the return has the areas' own order.
        self.env.invalidate_all()
        _all, rows = self._read(self._make_return("clerk"))
        person, unit, totals = rows
        situations = self.version.situation_ids
        areas = self.decision.effect_ids.area_id.sorted("sequence")
        self.assertTrue(areas)
        self.assertEqual(
            person,
            {
                "number": "1",
                "case": self.case.name,
                "matter": self.matter.name,
                "title": "=1+1",
                "occurred_on": "2026-03-02",
                "unit": self.unit.display_name,
                "party": "Test Officer",
                "party_kind": "个人",
                "post": "Ward Officer",
                "applied_on": "2026-03-20",
                "is_late": "是",
                "situations": f"（二）{situations[1].name}",
                "accepted_on": "2026-03-23",
                "inquired_on": "2026-04-10",
                "preliminary_on": "2026-04-15",
                "answered_on": None,
                "degree": self.decision.degree_id.name,
                "decision": self.decision.name,
                "decided_on": str(self.decision.decided_on),
                "effects": "、".join(areas.mapped("name")),
                "correction": "待制定方案",
                "filed_on": None,
            },
        )
        self.assertEqual(unit["number"], "2")
        self.assertEqual(unit["party"], self.unit.name)
        self.assertEqual(unit["party_kind"], "单位")
        self.assertEqual(unit["degree"], self.refusal.degree_id.name)
        for blank in ("post", "applied_on", "is_late", "effects", "correction"):
            self.assertIsNone(unit[blank], blank)
        self.assertEqual(totals["case"], "1件")
        self.assertEqual(totals["party"], "2人次")
        self.assertEqual(totals["is_late"], "逾期1")

    def test_every_state_of_a_correction_has_its_word(self):
        states = self.env["tolerance.correction"]._fields["state"].get_values(self.env)
        self.assertEqual(set(states), set(CORRECTIONS))

    def test_post_is_that_of_the_day_it_happened(self):
        later = self.env["hr.job"].create({"name": "Promoted Since"})
        self.officer.version_ids.date_version = "2020-01-01"
        self.officer.create_version({"date_version": "2026-03-03", "job_id": later.id})
        _all, (person, *_rest) = self._read(self._make_return("clerk"))
        self.assertEqual(person["post"], "Ward Officer")

    def test_undecided_party_shows_what_was_claimed(self):
        self.decision.revocation_reason = "Facts were concealed."
        act(self.decision.with_user(self.users["member"])).action_revoke()
        _all, (person, *_rest) = self._read(self._make_return("clerk"))
        for blank in ("degree", "decision", "decided_on", "effects"):
            self.assertIsNone(person[blank], blank)
        claimed = self.application.situation_ids
        self.assertEqual(len(person["situations"].split("\n")), len(claimed))

    def test_feedback_and_filing(self):
        self.case._complete_step("feedback", date(2026, 5, 6))
        self.case._write_unlocked({"filed_on": "2026-05-07"})
        _all, (person, *_rest) = self._read(self._make_return("clerk"))
        self.assertEqual(person["answered_on"], "2026-05-06")
        self.assertEqual(person["filed_on"], "2026-05-07")

    def test_period_is_that_of_the_acceptance(self):
        Ledger = self.env["tolerance.case.ledger"]

        def count(date_from, date_to):
            return Ledger._count_rows(self.company, date_from, date_to)

        self.assertEqual(count(*PERIOD), 2)
        self.assertEqual(count(date(2026, 3, 23), date(2026, 3, 23)), 2)
        self.assertEqual(count(date(2026, 1, 1), date(2026, 3, 22)), 0)
        self.assertEqual(count(date(2026, 3, 24), date(2026, 12, 31)), 0)

    def test_case_without_acceptance_counts_from_its_opening_day_in_the_agency(self):
        other = self.env["tolerance.matter"]._create_unlocked(
            {"title": "Found by inspection", "occurred_on": "2026-06-01"}
        )
        case = self.env["tolerance.case"]._create_unlocked(
            {"matter_id": other.id, "version_id": self.version.id}
        )
        party = self.env["tolerance.case.party"]._create_unlocked(
            {
                "case_id": case.id,
                "subject_id": self.colleague.tolerance_subject_id.id,
            }
        )
        self.env.flush_all()
        # 23:30 in UTC is the next morning in the agency.
        self.env.cr.execute(
            "UPDATE tolerance_case SET create_date = '2025-06-02 23:30' WHERE id = %s",
            [case.id],
        )
        Ledger = self.env["tolerance.case.ledger"]
        for day, expected in ((date(2025, 6, 2), 0), (date(2025, 6, 3), 1)):
            found = Ledger._count_rows(self.company, day, day)
            self.assertEqual(found, expected, day)
        self.assertTrue(party)

    def test_empty_period_says_what_to_do(self):
        wizard = self._make_wizard(
            "clerk", date_from="2020-01-01", date_to="2020-12-31"
        )
        with self.assertRaises(UserError):
            wizard.action_export()
        self.assertFalse(self.env["tolerance.return"].search([]))

    def test_return_is_refused_to_users_in_conflict(self):
        supervisor = self.env["hr.employee"].create(
            {
                "name": "Test Supervisor",
                "user_id": self.users["supervisor"].id,
                "company_id": self.company.id,
            }
        )
        self.assertEqual(self._make_return("supervisor").row_count, 2)
        for place in ("parent", "child", "unit", "self"):
            with self.subTest(place), self.env.cr.savepoint() as savepoint:
                if place == "parent":
                    self.officer.parent_id = supervisor
                elif place == "child":
                    supervisor.parent_id = self.officer
                elif place == "unit":
                    self.unit.manager_id = supervisor
                else:
                    unlocked(self.application).user_id = self.users["supervisor"]
                with self.assertRaises(UserError):
                    self._make_return("supervisor")
                savepoint.rollback()
                self.env.invalidate_all()

    def _keep_from(self, login):
        """Open a case about the user's own person."""
        employee = self.env["hr.employee"].create(
            {
                "name": "Test Maker",
                "user_id": self.users[login].id,
                "company_id": self.company.id,
            }
        )
        other = self.env["tolerance.matter"]._create_unlocked(
            {"title": "The maker's own", "occurred_on": "2026-06-01"}
        )
        case = self.env["tolerance.case"]._create_unlocked(
            {"matter_id": other.id, "version_id": self.version.id}
        )
        self.env["tolerance.case.party"]._create_unlocked(
            {"case_id": case.id, "subject_id": employee.tolerance_subject_id.id}
        )
        return max(self.company._tolerance_today(), PERIOD[1])

    def test_return_states_how_many_cases_are_omitted(self):
        made = self._make_return("supervisor", date_to=self._keep_from("supervisor"))
        self.assertEqual((made.row_count, made.left_out), (2, 1))
        self.assertIn("另有1名", self._read(made)[0][2][0])

    def test_a_clerk_is_not_told_of_cases_kept_from_them(self):
        """The same file with such a case as without it."""
        before = self._make_return("clerk")
        made = self._make_return("clerk", date_to=self._keep_from("clerk"))
        for own in (before, made):
            self.assertEqual((own.row_count, own.left_out), (2, 0))
            rows, _parties = self._read(own)
            self.assertEqual(rows[2][0], "本台账只列制表人有权查阅的案件。")
            self.assertNotIn("另有", str(rows))

    def _classify(self, level):
        unlocked(self.case).clerk_id = self.users["clerk"]
        self.as_user("clerk", self.case)._do_classify(level, "Act 7")

    def test_supervisor_gets_nobody_of_a_classified_case(self):
        self._classify("secret")
        made = self._make_return("supervisor")
        rows, parties = self._read(made)
        self.assertEqual(made.row_count, 2)
        for row in parties[:2]:
            self.assertEqual(row["party"], "（涉密）")
            self.assertEqual(row["case"], self.case.name)
            for blank in (
                "matter",
                "title",
                "occurred_on",
                "unit",
                "post",
                "situations",
            ):
                self.assertIsNone(row[blank], blank)
        self.assertIn("其中2名", rows[2][0])
        self.assertNotIn("Test Officer", str(rows))
        self.assertEqual(made.secrecy_level, "internal")

    def test_classified_return_is_marked_and_its_makers_alone(self):
        usual = self._make_return("clerk")
        self._classify("secret")
        made = self._make_return("clerk")
        rows, parties = self._read(made)
        self.assertEqual(parties[0]["party"], "Test Officer")
        self.assertEqual(rows[1][0], "密级：机密")
        self.assertEqual(made.secrecy_level, "secret")
        self.as_user("supervisor", usual).check_access("read")
        for record in (made, made.attachment_id):
            self.as_user("clerk", record).check_access("read")
            with self.assertRaises(AccessError):
                self.as_user("supervisor", record).check_access("read")

    def test_document_number_is_the_number_of_the_decision(self):
        unlocked(self.case).clerk_id = self.users["clerk"]
        self.as_user("clerk", self.decision)._do_number("甘容〔2026〕5号", 2026)
        _all, (person, *_rest) = self._read(self._make_return("clerk"))
        self.assertEqual(person["decision"], "甘容〔2026〕5号")

    def test_statements_do_not_grow_with_the_parties(self):
        def count():
            ledger = self.env["tolerance.case.ledger"]
            parties = self.env["tolerance.case.party"].search([], order="case_id, id")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows = list(ledger._get_rows(parties))
            return len(rows), self.env.cr.sql_log_count - before

        few = count()
        employees = self.env["hr.employee"].create(
            [{"name": f"Officer {n}", "company_id": self.company.id} for n in range(20)]
        )
        matter = self.env["tolerance.matter"]._create_unlocked(
            {"title": "Many", "occurred_on": "2026-06-01"}
        )
        case = self.env["tolerance.case"]._create_unlocked(
            {"matter_id": matter.id, "version_id": self.version.id}
        )
        self.env["tolerance.case.party"]._create_unlocked(
            [
                {"case_id": case.id, "subject_id": subject.id}
                for subject in employees.tolerance_subject_id
            ]
        )
        many = count()
        self.assertEqual(many[0], few[0] + 20)
        self.assertLess(many[1], few[1] + 5)
