"""Nobody votes, recuses or opens a ballot in a session taken over from somebody."""

from odoo.http import root
from odoo.service import security
from odoo.tests import HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from ..common import act
from .committee_common import CommitteeCase


@tagged("post_install", "-at_install")
class TestImpersonation(CommitteeCase, HttpCase):
    """The administrator logs in as somebody with OCA's ``impersonate_login``."""

    def take_over(self, name):
        """Log in as the administrator and take over, as that module does it."""
        session = self.authenticate("test_administrator", "test_administrator_pw")
        session["impersonate_from_uid"] = self.users["administrator"].id
        session["impersonate_log_id"] = 1
        session.uid = self.users[name].id
        session.session_token = security.compute_session_token(
            session, self.env(user=self.users[name])
        )
        root.session_store.save(session)
        # The session itself is good: the administrator reads what the member reads.
        user = self.users[name]
        self.assertEqual(
            self.request("res.users", "read", user.ids, ["login"])[0]["login"],
            user.login,
        )

    def request(self, model, method, *args):
        return self.make_jsonrpc_request(
            "/web/dataset/call_kw",
            {"model": model, "method": method, "args": args, "kwargs": {}},
        )

    @mute_logger("odoo.http")
    def assertRefused(self, name, model, method, *args):
        self.take_over(name)
        with self.assertRaises(JsonRpcException) as refusal:
            self.request(model, method, *args)
        # An AccessError would say nothing about the person.
        self.assertIn("odoo.exceptions.UserError", str(refusal.exception))
        self.env.invalidate_all()

    def test_no_case_is_opened(self):
        application = self.file()
        dialog = self.as_user("clerk")["tolerance.application.answer"].create(
            {
                "application_id": application.id,
                "decision": "accept",
                "title": "Gate unwatched",
            }
        )
        self.assertRefused("clerk", dialog._name, "action_confirm", dialog.ids)
        self.assertEqual(application.state, "filed")

    def test_no_ballot_is_opened_and_no_recusal_declared_or_decided(self):
        session = self.call()
        self.assertRefused("chair", session._name, "action_open_ballot", session.ids)
        self.assertEqual(session.state, "draft")
        values = {"session_id": session.id, "reason": "My brother applied."}
        self.assertRefused("third", "tolerance.recusal", "create", [values])
        self.assertFalse(session.sudo().recusal_ids)
        recusal = act(self.as_user("third")["tolerance.recusal"]).create(values)
        for method in ("action_grant", "action_refuse"):
            self.assertRefused("chair", recusal._name, method, recusal.ids)
        self.assertRefused(
            "chair", recusal._name, "write", recusal.ids, {"answer": "No."}
        )
        self.assertEqual(recusal.state, "requested")
        application = self.case.sudo().party_ids.application_id
        self.assertRefused(
            "officer",
            "tolerance.recusal",
            "create",
            [{"application_id": application.id, "named": "chair", "reason": "No."}],
        )

    def test_no_ballot_is_cast_and_no_session_closed(self):
        session = self.open()
        ballot = self.get_own(session, "third")
        self.fill(ballot)
        self.assertRefused("third", ballot._name, "action_cast", ballot.ids)
        self.assertFalse(ballot.cast_on)
        for name in ("chair", "deputy"):
            self.cast(session, name)
        session.minutes = "Discussed and resolved."
        self.assertRefused("chair", session._name, "action_close", session.ids)
        self.assertEqual(session.state, "open")
