from datetime import date, timedelta

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import ToleranceTestCase

DAY = date(2026, 3, 2)


@tagged("post_install", "-at_install")
class TestBodyMember(ToleranceTestCase):
    """Who sits in a committee on a day, and who heads it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.body = (
            cls.env(user=cls.users["administrator"])["tolerance.body"]
            .create({"name": "Committee", "head_user_id": cls.users["member"].id})
            .with_env(cls.env)
        )

    def add(self, login, **values):
        return (
            self.as_user("administrator")["tolerance.body.member"]
            .create(
                {"body_id": self.body.id, "user_id": self.users[login].id, **values}
            )
            .with_env(self.env)
        )

    def assertKeptOut(self, login, **values):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.add(login, **values)

    def test_the_roll_of_a_day_has_the_fixed_members_with_a_vote(self):
        chair = self.add("member", role="chair", sequence=1)
        self.add("clerk", role="secretary")
        self.add("inquirer", kind_of_seat="reserve")
        self.add("auditor", kind_of_seat="expert")
        self.add("officer", is_voting=False)
        self.add("head", date_to=DAY - timedelta(1))
        later = self.add("head", date_from=DAY, date_to=DAY)
        self.assertEqual(self.body._get_roll_members(DAY), chair + later)
        self.assertEqual(self.body._get_roll_members(DAY + timedelta(1)), chair)

    def test_votes_are_proposed_by_role_and_kind_of_seat(self):
        secretary = self.add("clerk", role="secretary")
        expert = self.add("auditor", kind_of_seat="expert")
        self.assertFalse(secretary.is_voting or expert.is_voting)
        self.as_user("administrator", expert).is_voting = True
        self.assertTrue(self.add("head", kind_of_seat="reserve").is_voting)

    def test_the_database_refuses_what_no_committee_has(self):
        self.add("member", role="chair", date_to=DAY)
        self.assertKeptOut("head", role="chair", date_from=DAY)
        self.assertKeptOut("member")
        self.assertKeptOut("clerk", role="secretary", is_voting=True)
        self.assertKeptOut("head", role="vice_chair", is_voting=False)
        self.assertKeptOut("head", role="vice_chair", kind_of_seat="reserve")
        self.assertKeptOut("head", date_from=DAY, date_to=DAY - timedelta(1))
        self.add("head", role="chair", date_from=DAY + timedelta(1))

    def test_the_chair_of_a_committee_is_its_head(self):
        self.add("officer", role="chair")
        self.assertEqual(self.body.head_user_id, self.users["officer"])
        with self.assertRaises(ValidationError):
            self.as_user("administrator", self.body).head_user_id = self.users["head"]
        self.assertEqual(self.body.head_user_id, self.users["officer"])

    def test_a_committee_whose_chair_has_left_has_no_head(self):
        chair = self.add("officer", role="chair")
        self.as_user("administrator", chair).date_to = DAY
        self.assertFalse(self.body.head_user_id)

    def test_one_save_ends_a_term_and_begins_the_next(self):
        chair = self.add("officer", role="chair")
        chosen = {
            "user_id": self.users["head"].id,
            "role": "chair",
            "date_from": DAY + timedelta(1),
        }
        self.as_user("administrator", self.body).member_ids = [
            Command.update(chair.id, {"date_to": DAY}),
            Command.create(chosen),
        ]
        self.assertEqual(self.body.head_user_id, self.users["head"])

    def test_the_last_member_removed_leaves_no_head(self):
        chair = self.add("officer", role="chair")
        self.as_user("administrator", chair).unlink()
        self.assertFalse(self.body.head_user_id)
        self.as_user("administrator", self.body).head_user_id = self.users["member"]

    def test_an_office_has_the_head_that_was_entered(self):
        self.as_user("administrator", self.body).kind = "office"
        self.add("officer", role="chair")
        self.assertEqual(self.body.head_user_id, self.users["member"])

    def test_the_head_changes_on_the_day_a_term_begins(self):
        with freeze_time(DAY):
            self.add("officer", role="chair", date_to=DAY)
            self.add("head", role="chair", date_from=DAY + timedelta(1))
            self.assertEqual(self.body.head_user_id, self.users["officer"])
        with freeze_time(DAY + timedelta(1, hours=12)):
            self.env["tolerance.body"]._cron_refresh_heads()
        self.assertEqual(self.body.head_user_id, self.users["head"])
        entry = self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", self.body._name), ("res_id", "=", self.body.id)],
            order="id desc",
            limit=1,
        )
        self.assertEqual(entry.verb, "body.change")

    def test_the_terms_that_run_are_found(self):
        over = self.add("officer", date_to=DAY - timedelta(1))
        running = self.add("head", date_from=DAY, date_to=DAY)
        with freeze_time(DAY):
            found = self.body.member_ids.search([("body_id", "=", self.body.id)])
            self.assertEqual(
                found.search([("is_current", "=", True), ("id", "in", found.ids)]),
                running,
            )
            self.assertEqual(
                found.search([("is_current", "=", False), ("id", "in", found.ids)]),
                over,
            )
            self.assertEqual(found.filtered("is_current"), running)

    def test_the_nearest_body_above_serves_a_unit(self):
        Department = self.env["hr.department"]
        bureau = Department.create({"name": "Bureau"})
        prison = Department.create({"name": "Prison", "parent_id": bureau.id})
        ward = Department.create({"name": "Ward", "parent_id": prison.id})
        bodies = self.env["tolerance.body"].create(
            [
                {"name": "Bureau Committee", "unit_ids": [Command.link(bureau.id)]},
                {"name": "Prison Committee", "unit_ids": [Command.link(prison.id)]},
            ]
        )
        self.assertEqual(bodies._get_for_unit(ward), bodies[1])
        self.assertEqual(bodies._get_for_unit(bureau), bodies[0])
        self.assertEqual(bodies[0]._get_for_unit(ward), bodies[0])
        self.assertFalse(bodies._get_for_unit(self.unit))
        self.assertFalse(bodies._get_for_unit(Department))

    def test_no_body_is_its_own_office(self):
        with self.assertRaises(ValidationError):
            self.as_user("administrator", self.body).office_id = self.body

    def test_a_party_group_has_a_secretary_and_no_chair(self):
        chair = self.add("member", role="chair")
        vice = self.add("head", role="vice_chair")
        member = self.add("officer")
        scribe = self.add("clerk", role="secretary")
        members = chair + vice + member + scribe
        for titles, called in (
            ("committee", ["Chair", "Vice Chair", "Member", "Secretary"]),
            (
                "party_group",
                [
                    "Party Secretary",
                    "Deputy Party Secretary",
                    "Member of the Party Group",
                    "Secretary",
                ],
            ),
            (
                "party_committee",
                [
                    "Party Secretary",
                    "Deputy Party Secretary",
                    "Member of the Party Committee",
                    "Secretary",
                ],
            ),
        ):
            with self.subTest(titles):
                self.body.titles = titles
                self.assertEqual(members.mapped("title"), called)
        # What a role may do stays.
        self.assertEqual(self.body.head_user_id, self.users["member"])

    def test_titles_as_an_office_writes_them(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.body.titles = "party_group"
        members = self.add("member", role="chair") + self.add("head", role="vice_chair")
        members += self.add("officer")
        self.assertEqual(
            members.with_context(lang="zh_CN").mapped("title"),
            ["书记", "副书记", "成员"],
        )
