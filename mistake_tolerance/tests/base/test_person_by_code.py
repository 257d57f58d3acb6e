import json

from odoo import fields
from odoo.http import root
from odoo.tests import HttpCase, tagged
from odoo.tests.common import JsonRpcException, get_db_name
from odoo.tools import mute_logger

from ..case.case_common import CaseWalk

LOUD = ("odoo.http", "odoo.addons.base.models.ir_qweb")
# What a template can do with the request that Odoo hands it.
TRICKS = {
    "key of the session": "request.session.update({'impersonate_from_uid': %(uid)s})",
    "environment": "request.update_env(user=%(uid)s)",
    "session": "request.session.update({'uid': %(uid)s})",
    "environment and session": "(request.update_env(user=%(uid)s), "
    "request.session.update({'uid': %(uid)s}))",
    "authentication": "(request.update_env(user=%(uid)s), "
    "request.env['ir.http']._authenticate_explicit('none'))",
    "password": "request.env['res.users']._check_uid_passwd(%(uid)s, 'test_leader_pw')",
}
# What would make the session somebody else's from the next request on.
LOG_INS = {
    "finish": "(request.session.update({'pre_uid': %(uid)s, 'pre_login': 'x'}), "
    "request.session.finalize(request.env))",
    "token": "request.session.update({'uid': %(uid)s, 'session_token': request.env["
    "'res.users'].sudo().browse(%(uid)s)._compute_session_token(request.session.sid)})",
    "values": "request.env['res.users'].sudo().browse(%(uid)s)"
    "._session_token_get_values()",
}


@tagged("post_install", "-at_install")
class TestPersonByCode(CaseWalk, HttpCase):
    """Code in the database does not become another person by what Odoo hands it."""

    def setUp(self):
        super().setUp()
        self.leader = self.users["leader"]
        self.admin = self.users["colleague"]
        self.admin.group_ids |= self.env.ref("base.group_system")
        case = self.accept()
        self.inquire(case)
        self.decision = self.decide(case)
        self.decision.revocation_reason = "Found wrong."
        self.env.flush_all()

    def make_action(self, trick, then=True):
        """Make a server action that renders a template and revokes a decision."""
        trick = trick % {"uid": self.leader.id}
        view = self.env["ir.ui.view"].create(
            {
                "type": "qweb",
                "key": f"x.trick_{self.env['ir.ui.view'].search_count([])}",
                "arch": f'<t t-name="x.trick"><t t-set="z" t-value="{trick}"/></t>',
            }
        )
        code = f"env['ir.qweb'].sudo()._render({view.id}, {{}})\n"
        if then:
            code += (
                f"env['tolerance.determination'].with_user({self.leader.id})"
                f".browse({self.decision.id}).action_revoke()"
            )
        return self.env["ir.actions.server"].create(
            {
                "name": "Tidy up",
                "model_id": self.env.ref("base.model_res_partner").id,
                "state": "code",
                "code": code,
            }
        )

    def assertUntouched(self):
        self.env.invalidate_all()
        self.assertEqual(self.decision.state, "confirmed")
        self.assertFalse(
            self.env["tolerance.ledger.entry"].search(
                [("verb", "=", "determination.revoke")]
            )
        )

    def run_by_web(self, action):
        partner = self.admin.partner_id
        context = {"active_model": "res.partner", "active_id": partner.id}
        context["active_ids"] = partner.ids
        return self.make_jsonrpc_request(
            "/web/action/run", {"action_id": action.id, "context": context}
        )

    @mute_logger(*LOUD)
    def test_by_the_web_client(self):
        for name, trick in TRICKS.items():
            with self.subTest(name):
                self.authenticate("test_colleague", "test_colleague_pw")
                action = self.make_action(trick)
                self.env.flush_all()
                with self.assertRaises(JsonRpcException):
                    self.run_by_web(action)
                self.assertUntouched()

    @mute_logger(*LOUD)
    def test_by_a_key(self):
        keys = self.env(user=self.admin)["res.users.apikeys"].sudo()
        day = fields.Datetime.add(fields.Datetime.now(), days=1)
        key = keys._generate("rpc", "Test", day)
        for name, trick in TRICKS.items():
            with self.subTest(name):
                action = self.make_action(trick)
                self.env.flush_all()
                partner = self.admin.partner_id
                context = {"active_model": "res.partner", "active_id": partner.id}
                answer = self.url_open(
                    "/json/2/ir.actions.server/run",
                    data=json.dumps({"ids": action.ids, "context": context}),
                    headers={
                        "Authorization": f"bearer {key}",
                        "Content-Type": "application/json",
                        "X-Odoo-Database": get_db_name(),
                    },
                )
                self.assertNotEqual(answer.status_code, 200, answer.text)
                self.assertIn("logged in", answer.text)
                self.assertUntouched()

    @mute_logger(*LOUD)
    def test_session_value_of_an_earlier_request_is_ignored(self):
        """What an earlier request wrote there is not believed by the next one."""
        session = self.authenticate("test_colleague", "test_colleague_pw")
        session["impersonate_from_uid"] = self.leader.id
        root.session_store.save(session)
        action = self.make_action("None")
        self.env.flush_all()
        with self.assertRaises(JsonRpcException):
            self.run_by_web(action)
        self.assertUntouched()

    @mute_logger(*LOUD)
    def test_code_cannot_make_a_session_for_another_user(self):
        for name, trick in LOG_INS.items():
            with self.subTest(name):
                self.authenticate("test_colleague", "test_colleague_pw")
                action = self.make_action(trick, then=False)
                self.env.flush_all()
                with self.assertRaisesRegex(JsonRpcException, "AccessError"):
                    self.run_by_web(action)
                info = self.make_jsonrpc_request("/web/session/get_session_info", {})
                self.assertEqual(info["uid"], self.admin.id)
