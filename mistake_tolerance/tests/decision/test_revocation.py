from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestRevocation(GuardCase):
    """The reason is asked for by the dialog, and stands nowhere before."""

    def test_reason_is_no_field_of_a_fresh_decision(self):
        decision = self._decide().with_user(self.decider)
        arch = etree.fromstring(decision.get_view(view_type="form")["arch"])
        (field,) = arch.xpath("//field[@name='revocation_reason']")
        self.assertEqual(field.get("invisible"), "state != 'revoked'")

    def test_dialog(self):
        decision = self._decide().with_user(self.decider)
        self.assertTrue(decision.can_revoke)
        action = decision.action_open_revocation()
        self.assertEqual(action["res_id"], decision.id)
        view = self.env["ir.ui.view"].browse(action["views"][0][0])
        with self.assertRaises(UserError):
            act(decision).action_revoke()
        form = Form(decision, view=view)
        form.revocation_reason = "Facts were concealed."
        act(form.save()).action_revoke()
        self.assertEqual(decision.state, "revoked")
        self.assertFalse(decision.can_revoke)
        with self.assertRaises(UserError):
            decision.action_open_revocation()

    def test_only_seat_holders_open_it(self):
        decision = self._decide()
        self.assertFalse(self.as_user("clerk", decision).can_revoke)
        with self.assertRaises(UserError):
            decision.with_user(self.env.ref("base.user_root")).action_open_revocation()
