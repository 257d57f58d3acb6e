"""The guard as a client meets it: both RPC interfaces, and the list of refusals."""

import json
from datetime import timedelta

from odoo import Command, fields
from odoo.tests import HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from ...models.enforcement.refusal.sentence import get_refusal_sentence
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestGuardHttp(GuardCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.determination = cls._decide()
        cls.officer_user = cls.users["hr_officer"]

    def _call(self, model, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            "/web/dataset/call_kw",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def _get_refusals(self):
        return self.env["tolerance.blocked.attempt"].search(
            [("decision", "=", self.determination.name)]
        )

    def test_json_rpc_and_the_list_of_refusals(self):
        self.authenticate("test_hr_officer", "test_hr_officer_pw")
        other = self._make_mark(matter_id=self.other_matter.id)
        attempts = (
            ("create", [self._mark_vals()], {}),
            ("web_save", [[], self._mark_vals()], {"specification": {}}),
            ("write", [other.ids, {"matter_id": self.matter.id}], {}),
            ("copy", [other.ids], {"default": {"matter_id": self.matter.id}}),
        )
        for method, args, kwargs in attempts:
            for context in ({}, {"tolerance_permit": True, "tracking_disable": True}):
                with (
                    self.subTest(method=method, context=context),
                    mute_logger("odoo.http"),
                    self.assertRaisesRegex(JsonRpcException, "UserError"),
                ):
                    self._call(
                        "tolerance.mark", method, *args, context=context, **kwargs
                    )
        refusals = self._get_refusals()
        self.assertTrue(refusals)
        self.assertEqual(set(refusals.mapped("user_login")), {"test_hr_officer"})
        self.assertEqual(set(refusals.mapped("outcome")), {"covered"})
        self.assertFalse(other.is_neutralised)
        self.assertEqual(other.matter_id, self.other_matter)

    def test_json_2_with_a_key(self):
        key = (
            self.env["res.users.apikeys"]
            .with_user(self.officer_user)
            ._generate("rpc", "guard", fields.Datetime.now() + timedelta(days=1))
        )
        with mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2"):
            response = self.url_open(
                "/json/2/tolerance.mark/create",
                data=json.dumps({"vals_list": [self._mark_vals()]}),
                headers={
                    "Content-Type": "application/json",
                    "Authorization": f"bearer {key}",
                },
            )
        self.assertEqual(response.status_code, 422)
        self.assertIn(self.determination.name, response.text)
        self.assertTrue(self._get_refusals())

    def test_workflow_fields_cannot_be_written_over_rpc(self):
        self.authenticate("test_member", "test_member_pw")
        attempts = (
            ("tolerance.determination", {"state": "revoked"}),
            ("tolerance.determination", {"name": "RD-0"}),
            ("tolerance.effect", {"is_lifted": True}),
        )
        for model, vals in attempts:
            records = self.env[model].search([("name", "=", self.determination.name)])
            with (
                self.subTest(model=model, vals=vals),
                mute_logger("odoo.http"),
                self.assertRaisesRegex(JsonRpcException, "AccessError"),
            ):
                self._call(model, "write", records.ids, vals)

    def test_blocked_attempt_without_sight_names_no_decision(self):
        """Somebody who may not read effects gets no number, only whom to ask."""
        effect = self.determination.effect_ids[:1].sudo()
        sentence = get_refusal_sentence(
            self.as_user("inquirer"), "covered", "Somebody", effect, False
        )
        self.assertNotIn(self.determination.name, sentence)
        self.assertIn("HR officer", sentence)

    def test_engine_has_no_public_methods(self):
        """An abstract model is reached by RPC as well; ours has inner methods alone."""
        ours = [
            cls
            for cls in type(self.env["tolerance.enforcement"]).mro()
            if "tolerance.enforcement"
            in (
                vars(cls).get("_inherit"),
                vars(cls).get("_name"),
            )
            and cls.__module__.startswith("odoo.addons.mistake_tolerance")
        ]
        self.assertGreater(len(ours), 3)
        names = {name for cls in ours for name in vars(cls)}
        self.assertEqual({name for name in names if not name.startswith("_")}, {"init"})
        self.authenticate("test_hr_officer", "test_hr_officer_pw")
        for method, args in (
            ("init", ()),
            ("search_read", ([],)),
            ("create", ({},)),
            ("_sweep", ()),
        ):
            with (
                self.subTest(method=method),
                mute_logger("odoo.http"),
                self.assertRaises(JsonRpcException) as caught,
            ):
                self._call("tolerance.enforcement", method, *args)
            self.assertIn("AccessError", str(caught.exception))

    def test_promotion_and_commendation_by_the_parent(self):
        self.authenticate("test_hr_officer", "test_hr_officer_pw")
        promotion = self.env["tolerance.promotion"].create(
            {"employee_id": self.officer.id, "to_job": "Chief"}
        )
        command = Command.create(
            {
                "kind": "objection",
                "matter_id": self.matter.id,
                "date": "2026-06-01",
                "reason": "Because of the matter.",
            }
        )
        with (
            mute_logger("odoo.http"),
            self.assertRaisesRegex(JsonRpcException, "UserError"),
        ):
            self._call(
                "tolerance.promotion",
                "web_save",
                promotion.ids,
                {"mark_ids": [command]},
                specification={},
            )
        self.assertFalse(promotion.mark_ids)
