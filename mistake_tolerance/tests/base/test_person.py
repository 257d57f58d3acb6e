"""Who acts: tried over each channel by which a method can be called."""

import json
from xmlrpc.client import Fault

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.http import root
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tests.common import JsonRpcException, get_db_name
from odoo.tools import mute_logger

from ..case.case_common import CaseWalk
from ..common import act, logged_in

LOUD = ("odoo.http", "odoo.addons.base.models.ir_cron")
# Odoo says of its older interfaces that they will go.
OLD = "odoo.addons.rpc.controllers.xmlrpc"


@tagged("post_install", "-at_install")
class TestPerson(CaseWalk, HttpCase):
    """A vote, a signature, a decision: by the user who is logged in, or by nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader = cls.users["leader"]
        cls.stranger = cls.users["colleague"]

    def revocable(self):
        case = self.accept()
        self.inquire(case)
        decision = self.decide(case)
        decision.revocation_reason = "Found wrong."
        return decision

    def get_entry(self, action):
        return self.env["tolerance.ledger.entry"].search(
            [("verb", "=", action)], limit=1
        )

    def assert_by_leader(self, decision):
        self.env.invalidate_all()
        self.assertEqual(decision.state, "revoked")
        entry = self.get_entry("determination.revoke")
        self.assertEqual(entry.author_id, self.leader.id)
        self.assertFalse(entry.account_id)

    def assert_refused(self, decision):
        self.env.invalidate_all()
        self.assertEqual(decision.state, "confirmed")
        self.assertFalse(self.get_entry("determination.revoke"))

    def call(self, model, method, ids):
        return self.make_jsonrpc_request(
            "/web/dataset/call_kw",
            {"model": model, "method": method, "args": [ids], "kwargs": {}},
        )

    def as_code(self, decision, code):
        """Make a server action on partners and return it with a partner."""
        action = self.env["ir.actions.server"].create(
            {
                "name": "Tidy up",
                "model_id": self.env.ref("base.model_res_partner").id,
                "state": "code",
                "code": code % {"id": decision.id, "uid": self.leader.id},
            }
        )
        return action, self.env["res.partner"].create({"name": "Somebody"})

    # Every channel on which somebody is logged in.

    def test_web(self):
        decision = self.revocable()
        self.authenticate("test_leader", "test_leader_pw")
        self.call(decision._name, "action_revoke", decision.ids)
        self.assert_by_leader(decision)

    @mute_logger(OLD)
    def test_xml_rpc(self):
        decision = self.revocable()
        self.xmlrpc_object.execute_kw(
            get_db_name(),
            self.leader.id,
            "test_leader_pw",
            decision._name,
            "action_revoke",
            [decision.ids],
        )
        self.assert_by_leader(decision)

    def test_json_2_with_a_key(self):
        decision = self.revocable()
        keys = self.env(user=self.leader)["res.users.apikeys"].sudo()
        key = keys._generate(
            "rpc", "Test", fields.Datetime.add(fields.Datetime.now(), days=1)
        )
        answer = self.url_open(
            f"/json/2/{decision._name}/action_revoke",
            data=json.dumps({"ids": decision.ids}),
            headers={
                "Authorization": f"bearer {key}",
                "Content-Type": "application/json",
                "X-Odoo-Database": get_db_name(),
            },
        )
        self.assertEqual(answer.status_code, 200, answer.text)
        self.assert_by_leader(decision)

    # Every way in which somebody is not.

    @mute_logger(*LOUD)
    def test_server_action_on_another_model(self):
        takes = (
            "env['tolerance.determination'].with_user(%(uid)s).browse(%(id)s)"
            ".action_revoke()",
            "env['tolerance.determination'].with_user(%(uid)s).sudo().browse(%(id)s)"
            ".action_revoke()",
        )
        decision = self.revocable()
        self.stranger.group_ids |= self.env.ref("base.group_system")
        self.authenticate("test_colleague", "test_colleague_pw")
        for code in takes:
            with self.subTest(code):
                action, partner = self.as_code(decision, code)
                with self.assertRaises(JsonRpcException):
                    self.make_jsonrpc_request(
                        "/web/action/run",
                        {
                            "action_id": action.id,
                            "context": {
                                "active_model": "res.partner",
                                "active_id": partner.id,
                                "active_ids": partner.ids,
                            },
                        },
                    )
                self.assert_refused(decision)

    @mute_logger(*LOUD, OLD)
    def test_another_password(self):
        decision = self.revocable()
        with self.assertRaises(Fault):
            self.xmlrpc_object.execute_kw(
                get_db_name(),
                self.leader.id,
                "test_colleague_pw",
                decision._name,
                "action_revoke",
                [decision.ids],
            )
        self.assert_refused(decision)

    @mute_logger(*LOUD)
    def test_portal_user_by_code(self):
        decision = self.revocable()
        portal = new_test_user(
            self.env, "test_guest", groups="base.group_portal", password="test_guest_pw"
        )
        action, partner = self.as_code(
            decision,
            "env['tolerance.determination'].with_user(%(uid)s).browse(%(id)s)"
            ".action_revoke()",
        )
        records = (
            action.with_user(portal)
            .sudo()
            .with_context(active_model="res.partner", active_id=partner.id)
        )
        with self.assertRaises(UserError):
            act(records).run()
        self.authenticate("test_guest", "test_guest_pw")
        with self.assertRaises(JsonRpcException):
            self.call(decision._name, "action_revoke", decision.ids)
        self.assert_refused(decision)

    @mute_logger(*LOUD)
    def test_scheduled_action(self):
        """Nobody is logged in, though it runs in the name of the leader."""
        decision = self.revocable()
        cron = self.env["ir.cron"].create(
            {
                "name": "Tidy up",
                "model_id": self.env.ref("base.model_res_partner").id,
                "state": "code",
                "code": f"env['tolerance.determination'].browse({decision.id})"
                ".action_revoke()",
                "user_id": self.leader.id,
            }
        )
        server_action = cron.ir_actions_server_id.with_user(self.leader).sudo()
        with self.assertRaises(UserError):
            server_action.run()
        # Started by hand, it is the starter who is logged in.
        with self.assertRaises(UserError), logged_in(self.env(user=self.stranger)):
            server_action.run()
        self.assert_refused(decision)

    @mute_logger(*LOUD)
    def test_impersonation(self):
        """Somebody else logged in and took over the session (OCA's module)."""
        decision = self.revocable()
        session = self.authenticate("test_leader", "test_leader_pw")
        session["impersonate_from_uid"] = self.stranger.id
        root.session_store.save(session)
        with self.assertRaises(JsonRpcException):
            self.call(decision._name, "action_revoke", decision.ids)
        self.assert_refused(decision)

    # Every kind of act.

    def test_acts_of_a_person(self):
        """Code in another's name neither signs, votes, closes, confirms nor serves."""
        application = self.draft()
        self.refuse(application, "action_submit")
        act(application).action_submit()
        self.refuse(self.as_user("head", application), "action_forward")
        act(self.as_user("head", application)).action_forward()
        action = self.answer(application)
        case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
        case.action_start_inquiry()
        inquiry = case.inquiry_ids
        inquiry.member_ids = [Command.create({"user_id": self.users["inquirer"].id})]
        member = self.as_user("inquirer", inquiry.member_ids)
        self.refuse(member, "action_state_no_interest")
        act(member).action_state_no_interest()
        inquiry = self.as_user("inquirer", inquiry)
        self.assess(inquiry, self.enter_evidence(inquiry))
        inquiry.report = "<p>An hour.</p>"
        act(inquiry).action_close()
        for _body in range(2):
            session = self.open_session(case)
            ballot = self.get_ballots(session)
            ballot = ballot.with_user(ballot.user_id)
            self.fill(ballot)
            self.refuse(ballot, "action_cast")
            act(ballot).action_cast()
            session.minutes = "Resolved."
            self.refuse(session, "action_close")
            act(session).action_close()
        decision = self.as_user("leader")["tolerance.determination"].search(
            [("case_id", "=", case.id)]
        )
        self.refuse(decision, "action_confirm")
        act(decision).action_confirm()
        services = case.env["tolerance.decision.delivery"]
        vals = {
            "party_id": case.party_ids.id,
            "way": "in_person",
            "signature": "signed",
            "receiver": "x",
            "explanation": "x",
        }
        with self.assertRaisesRegex(UserError, "logged in"):
            services.create(vals)
        self.assertTrue(act(services).create(vals))

    def refuse(self, records, method):
        """Try an act as code, as code in a stranger's request, and as the system."""
        for other in (None, self.stranger, self.env.ref("base.user_root")):
            for tried in (records, records.sudo()):
                with (
                    self.subTest(method, other=other and other.login),
                    self.assertRaisesRegex(UserError, "logged in"),
                ):
                    if other is None:
                        getattr(tried, method)()
                    else:
                        with logged_in(self.env(user=other)):
                            getattr(tried, method)()
        records.invalidate_recordset()

    def test_ledger_names_the_user_and_the_person_logged_in(self):
        """Where code may act in another's name, the ledger says who was logged in."""
        Entry = self.env["tolerance.ledger.entry"]
        records = Entry.with_user(self.users["clerk"])
        takes = (
            (self.users["clerk"], self.users["clerk"], Entry.env["res.users"]),
            (self.stranger, self.stranger, self.users["clerk"]),
            (None, Entry.env["res.users"], self.users["clerk"]),
            (
                self.env.ref("base.user_root"),
                Entry.env["res.users"],
                self.users["clerk"],
            ),
        )
        for person, author, account in takes:
            with self.subTest(person and person.login):
                if person:
                    with logged_in(self.env(user=person)):
                        entry = records._append(
                            [("case.test", self.officer, {}, None)]
                        ).sudo()
                else:
                    entry = records._append(
                        [("case.test", self.officer, {}, None)]
                    ).sudo()
                self.assertEqual(entry.author_id, author.id or 0)
                self.assertEqual(entry.author_name, author.name)
                self.assertEqual(entry.account_id, account.id or 0)
                self.assertEqual(entry.account_name, account.name)
                self.assertIn('"account_id"', entry.content)
