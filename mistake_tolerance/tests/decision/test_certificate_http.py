from io import BytesIO
from unicodedata import normalize

from pdfminer.high_level import extract_text
from pypdf import PdfReader

from odoo.tests import HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from .certificate_common import CertificateCase


@tagged("post_install", "-at_install")
class TestCertificateOverHttp(CertificateCase, HttpCase):
    """The report checks for itself: its address passes no button."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        addon = cls.env.ref("base.module_mistake_tolerance")
        for lang in ("zh_CN", "zh_TW"):
            cls.env["res.lang"]._activate_lang(lang)
            addon._update_translations([lang])

    def open_report(self, role, certificate, converter="html"):
        self.authenticate(f"test_{role}", f"test_{role}_pw")
        return self.url_open(
            f"/report/{converter}/mistake_tolerance.report_certificate/{certificate.id}"
        )

    @mute_logger("odoo.http")
    def test_report_address_checks_access(self):
        case = self.decided()
        number = case.sudo().determination_ids.name
        certificate = self.issue("hr_officer")
        for role in ("hr_officer", "officer"):
            for converter in ("html", "pdf"):
                response = self.open_report(role, certificate, converter)
                self.assertEqual(response.status_code, 200)
                self.assertIn(number, response.text)
        for role in ("colleague", "head", "clerk", "clerk_two", "supervisor"):
            for converter in ("html", "pdf"):
                with self.subTest(role, converter=converter):
                    response = self.open_report(role, certificate, converter)
                    self.assertNotEqual(response.status_code, 200)
                    self.assertNotIn(number, response.text)
                    self.assertNotIn("Gate unwatched", response.text)

    @mute_logger("odoo.http")
    def test_conflict_by_its_address(self):
        case = self.decided()
        certificate = self.issue("hr_officer")
        self.env["tolerance.conflict"]._add(
            [(case.matter_id.id, self.users["hr_officer"].id, "recused")],
            case.matter_id.sudo(),
        )
        response = self.open_report("hr_officer", certificate)
        self.assertNotEqual(response.status_code, 200)
        self.assertNotIn(case.sudo().determination_ids.name, response.text)

    @mute_logger("odoo.http")
    def test_report_over_rpc_checks_access(self):
        self.decided()
        self.authenticate("test_colleague", "test_colleague_pw")
        for model, record in (
            ("hr.employee.public", self.officer),
            ("tolerance.subject", self.subject),
        ):
            with self.assertRaisesRegex(JsonRpcException, "AccessError"):
                self.make_jsonrpc_request(
                    "/web/dataset/call_kw",
                    {
                        "model": model,
                        "method": "action_issue_certificate",
                        "args": [record.ids],
                        "kwargs": {},
                    },
                )
        self.assertFalse(self.env["tolerance.certificate"].search([]))

    def print_pdf(self, certificate, lang):
        reports = certificate.env["ir.actions.report"].with_context(
            lang=lang, force_report_rendering=True
        )
        content, kind = reports._render_qweb_pdf(
            "mistake_tolerance.report_certificate", certificate.ids
        )
        self.assertEqual(kind, "pdf")
        return content

    def read_text(self, content):
        """Return the text of a PDF without blanks; fonts have glyphs in common."""
        text = normalize("NFKC", extract_text(BytesIO(content)))
        return "".join(text.split())

    def test_certificate_fits_one_page_in_each_language(self):
        case = self.decided()
        decision = case.sudo().determination_ids
        self.assertGreater(len(decision.effect_ids), 6)
        self.company.name = "青澜省监狱管理局"
        certificate = self.issue("hr_officer")
        for lang, title in (
            ("zh_CN", "容错效力证明"),
            ("zh_TW", "容錯效力證明"),
            ("en_US", "Certificate of Tolerance Effects"),
        ):
            with self.subTest(lang):
                content = self.print_pdf(certificate, lang)
                self.assertEqual(len(PdfReader(BytesIO(content)).pages), 1)
                text = self.read_text(content)
                self.assertIn(certificate.name, text)
                self.assertIn(decision.name, text)
                self.assertIn(title.replace(" ", ""), text)
                area = decision.effect_ids.area_id[:1].with_context(lang=lang)
                self.assertIn("".join(area.name.split()), text)
