import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..case.case_common import CaseWalk
from ..common import act

NAME = "Accuser Wang"
CONTACT = "wang@example.com"


@tagged("post_install", "-at_install")
class TestProtectedSource(CaseWalk, HttpCase):
    """Who reported a matter is known to the clerk in charge and to nobody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_user("clerk_two", "base.group_allow_export", "clerk")

    def setUp(self):
        super().setUp()
        self.users["clerk"].group_ids |= self.env.ref("base.group_allow_export")
        self.case = self.accept()
        self.start_inquiry(self.case)
        self.accuser = self.as_user("clerk")["tolerance.protected.source"].create(
            {
                "case_id": self.case.id,
                "name": NAME,
                "contact": CONTACT,
                "user_id": self.users["colleague"].id,
            }
        )

    def call(self, model, method, *args, **kwargs):
        """Call over HTTP and return the whole answer, or error, as text."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            json={"jsonrpc": "2.0", "method": "call", "params": params},
        ).text

    def probe(self):
        """Return what the user who is logged in gets out of every way to ask."""
        model, ids = "tolerance.protected.source", self.accuser.ids
        case, case_ids = "tolerance.case", self.case.ids
        named = [["protected_source_ids.name", "=", NAME]]
        return {
            "read": self.call(model, "read", ids, ["name", "contact", "user_id"]),
            "web_read": self.call(model, "web_read", ids, specification={"name": {}}),
            "search_read": self.call(model, "search_read", [], ["name"]),
            "name_search": self.call(model, "name_search", NAME),
            "count": self.call(model, "search_count", []),
            "group": self.call(
                model, "formatted_read_group", [], ["user_id"], ["__count"]
            ),
            "old_group": self.call(model, "web_read_group", [], ["name"], []),
            "export": self.call(model, "export_data", ids, ["name"]),
            "write": self.call(model, "write", ids, {"note": "x"}),
            "case": self.call(
                case,
                "web_read",
                case_ids,
                specification={"protected_source_ids": {"fields": {"name": {}}}},
            ),
            "case_export": self.call(
                case, "export_data", case_ids, ["name", "protected_source_ids/name"]
            ),
            "case_search": self.call(case, "search", named),
            "conflict": self.call(
                "tolerance.conflict",
                "search_read",
                [["user_id", "=", self.users["colleague"].id]],
                ["reason", "user_id"],
            ),
            "conflict_search": self.call(
                case, "search", [["conflict_ids.reason", "=", "accuser"]]
            ),
        }

    @mute_logger("odoo.http")
    def test_protected_source_is_hidden_over_http(self):
        self.authenticate("test_clerk", "test_clerk_pw")
        told = self.probe()
        for way in ("read", "web_read", "search_read", "export", "case", "case_export"):
            self.assertIn(NAME, told[way], way)
        self.assertIn("accuser", told["conflict"])
        for way in ("case_search", "conflict_search"):
            self.assertEqual(json.loads(told[way])["result"], self.case.ids, way)
        # In a link it has no name, for the clerk in charge neither.
        self.assertNotIn(NAME, told["name_search"])
        for login in (
            "clerk_two",
            "inquirer",
            "auditor",
            "supervisor",
            "administrator",
        ):
            self.authenticate(f"test_{login}", f"test_{login}_pw")
            for way, answer in self.probe().items():
                with self.subTest(login=login, way=way):
                    self.assertNotIn(NAME, answer)
                    self.assertNotIn(CONTACT, answer)
                    self.assertNotIn(self.users["colleague"].name, answer)
                    if way in ("case_search", "conflict_search"):
                        self.assertFalse(json.loads(answer).get("result"))

    @mute_logger("odoo.http")
    def test_protected_source_is_hidden_over_json_2(self):
        user = self.users["clerk_two"]
        key = (
            self.env["res.users.apikeys"]
            .with_user(user)
            ._generate("rpc", "test", fields.Datetime.now() + timedelta(days=1))
        )
        for method, body in (
            ("read", {"ids": self.accuser.ids, "fields": ["name"]}),
            ("search_read", {"domain": [], "fields": ["name"]}),
            ("name_search", {"name": "Wang"}),
        ):
            answer = self.url_open(
                f"/json/2/tolerance.protected.source/{method}",
                json=body,
                headers={"Authorization": f"bearer {key}"},
            )
            self.assertNotIn(NAME, answer.text, method)

    def test_ledger_does_not_name_the_protected_source(self):
        entries = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "conflict.find"), ("chain", "like", f",{self.case.id}")]
        )
        protected = entries.filtered(lambda entry: "protected" in entry.payload)
        self.assertEqual(len(protected), 1)
        self.assertNotIn(str(self.users["colleague"].id), protected.payload)
        self.assertNotIn("accuser", "".join(entries.mapped("payload")))

    def test_deleting_the_account_tells_nothing(self):
        user = self.make_user("short")
        self.accuser.user_id = user
        user.unlink()
        self.assertFalse(self.accuser.user_id)
        self.assertEqual(self.accuser.name, NAME)

    def test_only_the_clerk_in_charge_reassigns_a_case(self):
        """The clerk in charge reads who reported; so nobody can take charge."""
        other, entries = self.users["clerk_two"], self.env["tolerance.ledger.entry"]
        taken = self.as_user("clerk_two", self.case)
        with self.assertRaisesRegex(AccessError, "can pass a case on"):
            taken.write({"clerk_id": other.id})
        with self.assertRaises(AccessError):
            self.as_user("clerk_two", self.accuser).read(["name"])
        act(self.as_user("clerk", self.case)).write({"clerk_id": other.id})
        entry = entries.search([("verb", "=", "case.pass_on")])
        self.assertEqual(entry.res_id, self.case.id)
        self.assertIn(str(other.id), entry.content)
        self.assertEqual(
            self.as_user("clerk_two", self.accuser).read(["name"])[0]["name"], NAME
        )
        with self.assertRaises(AccessError):
            self.as_user("clerk", self.accuser).read(["name"])

    def test_a_case_whose_clerk_has_gone_is_taken_up(self):
        self.users["clerk"].active = False
        taken = self.as_user("clerk_two", self.case)
        act(taken).write({"clerk_id": self.users["clerk_two"].id})
        self.assertEqual(taken.clerk_id, self.users["clerk_two"])
