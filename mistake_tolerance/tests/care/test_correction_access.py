from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from ..common import act
from .common_care import CareCase


@tagged("post_install", "-at_install")
class TestCorrectionAccess(CareCase):
    """Who sees a correction, and who writes what of it."""

    def test_readers_of_a_correction(self):
        correction = self.make_planned()
        seen = {
            role: bool(self.as_user(role)["tolerance.correction"].search([]))
            for role in self.users
        }
        expected = {role: role in ("clerk", "officer", "head") for role in self.users}
        self.assertEqual(seen, expected)
        own = self.as_user("officer", correction)
        self.assertEqual(own.matter_title, self.matter.title)
        for name in ("case_id", "matter_id", "determination_id"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                own.read([name])

    def test_correction_is_hidden_from_other_companies(self):
        correction = self.make_planned()
        company = self.env["res.company"].create({"name": "Another agency"})
        clerk = self.users["clerk"]
        clerk.write({"company_ids": [(4, company.id)]})
        elsewhere = correction.with_user(clerk).with_context(
            allowed_company_ids=company.ids
        )
        self.assertFalse(elsewhere.search([]))

    def test_clerk_has_no_clerk_rights_in_their_own_matter(self):
        self.users["officer"].group_ids += self.env.ref("mistake_tolerance.group_clerk")
        own = self.as_user("officer", self._decide().correction_ids)
        with self.assertRaises(AccessError):
            own.write(self.plan_vals())
        with self.assertRaisesRegex(UserError, "only a clerk"):
            own.action_plan()

    def test_person_writes_the_report_but_not_the_plan(self):
        correction = self.make_planned()
        own = self.as_user("officer", correction)
        own.lesson = "Count twice."
        for name, value in (
            ("error", "Nothing was wrong."),
            ("deadline", self.today + timedelta(days=99)),
            ("checker_id", self.users["colleague"].id),
            ("result", "Fine."),
        ):
            with self.subTest(name=name), self.assertRaises(AccessError):
                own.write({name: value})

    def test_a_verified_correction_does_not_change(self):
        correction = self.make_planned()
        self.report(correction)
        checker = self.as_user("head", correction)
        checker.result = "Seen."
        act(checker).action_verify()
        for user, vals in (
            ("clerk", {"error": "Nothing was wrong."}),
            ("officer", {"proof": "More."}),
            ("head", {"result": "Not seen."}),
        ):
            with self.subTest(user=user), self.assertRaises(AccessError):
                self.as_user(user, correction).write(vals)
        with self.assertRaisesRegex(AccessError, "stays on file"):
            correction.unlink()

    def test_state_and_decision_cannot_be_written(self):
        correction = self._decide().correction_ids
        for role in ("clerk", "officer"):
            for vals in ({"state": "verified"}, {"is_breached": False}):
                with self.subTest(role=role, vals=vals):
                    with self.assertRaises(AccessError):
                        self.as_user(role, correction).write(vals)
        draft = self._draft(
            party=self._make_party(subject=self.colleague.tolerance_subject_id)
        )
        Correction = self.as_user("clerk")["tolerance.correction"]
        vals = {"matter_id": self.matter.id, "subject_id": self.subject.id}
        with self.assertRaises(AccessError):
            Correction.create({**vals, "state": "void"})
        with self.assertRaises(AccessError):
            Correction.with_context(default_state="void").create(vals)
        with self.assertRaises(AccessError):
            Correction.create({**vals, "determination_id": draft.id})


@tagged("post_install", "-at_install")
class TestCorrectionRpc(CareCase, HttpCase):
    def test_client_cannot_write_workflow_fields(self):
        correction = self.make_planned()
        self.authenticate("test_officer", "test_officer_pw")
        for method, vals in (
            ("write", {"state": "verified"}),
            ("web_save", {"state": "verified"}),
            ("write", {"deadline": "2099-01-01"}),
        ):
            kwargs = {"context": {"tolerance_permit": True}}
            if method == "web_save":
                kwargs["specification"] = {}
            with (
                self.subTest(method=method, vals=vals),
                mute_logger("odoo.http"),
                self.assertRaisesRegex(JsonRpcException, "AccessError"),
            ):
                self.make_jsonrpc_request(
                    "/web/dataset/call_kw",
                    {
                        "model": "tolerance.correction",
                        "method": method,
                        "args": [correction.ids, vals],
                        "kwargs": kwargs,
                    },
                )
        correction.invalidate_recordset()
        self.assertEqual(correction.state, "planned")

    def test_the_person_reports_over_rpc(self):
        correction = self.make_planned()
        self.authenticate("test_officer", "test_officer_pw")
        for method, args in (
            ("write", [{"cause": "The device lagged.", "proof": "A list."}]),
            ("action_report", []),
        ):
            self.make_jsonrpc_request(
                "/web/dataset/call_kw",
                {
                    "model": "tolerance.correction",
                    "method": method,
                    "args": [correction.ids, *args],
                    "kwargs": {},
                },
            )
        correction.invalidate_recordset()
        self.assertEqual(correction.state, "reported")
