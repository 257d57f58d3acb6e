from lxml import etree

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..common import ROLES, ToleranceTestCase

HOMES = {
    "clerk": "tolerance_application_action_clerk",
    "inquirer": "tolerance_inquiry_action",
    "member": "tolerance_determination_action",
    "hr_officer": "appraisal_action",
    "auditor": "tolerance_ledger_entry_action",
    "administrator": "tolerance_scheme_action",
    "officer": "tolerance_application_action_mine",
}
MOST_ENTRIES = 10


@tagged("post_install", "-at_install")
class TestHome(ToleranceTestCase):
    """Requirement: each role lands on its own work, in a menu it can overlook."""

    def open_app(self, user):
        action = self.env.ref("mistake_tolerance.tolerance_home_action")
        return action.with_user(user).run()

    def test_each_role_lands_on_its_own_work(self):
        for role, action in HOMES.items():
            with self.subTest(role=role):
                opened = self.open_app(self.users[role])
                self.assertEqual(
                    opened["id"], self.env.ref(f"mistake_tolerance.{action}").id
                )

    def test_supervisor_lands_on_returns_or_decisions(self):
        opened = self.open_app(self.users["supervisor"])
        self.assertIn(
            opened["res_model"], ("tolerance.return", "tolerance.determination")
        )

    def test_menu_opens_on_the_home_action(self):
        action = self.env.ref("mistake_tolerance.tolerance_home_action")
        root = self.env.ref("mistake_tolerance.menu_root")
        self.assertEqual(root.action, action)
        for role in (*ROLES, "officer"):
            menus = self.env["ir.ui.menu"].with_user(self.users[role])
            self.assertIn(root.id, menus._visible_menu_ids(), role)

    def test_menus_have_ten_entries_at_most(self):
        root = self.env.ref("mistake_tolerance.menu_root")
        for role in (*ROLES, "officer"):
            menus = self.env["ir.ui.menu"].with_user(self.users[role])
            visible = menus.browse(menus._visible_menu_ids())
            for section in visible.filtered(lambda menu: menu.parent_id == root):
                entries = visible.filtered(lambda m, s=section: m.parent_id == s)
                with self.subTest(role=role, section=section.name):
                    self.assertLessEqual(len(entries), MOST_ENTRIES)

    def test_roles_show_on_the_user_form_without_developer_mode(self):
        hierarchy = self.env["res.groups"]._get_view_group_hierarchy()
        category = self.env.ref("mistake_tolerance.module_category_tolerance")
        shown = [c for c in hierarchy["categories"] if c["id"] == category.id]
        groups = [
            hierarchy["privileges"][privilege]["group_ids"]
            for privilege in shown[0]["privilege_ids"]
        ]
        # One choice a role: somebody may have two, and Odoo offers one a privilege.
        self.assertEqual(
            groups,
            [[self.env.ref(f"mistake_tolerance.group_{role}").id] for role in ROLES],
        )

    def test_a_draft_says_what_it_misses_before_it_can_be_published(self):
        administrator = self.users["administrator"]
        scheme = (
            self.env["tolerance.scheme"]
            .with_user(administrator)
            .create({"name": "Own rules", "issuer": "The agency"})
        )
        version = scheme.env["tolerance.scheme.version"].create(
            {"scheme_id": scheme.id, "number": 1}
        )
        self.assertFalse(version.can_publish)
        self.assertIn("degrees", version.publish_missing)
        arch = etree.fromstring(version.get_view(view_type="form")["arch"])
        self.assertTrue(arch.xpath("//field[@name='publish_missing']"))

    def test_settings_of_the_agency(self):
        Settings = self.env["tolerance.settings"].with_user(self.users["administrator"])
        settings = Settings.create(
            {
                "clerk_id": self.users["clerk"].id,
                "unit_days": 4,
                "hold_days": 30,
                "case_pattern": "甘监容〔{year}〕{number}号",
            }
        )
        settings.action_save()
        self.assertEqual(self.company.tolerance_clerk_id, self.users["clerk"])
        self.assertEqual(self.company.tolerance_unit_days, 4)
        self.assertEqual(self.company.tolerance_hold_days, 30)
        sequence = self.company.tolerance_case_sequence_id
        self.assertRegex(sequence.next_by_id(), r"^甘监容〔20\d\d〕1号$")
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "settings.change")], order="id desc", limit=1
        )
        self.assertIn("tolerance_unit_days", entry.content)
        # What is set shows the next time, and an empty pattern takes it away again.
        again = Settings.create({})
        self.assertEqual(again.unit_days, 4)
        self.assertEqual(again.case_pattern, "甘监容〔{year}〕{number}号")
        again.case_pattern = False
        again.action_save()
        self.assertFalse(self.company.tolerance_case_sequence_id)

    def test_a_time_zone_is_one_of_the_list(self):
        """With any other, no day could be counted any more."""
        Settings = self.env["tolerance.settings"].with_user(self.users["administrator"])
        for zone in ("Bogus/Zone", "Asia/Shanghai ", "../etc/passwd"):
            with self.subTest(zone):
                with self.assertRaisesRegex(ValidationError, "no time zone"):
                    self.company.tolerance_tz = zone
                with self.assertRaisesRegex(ValidationError, "no time zone"):
                    Settings.create({"tz": f"{zone}/x"}).action_save()
        self.company.tolerance_tz = "Asia/Urumqi"
        self.assertTrue(self.company._tolerance_today())

    def test_settings_changed_on_the_company_are_in_the_ledger(self):
        for name, value in (
            ("tolerance_hold_days", 31),
            ("tolerance_unit_days", 6),
            ("tolerance_tz", "Asia/Urumqi"),
            ("tolerance_clerk_id", self.users["clerk"].id),
        ):
            with self.subTest(name):
                self.company.write({name: value})
                entry = self.env["tolerance.ledger.entry"].search(
                    [("verb", "=", "settings.change")], order="id desc", limit=1
                )
                self.assertIn(name, entry.content)
                self.company.write({name: value})
                again = self.env["tolerance.ledger.entry"].search(
                    [("verb", "=", "settings.change")], order="id desc", limit=1
                )
                self.assertEqual(again, entry, "nothing changed")

    def test_settings_are_the_administrators_alone(self):
        for role in ("clerk", "hr_officer", "officer"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.env["tolerance.settings"].with_user(self.users[role]).default_get(
                    ["unit_days"]
                )
