from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestFollowerFilter(GuardCase):
    """Who follows a record of ours, and who was told of it, is read with it only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_user("declarer", "hr_officer")

    def tell(self, model, res_id, partner):
        """Let somebody follow a record and be told of it."""
        follower = self.env["mail.followers"].create(
            {"res_model": model, "res_id": res_id, "partner_id": partner.id}
        )
        message = self.env["mail.message"].create({"subject": "Told"})
        self.env.flush_all()
        # Which record it is about is said to the database: there is none.
        self.env.cr.execute(
            "UPDATE mail_message SET model = %s, res_id = %s WHERE id = %s",
            [model, res_id, message.id],
        )
        message.invalidate_recordset()
        notification = self.env["mail.notification"].create(
            {
                "mail_message_id": message.id,
                "res_partner_id": partner.id,
                "notification_type": "inbox",
            }
        )
        return follower, notification

    def get_threads(self):
        registry = self.env.registry
        thread = registry["tolerance.thread"]
        return [
            name
            for name, model in registry.items()
            if issubclass(model, thread) and not model._abstract
        ]

    def test_a_colleague_finds_nothing_of_any_type(self):
        threads = self.get_threads()
        for model in ("declaration", "guard.change", "person.match", "promotion"):
            self.assertIn(f"tolerance.{model}", threads)
        # None of these exists: what nobody may read is not shown either.
        partner = self.users["officer"].partner_id
        for model in threads:
            for row in self.tell(model, 10**6, partner):
                theirs = self.as_user("colleague", row)
                with self.subTest(f"{row._name} of {model}"):
                    self.assertFalse(theirs.search([("id", "=", row.id)]))
                    with self.assertRaises(AccessError):
                        theirs.read(["display_name"])

    def test_only_the_person_is_notified_of_a_declaration(self):
        self._decide()
        declaration = (
            self.as_user("declarer")["tolerance.declaration"]
            .create(
                {
                    "guard_id": self.env.ref("mistake_tolerance.guard_mark").id,
                    "subject_id": self.subject.id,
                    "area_id": self.promotion_area.id,
                    "date_from": "2026-05-01",
                    "date_to": "2026-07-01",
                    "reason": "Absent without leave on 30 May.",
                }
            )
            .sudo(False)
        )
        about = [("res_model", "=", declaration._name), ("res_id", "=", declaration.id)]
        told = [
            ("mail_message_id.model", "=", declaration._name),
            ("mail_message_id.res_id", "=", declaration.id),
        ]
        self.assertTrue(self.env["mail.followers"].search(about))
        notifications = self.env["mail.notification"].search(told)
        self.assertEqual(notifications.res_partner_id, self.users["officer"].partner_id)
        for login in ("officer", "declarer"):
            env = self.as_user(login)
            self.assertTrue(env["mail.followers"].search(about), login)
            self.assertEqual(env["mail.notification"].search(told), notifications)
        env = self.as_user("colleague")
        self.assertFalse(env["mail.followers"].search(about))
        self.assertFalse(
            env["mail.notification"].search([("id", "in", notifications.ids)])
        )
