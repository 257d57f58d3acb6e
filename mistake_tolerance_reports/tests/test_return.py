import hashlib
import json

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tests.common import new_test_user
from odoo.tools import mute_logger

from odoo.addons.mistake_tolerance.tests.common import act

from .common import ReturnCase

OTHERS = ("officer", "inquirer", "member", "hr_officer", "auditor", "administrator")


@tagged("post_install", "-at_install")
class TestReturn(ReturnCase):
    def test_file_and_facts_are_kept_together(self):
        made = self._make_return("clerk")
        raw = made.attachment_id.raw
        self.assertEqual(made.checksum, hashlib.sha256(raw).hexdigest())
        self.assertEqual(made.attachment_id.res_model, "tolerance.return")
        self.assertEqual(made.attachment_id.res_id, made.id)
        self.assertEqual(
            made.attachment_id.name,
            f"容错案件台账_{made.date_from}_{made.date_to}_{made.name}.xlsx",
        )
        self.assertEqual(made.user_id, self.users["clerk"])
        self.assertEqual(made.company_id, self.company)
        self.assertEqual(made.row_count, 2)
        self.assertEqual((made.lang, made.audience), ("zh_CN", "superior"))

    def test_ledger_tells_of_the_export(self):
        made = self._make_return("supervisor")
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "return.export"), ("res_id", "=", made.id)]
        )
        self.assertEqual(entry.account_id, self.users["supervisor"].id)
        payload = json.loads(entry.content)["payload"]
        self.assertEqual(payload["sha256"], made.checksum)
        self.assertEqual(payload["rows"], 2)

    def test_return_never_changes(self):
        made = self._make_return("clerk")
        for records in (made, made.sudo(), self.as_user("clerk", made)):
            with self.assertRaises(AccessError):
                records.write({"row_count": 1})
            with self.assertRaises(AccessError):
                records.unlink()
        with self.assertRaises(AccessError):
            self.as_user("clerk")["tolerance.return"].create({"name": "RT"})

    def test_file_is_bound_to_the_return(self):
        made = self._make_return("clerk")
        attachment = made.attachment_id
        self.assertTrue(self.as_user("clerk", attachment).raw)
        self.assertTrue(self.as_user("supervisor", attachment).raw)
        for role in ("clerk", "supervisor"):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.as_user(role, attachment).write({"raw": b"another"})
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.as_user(role, attachment).unlink()
        for role in OTHERS:
            with self.subTest(role), self.assertRaises(AccessError):
                self.as_user(role, attachment).read(["raw"])

    def test_verify_finds_another_file(self):
        made = self._make_return("clerk")
        clerks = self.as_user("clerk", made)
        self.assertEqual(act(clerks).action_verify()["params"]["type"], "success")
        made.attachment_id.sudo().raw = b"another"
        self.assertEqual(act(clerks).action_verify()["params"]["type"], "danger")

    def test_download_gives_the_file(self):
        made = self._make_return("clerk")
        action = self.as_user("clerk", made).action_download()
        self.assertIn(f"/web/content/{made.attachment_id.id}?", action["url"])
        for role in OTHERS:
            with self.subTest(role), self.assertRaises(AccessError):
                self.as_user(role, made).action_download()

    def test_only_clerk_and_supervisor_make_returns(self):
        for role in OTHERS:
            with self.subTest(role), self.assertRaises(AccessError):
                self._make_wizard(role)
        for role in ("clerk", "supervisor"):
            self.assertEqual(self._make_return(role).row_count, 2, role)

    def test_each_clerk_makes_own_returns(self):
        made = self._make_return("clerk")
        other = self.make_user("other_clerk", "clerk")
        self.assertFalse(made.with_user(other).search([]))
        with self.assertRaises(AccessError):
            made.with_user(other).action_download()
        with self.assertRaises(AccessError):
            made.attachment_id.with_user(other).read(["raw"])
        self.assertEqual(self.as_user("supervisor", made).search([]), made)

    def test_returns_of_other_companies_are_hidden(self):
        made = self._make_return("clerk")
        agency = self.env["res.company"].create({"name": "Another Agency"})
        stranger = new_test_user(
            self.env,
            login="test_stranger",
            groups="base.group_user,mistake_tolerance.group_supervisor",
            company_id=agency.id,
            company_ids=[(6, 0, agency.ids)],
        )
        self.assertFalse(made.with_user(stranger).search([]))
        with self.assertRaises(AccessError):
            act(made.with_user(stranger)).action_verify()
        with self.assertRaises(AccessError):
            self.env["tolerance.case.ledger.return"].with_user(stranger).create(
                {"company_id": self.company.id}
            ).action_export()

    def test_dialog_of_another_clerk_is_hidden(self):
        wizard = self._make_wizard("clerk")
        with self.assertRaises(AccessError):
            self.as_user("supervisor", wizard).action_export()

    def test_period_runs_forward(self):
        with self.assertRaises(ValidationError):
            self._make_wizard("clerk", date_from="2026-12-31", date_to="2026-01-01")


@tagged("post_install", "-at_install")
class TestReturnHttp(ReturnCase, HttpCase):
    def test_download_follows_read_access(self):
        made = self._make_return("clerk")
        address = self.as_user("clerk", made).action_download()["url"]
        for role in ("clerk", "supervisor"):
            with self.subTest(role):
                self.authenticate(f"test_{role}", f"test_{role}_pw")
                answer = self.url_open(address)
                self.assertEqual(
                    hashlib.sha256(answer.content).hexdigest(), made.checksum
                )
                self.assertIn(
                    f"{made.name}.xlsx", answer.headers["Content-Disposition"]
                )
        for role in ("hr_officer", "auditor", "officer"):
            with self.subTest(role), mute_logger("odoo.http"):
                self.authenticate(f"test_{role}", f"test_{role}_pw")
                self.assertEqual(self.url_open(address).status_code, 404)

    def test_clients_neither_write_nor_build(self):
        made = self._make_return("clerk")
        self.authenticate("test_clerk", "test_clerk_pw")
        for model, method, args in (
            ("tolerance.return", "write", [made.ids, {"row_count": 0}]),
            ("tolerance.return", "unlink", [made.ids]),
            ("tolerance.return", "create", [{"name": "RT"}]),
            ("tolerance.return", "_freeze", [[], "case_ledger"]),
            ("tolerance.case.ledger", "_build", ["/tmp/x"]),
        ):
            with self.subTest(f"{model}.{method}"):
                with self.assertRaises(JsonRpcException), mute_logger("odoo.http"):
                    self.make_jsonrpc_request(
                        "/web/dataset/call_kw",
                        {"model": model, "method": method, "args": args, "kwargs": {}},
                    )
        self.assertEqual(made.row_count, 2)
