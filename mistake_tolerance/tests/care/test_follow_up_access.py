from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from .follow_up_common import START, FollowUpCase


@tagged("post_install", "-at_install")
class TestFollowUpAccess(FollowUpCase):
    """Who sees a follow-up, and who writes what of it."""

    def test_readers_of_a_follow_up(self):
        with freeze_time(START):
            follow_up = self.make_running()
        seen = {
            role: bool(self.as_user(role)["tolerance.follow.up"].search([]))
            for role in self.users
        }
        allowed = ("clerk", "officer", "colleague")
        self.assertEqual(seen, {role: role in allowed for role in self.users})
        own = self.as_user("officer", follow_up)
        self.assertEqual(len(own.talk_ids), 4)
        with self.assertRaises(AccessError):
            own.conclusion = "All well."
        with self.assertRaises(AccessError):
            own.talk_ids[0].topics = "All well."

    def test_clerks_do_not_start_one_by_hand(self):
        with self.assertRaises(AccessError):
            self.as_user("clerk")["tolerance.follow.up"].create(
                {"matter_id": self.matter.id, "subject_id": self.subject.id}
            )


@tagged("post_install", "-at_install")
class TestFollowUpRpc(FollowUpCase, HttpCase):
    def test_client_cannot_write_workflow_fields(self):
        follow_up = self.make_running()
        self.authenticate("test_colleague", "test_colleague_pw")
        yesterday = str(self.today - timedelta(days=1))
        for model, record, vals in (
            ("tolerance.follow.up", follow_up, {"state": "completed"}),
            ("tolerance.follow.up", follow_up, {"is_without_objection": True}),
            ("tolerance.follow.up", follow_up, {"date_to": yesterday}),
            ("tolerance.follow.up.talk", follow_up.talk_ids[0], {"state": "held"}),
        ):
            with (
                self.subTest(vals=vals),
                mute_logger("odoo.http"),
                self.assertRaisesRegex(JsonRpcException, "AccessError"),
            ):
                self.make_jsonrpc_request(
                    "/web/dataset/call_kw",
                    {
                        "model": model,
                        "method": "write",
                        "args": [record.ids, vals],
                        "kwargs": {"context": {"tolerance_permit": True}},
                    },
                )
        follow_up.invalidate_recordset()
        self.assertEqual(follow_up.state, "running")
