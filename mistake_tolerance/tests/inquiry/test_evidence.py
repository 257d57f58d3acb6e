import base64
import hashlib

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestEvidence(CaseWalk):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.content = "会议纪要".encode()
        cls.digest = hashlib.sha256(cls.content).hexdigest()

    def setUp(self):
        super().setUp()
        self.case = self.accept()
        self.inquiry = self.start_inquiry(self.case)

    def _enter(self, **values):
        return self.enter_evidence(
            self.inquiry, content=base64.b64encode(self.content), **values
        )

    def test_hash_is_of_the_content_at_entry(self):
        evidence = self._enter()
        self.assertEqual(evidence.sha256, self.digest)
        self.assertEqual(evidence.number, 1)
        self.assertEqual(self._enter().number, 2)
        self.assertTrue(evidence.is_intact)

    def test_hash_of_what_the_form_describes(self):
        Evidence = self.inquiry.env["tolerance.evidence"]
        with Form(Evidence.with_context(default_inquiry_id=self.inquiry.id)) as form:
            form.name = "Site visit"
            form.source = "Gate two"
            form.kind = "visit"
            form.description = "The gate has no camera."
        evidence = form.save()
        self.assertEqual(
            evidence.sha256,
            hashlib.sha256(b"The gate has no camera.").hexdigest(),
        )

    def test_what_lacks_is_told_where_the_evidence_is_typed(self):
        """In the dialog of the inquiry, which is saved later with all its rows."""
        with Form(self.inquiry) as form:
            with self.assertRaisesRegex(AssertionError, "description"):
                with form.evidence_ids.new() as line:
                    line.name = "Site visit"
                    line.source = "Gate two"
            with form.evidence_ids.new() as line:
                line.name = "Minutes"
                line.source = "Ward"
                line.content = base64.b64encode(self.content)
        self.assertEqual(self.inquiry.evidence_ids.mapped("name"), ["Minutes"])

    def test_tampering_below_the_orm_is_seen(self):
        evidence = self._enter()
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "tolerance.evidence"),
                ("res_field", "=", "content"),
                ("res_id", "=", evidence.id),
            ]
        )
        attachment.raw = b"forged"
        self.env.invalidate_all()
        self.assertFalse(evidence.is_intact)

    def test_nobody_changes_or_removes_an_entry(self):
        evidence = self._enter()
        for login in ("inquirer", "clerk"):
            own = self.as_user(login, evidence)
            with self.subTest(login=login), self.assertRaises(UserError):
                own.write({"name": "Something else"})
            with self.subTest(login=login), self.assertRaises(AccessError):
                own.unlink()
        with self.assertRaises(UserError):
            evidence.sudo().write({"content": base64.b64encode(b"forged")})
        with self.assertRaises(AccessError):
            evidence.sudo().write({"sha256": "0" * 64})
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "tolerance.evidence"),
                ("res_field", "=", "content"),
                ("res_id", "=", evidence.id),
            ]
        )
        with self.assertRaises(AccessError):
            self.as_user("inquirer", attachment).write({"raw": b"forged"})

    def test_hash_is_not_the_clients(self):
        with self.assertRaises(AccessError):
            self._enter(sha256="0" * 64)
        with self.assertRaises(AccessError):
            self._enter(is_supplement=True)

    def test_something_has_to_be_entered(self):
        with self.assertRaises(UserError):
            self.enter_evidence(self.inquiry, content=False)

    def test_wrong_entry_is_replaced_and_kept(self):
        wrong = self._enter()
        right = self._enter(replaces_id=wrong.id)
        self.assertEqual(wrong.replaced_by_ids, right)

    def test_after_the_closing_only_supplements(self):
        self.assess(self.inquiry, self._enter())
        self.inquiry.report = "<p>Found.</p>"
        act(self.inquiry).action_close()
        supplement = self._enter()
        self.assertTrue(supplement.is_supplement)
        with self.assertRaises(AccessError):
            self.enter_evidence(self.as_user("clerk", self.inquiry))
        self.decide(self.case)
        with self.assertRaises(UserError):
            self._enter()

    def test_entry_is_in_the_ledger_with_its_hash(self):
        self._enter()
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "evidence.enter")], limit=1
        )
        self.assertIn(self.digest, entry.content)
