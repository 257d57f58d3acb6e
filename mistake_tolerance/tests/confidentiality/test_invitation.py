from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act

MISSED = "the choice went through or told of a conflict"


@tagged("post_install", "-at_install")
class TestInvitation(CaseWalk):
    """Nobody finds out who reported the matter by trying colleagues in turn."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in ("witness", "stranger"):
            cls.make_user(name)
        cls.make_user("other_clerk", "clerk")

    def setUp(self):
        super().setUp()
        self.case = self.accept()
        self.case.env["tolerance.protected.source"].create(
            {
                "case_id": self.case.id,
                "name": "A colleague",
                "user_id": self.users["witness"].id,
            }
        )
        self.application = self.case.sudo().party_ids.application_id

    def _get_ways(self, record, user):
        """Name every way of a client to bring somebody to a record."""
        partner = user.sudo().partner_id
        todo = "mail.mail_activity_data_todo"
        model = record.env["ir.model"].sudo()._get_id(record._name)
        there = {"res_id": record.id, "res_model_id": model}
        start = {"start": "2026-03-02 08:00:00", "stop": "2026-03-02 09:00:00"}
        Activity = record.env["mail.activity"]
        own = {**there, "user_id": record.env.uid, "summary": "Mine"}
        return {
            "follow": lambda: record.message_subscribe(partner.ids),
            "mention": lambda: record.message_post(body="x", partner_ids=partner.ids),
            "notify": lambda: record.message_notify(body="x", partner_ids=partner.ids),
            "schedule": lambda: record.activity_schedule(todo, user_id=user.id),
            "plan": lambda: Activity.create({**there, "user_id": user.id}),
            "reassign": lambda: Activity.create(own).write({"user_id": user.id}),
            "invite": lambda: record.env["calendar.event"].create(
                {"name": "x", **there, **start, "partner_ids": [(6, 0, partner.ids)]}
            ),
            "invite later": lambda: (
                record.env["calendar.event"]
                .create({"name": "x", **there, **start})
                .write({"partner_ids": [(4, partner.id)]})
            ),
            "wizard": lambda: (
                record.env["mail.followers.edit"]
                .create(
                    {
                        "res_model": record._name,
                        "res_ids": str(record.ids),
                        "partner_ids": [(6, 0, partner.ids)],
                    }
                )
                .edit_followers()
            ),
        }

    def _get_label(self, way):
        """Return the words with which a way is refused."""
        with self.assertRaises(AccessError, msg=MISSED) as caught:
            way()
        return str(caught.exception)

    def test_every_colleague_is_refused_in_the_same_words(self):
        for role, record in (
            ("officer", self.application),
            ("other_clerk", self.case),
            ("other_clerk", self.application),
        ):
            mine = self.as_user(role, record)
            ways = {
                name: self._get_ways(mine, self.users[name])
                for name in ("witness", "stranger")
            }
            for name in ways["witness"]:
                with self.subTest(name, role=role, model=record._name):
                    words = {self._get_label(ways[who][name]) for who in ways}
                    self.assertEqual(len(words), 1)
                    (sentence,) = words
                    self.assertNotIn("conflict", sentence)

    def test_participants_can_still_be_notified(self):
        mine = self.as_user("officer", self.application)
        mine.message_post(body="Here I am.")
        clerk = self.users["clerk"].partner_id
        message = mine.message_post(body="A question.", partner_ids=clerk.ids)
        self.assertIn(clerk, message.sudo().notified_partner_ids)
        own = mine.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.users["officer"].id
        )
        self.assertEqual(own.user_id, self.users["officer"])

    def test_only_clerk_in_charge_invites_followers(self):
        partner = self.users["stranger"].partner_id
        self.case.message_subscribe(partner.ids)
        self.assertIn(partner, self.case.sudo().message_partner_ids)
        barred = self.users["witness"].partner_id
        act(self.case).message_subscribe(barred.ids)
        self.assertNotIn(barred, self.case.sudo().message_partner_ids)
