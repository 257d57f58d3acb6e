from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from ..common import ToleranceTestCase


@tagged("post_install", "-at_install")
class TestBody(ToleranceTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        administrator = cls.env(user=cls.users["administrator"])
        cls.body = (
            administrator["tolerance.body"]
            .create(
                {
                    "name": "Adjudication Committee",
                    "code": "adjudication",
                    "head_user_id": cls.users["member"].id,
                    "member_ids": [
                        (0, 0, {"user_id": cls.users["member"].id, "role": "chair"}),
                        (0, 0, {"user_id": cls.users["inquirer"].id}),
                    ],
                }
            )
            .with_env(cls.env)
        )

    def test_staff_read_and_the_administrator_writes(self):
        theirs = self.as_user("clerk", self.body)
        self.assertEqual(theirs.member_ids.mapped("role"), ["chair", "member"])
        with self.assertRaises(AccessError):
            theirs.name = "Changed"
        with self.assertRaises(AccessError):
            theirs.member_ids[0].unlink()
        mine = self.as_user("administrator", self.body)
        mine.name = "Changed"
        mine.member_ids[1].unlink()
        self.assertEqual(len(self.body.member_ids), 1)
        with self.assertRaises(AccessError):
            mine.unlink()
        mine.active = False

    def test_member_is_listed_once(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.as_user("administrator")["tolerance.body.member"].create(
                {"body_id": self.body.id, "user_id": self.users["member"].id}
            )

    def test_code_is_unique_in_a_company(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        twin = self.env["tolerance.body"].create(
            {"name": "Twin", "code": "adjudication", "company_id": other.id}
        )
        found = self.as_user("clerk")["tolerance.body"].search(
            [("code", "=", "adjudication")]
        )
        self.assertEqual(found, self.body)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            unlocked(twin).company_id = self.company
            twin.flush_recordset()

    def test_changes_of_members_are_in_the_ledger(self):
        administrator = self.as_user("administrator", self.body)
        administrator.office_id = self.env["tolerance.body"].create(
            {"name": "Its Office", "kind": "office"}
        )
        administrator.sequence = 3
        administrator.member_ids[1].role = "secretary"
        administrator.member_ids[1].unlink()
        entries = self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", self.body._name), ("res_id", "=", self.body.id)],
            order="id",
        )
        self.assertEqual(
            entries.mapped("verb"),
            [
                "body.member.add",
                "body.member.add",
                "body.create",
                "body.change",
                "body.member.change",
                "body.member.remove",
            ],
        )
