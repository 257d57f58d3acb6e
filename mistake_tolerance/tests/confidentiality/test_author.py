from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..case.case_common import CaseWalk


@tagged("post_install", "-at_install")
class TestAuthor(CaseWalk):
    """A message below a record of ours is from the user who wrote it."""

    def setUp(self):
        super().setUp()
        self.record = self.submit()
        self.writer = self.record.env.user
        self.other = self.users["clerk"].partner_id
        self.other.email = "clerk@agency.example"

    def assert_own(self, message):
        self.assertEqual(message.sudo().author_id, self.writer.partner_id)
        self.assertNotIn("clerk@agency.example", message.sudo().email_from or "")

    def test_author_of_a_message_is_the_caller(self):
        forged = (
            {"author_id": self.other.id},
            {"email_from": self.other.email_formatted},
            {"author_id": self.other.id, "email_from": self.other.email_formatted},
        )
        for values in forged:
            with self.subTest(values=values):
                self.assert_own(self.record.message_post(body="Agreed.", **values))
                self.assert_own(
                    self.record.message_notify(
                        body="Agreed.",
                        partner_ids=self.writer.partner_id.ids,
                        **values,
                    )
                )
                self.assert_own(
                    self.env["mail.message"]
                    .with_user(self.writer)
                    .create(
                        {
                            "model": self.record._name,
                            "res_id": self.record.id,
                            "body": "Agreed.",
                            **values,
                        }
                    )
                )

    def test_default_values_name_no_author_either(self):
        record = self.record.with_context(
            default_author_id=self.other.id, default_email_from="clerk@agency.example"
        )
        self.assert_own(record.message_post(body="Agreed."))

    def test_author_and_record_of_a_message_are_fixed(self):
        message = self.record.message_post(body="Agreed.")
        elsewhere = self.writer.partner_id.with_user(self.writer)
        strange = elsewhere.sudo().message_post(body="Hello.", author_id=self.other.id)
        for moved, values in (
            (message, {"author_id": self.other.id}),
            (message, {"email_from": "clerk@agency.example"}),
            (strange, {"model": self.record._name, "res_id": self.record.id}),
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                moved.with_user(self.writer).write(values)
