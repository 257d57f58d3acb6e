from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestDocumentNumber(CaseWalk):
    """Numbers the agency gives to the case and to its documents."""

    def number(self, record, **values):
        record = self.as_user("clerk", record)
        action = record.action_number()
        dialog = record.env[action["res_model"]].with_context(**action["context"])
        return act(dialog.create(values)).action_confirm()

    def get_decision(self):
        case = self.accept()
        self.inquire(case)
        return self.as_user("clerk", self.decide(case))

    def test_free_text_is_kept_and_found(self):
        case = self.accept()
        self.number(case, document_number=" Gan Rong [2026] 12 ")
        self.assertEqual(case.document_number, "Gan Rong [2026] 12")
        self.assertEqual(case.document_year, self.company._tolerance_today().year)
        found = case.search([("document_number", "ilike", "[2026] 12")])
        self.assertEqual(found, case)
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "document.number"), ("res_id", "=", case.id)]
        )
        self.assertIn("Gan Rong [2026] 12", entry.payload)

    def test_a_number_is_used_once_a_year_and_kind(self):
        case = self.accept()
        self.number(case, document_number="12", document_year=2026)
        matter = case.matter_id.copy({"different_reason": "Another gate."})
        other = case.sudo()._create_unlocked(
            {
                "matter_id": matter.id,
                "version_id": case.version_id.id,
                "clerk_id": self.users["clerk"].id,
            }
        )
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.number(other, document_number="12", document_year=2026)
            self.env.flush_all()
        self.number(other, document_number="12", document_year=2027)
        # A report is another kind of document.
        case.action_start_inquiry()
        inquiry = case.inquiry_ids
        inquiry.sudo()._write_unlocked({"state": "closed"})
        self.number(inquiry, document_number="12", document_year=2026)
        self.assertEqual(inquiry.document_number, "12")

    def make_other_case(self, case):
        matter = case.matter_id.copy({"different_reason": "Another gate."})
        return case.sudo()._create_unlocked(
            {
                "matter_id": matter.id,
                "version_id": case.version_id.id,
                "clerk_id": self.users["clerk"].id,
            }
        )

    def test_spelling_variants_are_the_same_number(self):
        case = self.accept()
        self.number(case, document_number="甘容〔2026〕12号", document_year=2026)
        other = self.make_other_case(case)
        for number, year in (
            ("甘容[2026]12号", 2026),
            ("甘容（2026）第12号", 2026),
            ("甘容【２０２６】０１２ 号", 2026),
            ("甘 容\u200b〔2026〕12", 2026),
            ("甘容〔2026〕1\ufe0f2號", 2026),
            ("甘容\u3164〔2026〕12", 2026),
            ("甘容2026年12号", 2026),
            ("甘容〔二〇二六〕12号", 2026),
            ("甘容〔٢٠٢٦〕١٢号", 2026),
            ("甘容〔2026〕12号", 2027),
        ):
            with (
                self.subTest(number=number, year=year),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.number(other, document_number=number, document_year=year)
                self.env.flush_all()
        other.invalidate_recordset()
        self.number(other, document_number="甘容〔2027〕12号", document_year=2026)
        self.assertEqual(other.document_year, 2027, "the number names its year")
        with self.assertRaises(UserError):
            self.number(other, document_number="〔〕 ")

    def test_normalised_number_cannot_be_written(self):
        case = self.accept()
        self.number(case, document_number="12")
        with self.assertRaises(AccessError):
            case.write({"number_key": "13"})

    def test_found_however_it_is_typed(self):
        case = self.accept()
        self.number(case, document_number="甘容〔2026〕12号")
        for typed in ("[2026]", "（2026）12", "２０２６", "甘 容[2026]第012号"):
            with self.subTest(typed=typed):
                found = case.search([("document_number", "ilike", typed)])
                self.assertEqual(found, case)
                self.assertEqual(
                    case.search_count([("document_number", "not ilike", typed)]),
                    case.search_count([]) - 1,
                )
        self.assertFalse(case.search([("document_number", "ilike", "[2025]")]))
        plain = case.name.replace("-", "－")
        self.assertEqual(case.search([("name", "ilike", f" {plain}\u200b")]), case)
        found = case.matter_id.name_search(f"{case.matter_id.name}\u3000")
        self.assertEqual(found[0][0], case.matter_id.id)
        found = case.name_search("甘容[2026]12")
        self.assertEqual([row[0] for row in found], case.ids)

    def test_an_exact_search_finds_the_same(self):
        case = self.accept()
        others = case.search_count([("id", "!=", case.id)])
        self.number(case, document_number="甘容〔2026〕12号")
        written = ("甘容[2026]第012号", "甘容〔２０２６〕12號", "甘容\x00 2026 12")
        for name, typed in (
            *(("document_number", text) for text in written),
            ("name", f"{case.name}\u200b"),
            ("name", case.name.replace("-", "－") + "\x00"),
        ):
            with self.subTest(name=name, typed=typed):
                for operator, value in (("=", typed), ("in", [typed, "Other 1"])):
                    self.assertEqual(case.search([(name, operator, value)]), case)
                for operator, value in (("!=", typed), ("not in", [typed])):
                    found = case.search_count([(name, operator, value)])
                    self.assertEqual(found, others)
        self.assertFalse(case.search([("document_number", "=", "甘容 2026 1")]))
        unset = case.search([("document_number", "=", False)])
        self.assertEqual(len(unset), others)

    def test_other_documents_are_found_by_number(self):
        inquiry = self.start_inquiry(self.accept())
        evidence = self.enter_evidence(inquiry, document_number="审发〔2026〕3号")
        found = evidence.search([("document_number", "ilike", "审发[2026]3")])
        self.assertEqual(found, evidence)
        scheme = self.env["tolerance.scheme"].create(
            {"name": "Test", "document_number": "甘办发〔2018〕99号"}
        )
        found = scheme.search([("document_number", "ilike", "(2018)99")])
        self.assertEqual(found, scheme)
        proceeding = self.env["tolerance.proceeding"].create(
            {
                "matter_id": inquiry.case_id.matter_id.id,
                "organ": "Office",
                "started_on": "2026-03-02",
                "reference": "纪立〔2026〕7号",
            }
        )
        found = proceeding.search([("reference", "ilike", "纪立[2026]7")])
        self.assertEqual(found, proceeding)

    def test_number_comes_from_the_sequence_or_is_typed(self):
        self.company.tolerance_case_sequence_id = self.env["ir.sequence"].create(
            {"name": "Cases", "prefix": "Rong ", "padding": 3, "company_id": False}
        )
        case = self.accept()
        self.number(case, document_number=False)
        self.assertEqual(case.document_number, "Rong 001")
        # Corrected by hand: the sequence does not move.
        self.number(case, document_number="Rong 1-A")
        self.assertEqual(case.document_number, "Rong 1-A")
        self.number(case, document_number=False)
        self.assertEqual(case.document_number, "Rong 002")

    def test_without_a_sequence_it_is_typed_in(self):
        case = self.accept()
        with self.assertRaises(UserError):
            self.number(case, document_number="  ")

    def test_a_decision_is_numbered_between_confirmation_and_service(self):
        decision = self.get_decision()
        self.number(decision, document_number="7")
        self.number(decision, document_number="8")
        self.assertEqual(decision.document_number, "8")
        self.serve(decision.case_id)
        self.assertFalse(decision.can_number)
        with self.assertRaises(UserError):
            self.number(decision, document_number="9")
        self.assertEqual(decision.document_number, "8")

    def test_a_draft_and_an_open_inquiry_take_no_number(self):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        self.assertFalse(self.as_user("clerk", inquiry).can_number)
        with self.assertRaises(UserError):
            self.number(inquiry, document_number="1")

    def test_a_case_on_file_keeps_its_numbers(self):
        case = self.accept()
        case.sudo()._write_unlocked({"state": "filed"})
        with self.assertRaises(UserError):
            self.number(case, document_number="1")

    def test_number_is_written_by_its_action_alone(self):
        decision = self.get_decision()
        for record in (decision, decision.sudo(), decision.case_id.sudo()):
            with self.assertRaises(AccessError):
                record.write({"document_number": "1"})

    def test_evidence_keeps_the_number_of_its_issuer(self):
        inquiry = self.start_inquiry(self.accept())
        evidence = self.enter_evidence(inquiry, document_number="Audit [2026] 3")
        self.assertEqual(evidence.document_number, "Audit [2026] 3")
        with self.assertRaises(UserError):
            evidence.write({"document_number": "Audit [2026] 4"})
