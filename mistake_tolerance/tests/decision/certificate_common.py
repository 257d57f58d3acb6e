from ..case.case_common import CaseWalk
from ..common import act


class CertificateCase(CaseWalk):
    """A decision by the Gansu measures, and short ways to its certificate."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_user("clerk_two", "clerk")
        cls.subject = cls.officer.tolerance_subject_id

    def decided(self, kind="exempt"):
        """Return the case of the officer, decided and confirmed."""
        case = self.accept()
        self.inquire(case)
        self.decide(case, kind)
        return case

    def issue(self, role, records=None):
        """Issue a certificate as somebody; returns it as that user."""
        records = self.subject if records is None else records
        action = act(self.as_user(role, records)).action_issue_certificate()
        self.assertEqual(action["type"], "ir.actions.report")
        return self.as_user(role)["tolerance.certificate"].browse(
            action["context"]["active_ids"]
        )

    def render(self, certificate):
        """Return the page as HTML, with the rights and language of its reader."""
        html, _type = certificate.env["ir.actions.report"]._render_qweb_html(
            "mistake_tolerance.report_certificate", certificate.ids
        )
        return html.decode()
