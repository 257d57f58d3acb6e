from odoo.exceptions import UserError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestCaseLevel(CaseWalk):
    """Fujian's two levels: the bureau calls a case up, or returns it to the prison."""

    preset_code = "fujian_2018"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bureau, cls.prison = cls.version.level_ids.sorted()
        for level, login in ((cls.bureau, "member"), (cls.prison, "leader")):
            unlocked(level.body_id).head_user_id = cls.users[login]
        unlocked(cls.prison.body_id).unit_ids = cls.unit

    def start(self):
        case = self.accept()
        early = case.step_ids.filtered(lambda s: s.kind == "early_intervention")
        act(early).action_finish()
        return case

    def change(self, case, level):
        action = act(case).action_change_level()
        dialog = (
            case.env[action["res_model"]]
            .with_context(**action["context"])
            .create({"level_id": level.id, "reason": "Decided by the bureau."})
        )
        act(dialog).action_confirm()
        return dialog

    def get_codes(self, case):
        entries = self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", case._name), ("res_id", "=", case.id)]
        )
        return entries.mapped("verb")

    def test_the_bureau_calls_a_case_up_and_returns_it(self):
        case = self.start()
        self.assertEqual(case.level_id, self.prison)
        early = case.step_ids.filtered(lambda s: s.kind == "early_intervention")
        office = early.body_id
        self.assertTrue(office)
        self.assertTrue(self.change(case, self.bureau).is_upward)
        self.assertEqual(case._get_step("decision").body_id, self.bureau.body_id)
        # What was done before was done by the office of the prison.
        self.assertEqual(early.body_id, office)
        self.assertIn("case.call_up", self.get_codes(case))
        self.assertIn("Decided by the bureau.", case.message_ids[0].body)
        self.assertFalse(self.change(case, self.prison).is_upward)
        self.assertEqual(case.level_id, self.prison)
        self.assertIn("case.send_down", self.get_codes(case))

    def test_a_session_that_was_called_is_void(self):
        case = self.start()
        self.inquire(case)
        session = self.open_session(case)
        self.change(case, self.bureau)
        self.assertEqual(session.state, "void")
        self.assertEqual(session.void_reason, "Decided by the bureau.")
        self.assertEqual(self.open_session(case).body_id, self.bureau.body_id)

    def test_a_level_that_has_counted_a_ballot_keeps_the_case(self):
        case = self.start()
        self.inquire(case)
        session = self.open_session(case)
        session.sudo()._write_unlocked({"round": 2})
        self.assertFalse(case.can_change_level)
        with self.assertRaises(UserError) as caught:
            act(case).action_change_level()
        self.assertIn("counted", str(caught.exception))

    def test_a_level_that_has_decided_keeps_the_case(self):
        case = self.start()
        self.inquire(case)
        self.hold_session(case)
        self.assertFalse(case.can_change_level)
        with self.assertRaises(UserError):
            act(case).action_change_level()

    def test_only_another_level_of_the_same_regulation(self):
        case = self.start()
        with self.assertRaises(UserError):
            self.change(case, self.prison)
