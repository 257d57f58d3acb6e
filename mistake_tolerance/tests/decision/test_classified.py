from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestClassified(CaseWalk):
    """Levels of confidentiality of a case and of its documents."""

    def classify(self, record, level, reason=False, role="clerk"):
        record = self.as_user(role, record)
        action = record.action_classify()
        dialog = record.env[action["res_model"]].with_context(**action["context"])
        return act(dialog.create({"level": level, "reason": reason})).action_confirm()

    def test_every_case_starts_as_internal_and_its_documents_follow_it(self):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        evidence = self.enter_evidence(inquiry)
        self.assertEqual(case.secrecy_level, "internal")
        self.assertEqual(evidence.secrecy_level, "internal")
        self.assertFalse(evidence.is_classified)
        self.classify(case, "secret", "Act 7 of the bureau")
        self.assertEqual(evidence.secrecy_level, "secret")
        self.assertEqual(inquiry.secrecy_level, "secret")
        self.assertEqual(
            evidence.search([("is_classified", "=", True)]) & evidence, evidence
        )
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "document.classify"), ("res_id", "=", case.id)]
        )
        self.assertEqual(entry.res_model, case._name)
        self.assertIn("Act 7 of the bureau", entry.payload)

    def test_dialog_shows_the_level_of_now(self):
        case = self.accept()
        action = case.action_classify()
        Dialog = case.env[action["res_model"]].with_context(**action["context"])
        with Form(Dialog) as form:
            self.assertEqual(form.level, "internal")
            form.level = "confidential"
            form.reason = "Act 7 of the bureau"
        act(form.save()).action_confirm()
        self.assertEqual(case.secrecy_level, "confidential")

    def test_changed_level_requires_a_ground(self):
        case = self.accept()
        for reason in (False, "", "  "):
            with self.subTest(reason=reason), self.assertRaises(UserError):
                self.classify(case, "secret", reason)
        self.assertEqual(case.secrecy_level, "internal")
        self.classify(case, "secret", "Act 7 of the bureau")
        with self.assertRaises(UserError):
            self.classify(case, "internal")
        self.assertEqual(case.secrecy_level, "secret")
        self.classify(case, "internal", "Declassified by act 9")
        self.assertEqual(case.secrecy_level, "internal")
        self.assertEqual(case.level_reason, "Declassified by act 9")

    def test_a_document_raises_its_case_and_keeps_it_up(self):
        case = self.accept()
        evidence = self.enter_evidence(self.start_inquiry(case))
        answer = self.classify(evidence, "top_secret", "So marked by its issuer")
        self.assertIn(case.name, answer["params"]["message"])
        self.assertEqual(case.secrecy_level, "top_secret")
        self.assertIn(evidence.display_name, case.level_reason)
        with self.assertRaises(UserError) as caught:
            self.classify(case, "internal", "No longer")
        self.assertIn(evidence.display_name, str(caught.exception))
        # The document may be lowered alone, then the case.
        self.classify(evidence, "public", "Published")
        self.assertEqual(case.secrecy_level, "top_secret")
        self.classify(case, "internal", "No longer")
        self.assertEqual(evidence.secrecy_level, "public")

    def test_only_the_clerk_in_charge_classifies(self):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        other = self.make_user("clerk_two", "clerk")
        self.assertTrue(case.can_classify)
        for user in (other, self.users["inquirer"]):
            as_user = case.with_user(user)
            self.assertFalse(as_user.can_classify)
            for action in ("action_classify", "action_number"):
                with self.subTest(user=user.login, action=action):
                    with self.assertRaises(UserError):
                        getattr(as_user, action)()
        with self.assertRaises(AccessError):
            inquiry.with_user(self.users["colleague"]).action_classify()

    def test_level_is_written_by_its_action_alone(self):
        case = self.accept()
        evidence = self.enter_evidence(self.start_inquiry(case))
        for record in (case, case.sudo(), evidence, evidence.sudo()):
            for name in ("own_level", "secrecy_level"):
                with self.subTest(record=record, name=name):
                    with self.assertRaises(UserError):
                        record.write({name: "public"})
        matter = case.matter_id.copy({"different_reason": "Another gate."})
        values = {"matter_id": matter.id, "version_id": case.version_id.id}
        with self.assertRaises(AccessError):
            case.sudo().create({**values, "secrecy_level": "public"})
        with self.assertRaises(AccessError):
            case.sudo().create({**values, "own_level": "public"})

    def test_a_case_on_file_can_be_declassified(self):
        case = self.accept()
        self.classify(case, "secret", "Act 7 of the bureau")
        case.sudo()._write_unlocked({"state": "filed"})
        self.classify(case, "internal", "The period has ended")
        self.assertEqual(case.secrecy_level, "internal")

    def test_served_document_shows_level_and_number(self):
        case = self.accept()
        self.inquire(case)
        decision = self.as_user("clerk", self.decide(case))
        self.classify(decision, "secret", "Act 7")
        decision.action_number()
        decision._do_number("Rong [2026] 5", 2026)
        service = self.serve(case)
        application = case.party_ids.application_id
        for text in (
            service.text,
            application.with_user(self.users["officer"]).served_text,
        ):
            self.assertIn("Rong [2026] 5", text)
            self.assertIn("Secret", text)
        self.assertEqual(service.document_number, "Rong [2026] 5")
        self.assertEqual(service.secrecy_level, "secret")
