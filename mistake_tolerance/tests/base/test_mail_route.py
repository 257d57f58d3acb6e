from uuid import uuid4

from odoo.exceptions import AccessError
from odoo.service.model import call_kw
from odoo.tests import HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from ..case.case_common import CaseWalk

MAIL = """From: %(sender)s
To: office@agency.example
Subject: %(subject)s
Message-Id: <%(key)s@agency.example>
%(more)s
Text of the mail.
"""
INNER = ("message_route", "message_new", "message_update", "message_change_thread")


@tagged("post_install", "-at_install")
class TestMailRoute(CaseWalk, HttpCase):
    """``message_process`` writes with the rights of the system; not on our records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The From line is the attacker's choice: somebody with every right.
        cls.sender = cls.users["clerk"]
        cls.sender.email = "clerk@agency.example"

    def process(self, model, values=None, thread_id=None, more="", login="colleague"):
        """Send a mail as a client does; returns whether it was delivered."""
        self.authenticate(f"test_{login}", f"test_{login}_pw")
        mail = MAIL % {
            "sender": self.sender.email,
            "subject": "A mail",
            "key": uuid4(),
            "more": more,
        }
        loggers = ("odoo.addons.mail.models.mail_thread", "odoo.http")
        with mute_logger(*loggers):
            try:
                return self.make_jsonrpc_request(
                    "/web/dataset/call_kw",
                    {
                        "model": "mail.thread",
                        "method": "message_process",
                        "args": [model, mail, values or {}],
                        "kwargs": {"thread_id": thread_id},
                    },
                )
            except JsonRpcException:
                return False
            finally:
                self.env.invalidate_all()

    def test_mail_creates_no_record_of_ours(self):
        case = self.accept()
        mine = {"clerk_id": self.users["colleague"].id}
        takes = {
            "tolerance.matter": {
                "title": "x",
                "occurred_on": "2026-01-05",
                "case_ids": [[1, case.id, mine]],
            },
            "tolerance.application": {"what_happened": "x"},
            "tolerance.determination": {
                "party_id": case.party_ids.id,
                "degree_id": self.degrees["exempt"].id,
            },
            "tolerance.violation.report": {"report": "x"},
        }
        for model, values in takes.items():
            with self.subTest(model):
                before = self.env[model].search_count([])
                self.assertFalse(self.process(model, values))
                self.assertEqual(self.env[model].search_count([]), before)
        self.assertEqual(case.clerk_id, self.users["clerk"])

    def test_mail_updates_no_record_of_ours(self):
        case = self.accept()
        case.message_post(body="To all.", message_type="comment")
        application = case.party_ids.application_id
        for record in (case, application):
            with self.subTest(record._name):
                message = record.message_ids[:1]
                before = record.message_ids
                self.assertFalse(self.process(record._name, thread_id=record.id))
                reply = f"In-Reply-To: {message.message_id}\n"
                self.assertFalse(self.process(False, more=reply))
                self.assertEqual(record.message_ids, before)

    def test_mail_links_no_record_to_a_person(self):
        """An employee or a unit by mail would be another record of the victim."""
        subject = self.officer.tolerance_subject_id
        self.officer.identification_id = "11010119800101001X"
        mine = self.users["inquirer"].id
        person = {"name": "Twin", "user_id": mine}
        takes = (
            ("hr.employee", {**person, "tolerance_subject_id": subject.id}),
            ("hr.employee", {**person, "identification_id": "11010119800101001X"}),
            ("hr.department", {"name": "D", "tolerance_subject_id": subject.id}),
            (
                "hr.department",
                {"name": "D", "member_ids": [[1, self.officer.id, {"user_id": mine}]]},
            ),
            (
                "res.partner",
                {
                    "name": "P",
                    "employee_ids": [[1, self.officer.id, {"user_id": mine}]],
                },
            ),
            (
                "res.partner",
                {
                    "name": "P",
                    "child_ids": [
                        [0, 0, {"name": "Q", "employee_ids": [[0, 0, person]]}]
                    ],
                },
            ),
        )
        for model, values in takes:
            with self.subTest(model, values=values):
                before = self.env[model].search_count([])
                self.assertFalse(self.process(model, values))
                self.assertEqual(self.env[model].search_count([]), before)
                self.assertEqual(self.officer.user_id, self.users["officer"])
                self.assertNotIn(mine, subject._get_users().ids)

    def test_mail_gives_no_role(self):
        group = self.env.ref("mistake_tolerance.group_clerk")
        colleague = self.users["colleague"]
        takes = (
            {"user_ids": [[0, 0, {"login": "new", "group_ids": [[4, group.id]]}]]},
            {"user_ids": [[1, colleague.id, {"group_ids": [[4, group.id]]}]]},
        )
        for values in takes:
            with self.subTest(values=values):
                self.assertFalse(self.process("res.partner", {"name": "P", **values}))
        self.assertFalse(self.env["res.users"].search([("login", "=", "new")]))
        self.assertFalse(colleague.has_group("mistake_tolerance.group_clerk"))

    def test_a_mail_server_still_delivers(self):
        """Other records take mails as ever, and replies reach an employee's page."""
        self.assertTrue(self.process("res.partner", login="administrator"))
        before = self.officer.message_ids
        self.assertTrue(self.process("hr.employee", thread_id=self.officer.id))
        self.assertGreater(self.officer.message_ids, before)

    def test_inner_parts_are_private(self):
        case = self.as_user("clerk", self.accept())
        for name, model in self.env.registry.items():
            if not hasattr(model, "message_process") or not name.startswith("tol"):
                continue
            for method in INNER:
                with self.subTest(name, method=method), self.assertRaises(AccessError):
                    call_kw(case.env[name], method, [[], {}], {})
