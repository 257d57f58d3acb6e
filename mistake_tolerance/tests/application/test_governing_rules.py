from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestGoverningRules(CaseWalk):
    """The clerk sees whom the rules cover, and accepts under others with a reason."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.env["tolerance.scheme"]._load_preset(
            "bincheng_2017", cls.company
        )

    def test_other_rules_in_force_are_chosen_with_a_reason(self):
        application = self.file()
        self.assertEqual(application.version_id, self.version)
        with self.assertRaises(UserError):
            self.answer(application, version_id=self.other.id, governing_reason=" ")
        self.assertEqual(application.state, "filed")
        action = self.answer(
            application, version_id=self.other.id, governing_reason="A town."
        )
        case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
        self.assertEqual(case.version_id, self.other)
        self.assertEqual(application.version_id, self.version)
        self.assertEqual(application.governing_version_id, self.other)
        entry = self.env["tolerance.ledger.entry"].search(
            [("chain", "=", f"tolerance.case,{case.id}"), ("verb", "=", "case.accept")]
        )
        self.assertIn("A town.", entry.payload)

    def test_rules_that_are_not_in_force_are_refused(self):
        application = self.file()
        act(self.as_user("administrator", self.other)).action_withdraw()
        with self.assertRaises(ValidationError):
            self.answer(application, version_id=self.other.id, governing_reason="Mine.")

    def test_an_application_joins_a_case_under_its_rules(self):
        case = self.accept()
        second = self.file("colleague")
        with self.assertRaises(UserError):
            self.answer(
                second,
                matter_id=case.matter_id.id,
                version_id=self.other.id,
                governing_reason="A town.",
            )

    def test_the_dialog_says_whom_the_rules_cover(self):
        answer = self.as_user("clerk")["tolerance.application.answer"].create(
            {"application_id": self.file().id, "decision": "accept"}
        )
        self.assertEqual(answer.version_id, self.version)
        self.assertEqual(answer.scope_staff, self.version.scope_staff)
        self.assertIn(self.other, answer.selectable_version_ids)
        self.assertFalse(answer.has_other_rules)
