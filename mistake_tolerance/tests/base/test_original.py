"""What somebody did or said is there once: nobody copies it."""

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestOriginal(CaseWalk):
    def test_a_clerk_does_not_copy_what_others_entered(self):
        application = self.file("officer")
        copied = self.as_user("clerk", application)
        with self.assertRaisesRegex(AccessError, "is not copied"):
            copied.copy()
        with self.assertRaisesRegex(AccessError, "is not copied"):
            act(application).copy()

    def test_nothing_of_a_case_is_copied(self):
        case = self.accept()
        self.inquire(case)
        session = self.hold_session(case)
        matter = case.sudo().matter_id
        proceeding = self.env["tolerance.proceeding"].create(
            {
                "matter_id": matter.id,
                "organ": "Audit Office",
                "started_on": "2026-03-05",
            }
        )
        inquiry = case.sudo().inquiry_ids
        records = (
            case,
            case.sudo().party_ids,
            case.sudo().step_ids[:1],
            inquiry,
            inquiry.member_ids,
            inquiry.evidence_ids,
            inquiry.assessment_ids,
            inquiry.assessment_ids.line_ids[:1],
            session,
            session.sudo().seat_ids[:1],
            self.get_ballots(session)[:1],
            proceeding,
        )
        for record in records:
            with self.subTest(record._name):
                self.assertTrue(record)
                before = record.search_count([])
                with self.assertRaisesRegex(AccessError, "is not copied"):
                    record.sudo().copy()
                self.assertEqual(record.search_count([]), before)

    def test_forms_offer_no_copy(self):
        for model in ("tolerance.application", "tolerance.case", "tolerance.grievance"):
            for kind in ("form", "list", "kanban"):
                with self.subTest(model=model, kind=kind):
                    view = self.env[model].get_view(view_type=kind)
                    arch = etree.fromstring(view["arch"])
                    self.assertEqual(arch.get("duplicate"), "0")
        arch = self.env["tolerance.promotion"].get_view(view_type="form")["arch"]
        self.assertIsNone(etree.fromstring(arch).get("duplicate"))

    def test_an_applicant_deletes_a_draft_and_nothing_else(self):
        draft = self.draft()
        paper = draft.env["ir.attachment"].create({"name": "a.txt", "raw": b"a"})
        draft.attachment_ids = paper
        for login in ("head", "clerk", "colleague"):
            with self.subTest(login), self.assertRaises(AccessError):
                self.as_user(login, draft).unlink()
        draft.unlink()
        self.assertFalse(draft.exists() or paper.exists())
        submitted = self.submit()
        for record in (submitted, submitted.sudo()):
            with self.assertRaisesRegex(UserError, "stays on file"):
                record.unlink()
        returned = self.file("officer")
        self.answer(returned, decision="return", reason="The organ is missing.")
        self.assertEqual(returned.state, "returned")
        with self.assertRaisesRegex(UserError, "stays on file"):
            returned.unlink()
