from odoo.exceptions import UserError
from odoo.service.model import call_kw
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..care.common_care import CareCase


@tagged("post_install", "-at_install")
class TestDeparture(CareCase):
    """Somebody leaves: told before, nothing lost, and a task for what is open."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hr = cls.make_user(
            "plain_hr", "hr.group_hr_manager", "base.group_partner_manager"
        )

    def setUp(self):
        super().setUp()
        self.follow_up = self.make_running()

    def archive_by_form(self, employee):
        call_kw(
            self.env(user=self.hr)["hr.employee"], "action_archive", [employee.ids], {}
        )

    def archive_by_write(self, employee):
        call_kw(
            self.env(user=self.hr)["hr.employee"],
            "write",
            [employee.ids, {"active": False}],
            {},
        )

    def archive_by_web_save(self, employee):
        call_kw(
            self.env(user=self.hr)["hr.employee"],
            "web_save",
            [employee.ids, {"active": False}],
            {"specification": {"active": {}}},
        )

    def archive_by_wizard(self, employee):
        self.make_wizard(employee).action_register_departure()

    def archive_by_resource(self, employee):
        employee.resource_id.active = False

    def make_wizard(self, employee, user=None):
        context = {"active_ids": employee.ids, "employee_termination": True}
        env = self.env(user=user or self.hr, context=context)
        return env["hr.departure.wizard"].create({"departure_date": self.today})

    def get_ways(self):
        return {
            "form": self.archive_by_form,
            "write": self.archive_by_write,
            "web_save": self.archive_by_web_save,
            "wizard": self.archive_by_wizard,
            "resource": self.archive_by_resource,
        }

    def test_every_way_leaves_the_task_and_the_protection(self):
        effects = self.env["tolerance.effect"].search(
            [("subject_id", "=", self.subject.id)]
        )
        self.assertTrue(effects)
        for name, archive in self.get_ways().items():
            with self.subTest(way=name), self.cr.savepoint() as savepoint:
                archive(self.officer)
                self.assertFalse(self.officer.active)
                asked = self.get_todo(self.follow_up, "followed_left")
                self.assertEqual(asked, self.users["clerk"])
                self.assertEqual(self.follow_up.state, "running")
                self.assertEqual(self.officer.tolerance_subject_id, self.subject)
                self.assertTrue(all(effects.mapped("is_in_force")))
                with self.assertRaises(UserError), self.cr.savepoint():
                    self._make_mark()
                self.env.flush_all()
                savepoint.rollback()
                self.env.invalidate_all()

    def test_departure_makes_one_task_only(self):
        self.archive_by_wizard(self.officer)
        self.officer.active = True
        self.archive_by_write(self.officer)
        kind = self.env.ref("mistake_tolerance.activity_type_followed_left")
        asked = self.follow_up.activity_ids.filtered(
            lambda activity: activity.activity_type_id == kind
        )
        self.assertEqual(len(asked), 1)

    def test_open_case_goes_on_and_its_clerk_is_told(self):
        case = self._make_case(self.other_matter)
        unlocked(case).clerk_id = self.users["clerk"]
        self._make_party(self.other_matter)
        self.archive_by_write(self.officer)
        self.assertEqual(self.get_todo(case, "party_left"), self.users["clerk"])
        entries = self.get_entries(case).filtered(
            lambda entry: entry.verb == "departure.party"
        )
        self.assertEqual(entries.chain, f"tolerance.case,{case.id}")

    def test_leaving_helper_gets_a_draft_hand_over(self):
        self.archive_by_form(self.colleague)
        hand_over = self.env["tolerance.hand.over"].search(
            [("from_user_id", "=", self.users["colleague"].id)]
        )
        self.assertEqual(hand_over.state, "draft")
        self.assertIn("helper", hand_over.line_ids.mapped("kind"))
        asked = hand_over.activity_ids.user_id
        self.assertTrue(
            asked.has_group("mistake_tolerance.group_administrator")
            or asked.has_group("mistake_tolerance.group_hr_officer")
        )

    def test_archived_user_leaves_one_draft_and_who_had_nothing_none(self):
        colleague = self.users["colleague"]
        colleague.active = False
        self.archive_by_write(self.colleague)
        drafts = self.env["tolerance.hand.over"].search([])
        self.assertEqual(drafts.from_user_id, colleague)
        self.assertEqual(len(drafts), 1)
        self.users["inquirer"].active = False
        self.assertEqual(self.env["tolerance.hand.over"].search([]), drafts)

    def test_departure_notice_lists_readable_work_only(self):
        wizard = self.make_wizard(self.officer)
        self.assertIn("stay in force", wizard.tolerance_notice)
        self.assertNotIn("Decisions in force", wizard.tolerance_notice)
        self.hr.group_ids |= self.env.ref("mistake_tolerance.group_hr_officer")
        wizard = self.make_wizard(self.officer)
        self.assertRegex(wizard.tolerance_notice, r"Decisions in force: [1-9]")
        self.assertTrue(self.officer.active)

    def test_deleting_is_refused_and_says_to_archive(self):
        before = self.env["tolerance.reporting.line"].search_count(
            [("employee_id", "=", self.officer.id)]
        )
        self.assertTrue(before)
        for records in (self.officer, self.officer.with_user(self.hr)):
            with self.assertRaisesRegex(UserError, "Archive it instead"):
                records.unlink()
        spare = self.env["hr.employee"].create({"name": "Test Spare"})
        spare.unlink()

    def test_deleting_a_unit_that_a_matter_is_about_is_refused(self):
        unit = self.env["hr.department"].create({"name": "Test Ward Two"})
        self._make_matter("Of a unit", unit.tolerance_subject_id)
        with self.assertRaisesRegex(UserError, "Archive it instead"):
            unit.unlink()
