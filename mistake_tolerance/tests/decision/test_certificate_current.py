"""One certificate is current for one content; it is taken back where it was wrong."""

import re

from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import act
from .certificate_common import CertificateCase

NUMBER = "11010519491231002X"


@tagged("post_install", "-at_install")
class TestCertificateCurrent(CertificateCase):
    def _join(self):
        """Another record with the officer's number; returns it and the joining."""
        self.officer.identification_id = NUMBER
        twin = self.env["hr.employee"].create(
            {"name": self.officer.name, "identification_id": NUMBER}
        )
        self.assertEqual(twin.tolerance_subject_id, self.subject)
        match = self.env["tolerance.person.match"].search(
            [("subject_id", "=", self.subject.id), ("state", "=", "joined")]
        )
        return twin, match

    def _separate(self, match):
        match = self.as_user("hr_officer", match)
        match.separation_reason = "Seen in the personnel file."
        act(match).action_separate()

    def _public(self, employee):
        self.env.flush_all()
        return self.env["hr.employee.public"].browse(employee.id)

    def _count(self):
        return self.env["tolerance.certificate"].search_count([])

    def test_second_request_returns_the_current_certificate(self):
        self.decided()
        for role in ("hr_officer", "clerk", "officer"):
            with self.subTest(role):
                first = self.issue(role)
                before = self._count()
                self.assertEqual(self.issue(role), first)
                self.assertEqual(self._count(), before)
        entries = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "certificate.issue")]
        )
        self.assertEqual(len(entries), self._count())
        # From the employee, the application or an effect: the same content.
        issued = self.issue("hr_officer")
        self.assertEqual(self.issue("hr_officer", self._public(self.officer)), issued)

    def test_other_content_is_another_one(self):
        decision = self.decided().sudo().determination_ids
        first = self.issue("clerk")
        self.decided()
        second = self.issue("clerk")
        self.assertNotEqual(second, first)
        self.assertTrue(first.is_current, "it is still true")
        self.assertEqual(self.issue("clerk"), second)
        self.assertEqual(self.issue("clerk", decision), first)
        self.officer.name = "Test Officer Married"
        renamed = self.issue("clerk")
        self.assertNotIn(renamed, first | second)

    def test_separated_what_was_issued_meanwhile_is_withdrawn(self):
        self.decided()
        before = self.issue("hr_officer")
        self.env.cr.execute(
            "UPDATE tolerance_certificate SET issued_at = issued_at - interval '1 day'"
        )
        before.invalidate_recordset()
        self.decided()
        twin, match = self._join()
        meanwhile = self.issue("hr_officer", self._public(twin))
        own = self.issue("officer")
        self.assertTrue(meanwhile.is_current and own.is_current)
        self._separate(match)
        for certificate in (meanwhile, own):
            self.assertFalse(certificate.is_current or certificate.can_print)
            self.assertEqual(certificate.withdrawn_because, "separated")
            for refused in (
                certificate.action_print,
                lambda certificate=certificate: self.render(certificate),
            ):
                with self.assertRaisesRegex(UserError, "was withdrawn"):
                    refused()
        self.assertTrue(before.is_current, "issued before they were taken for one")
        self.assertFalse(before.withdrawn_at)
        entries = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "certificate.withdraw")]
        )
        self.assertEqual(set(entries.mapped("res_id")), {meanwhile.id, own.id})
        # The protected person gets a new one, the other none.
        again = self.issue("hr_officer")
        self.assertNotIn(again, meanwhile | own)
        self.assertTrue(again.is_current)
        with self.assertRaisesRegex(UserError, "no protection"):
            self.issue("hr_officer", self._public(twin))

    def test_confirmation_names_the_person(self):
        views = self.env["ir.ui.view"].search(
            [("arch_db", "ilike", "action_issue_certificate")]
        )
        for view in views:
            form = self.env[view.model].get_view(view_type="form")
            arch = etree.fromstring(form["arch"])
            shown = {node.get("name") for node in arch.iter("field")}
            (button,) = arch.xpath("//button[@name='action_issue_certificate']")
            with self.subTest(view.name):
                names = set(re.findall(r"\{(\w+)\}", button.get("confirm")))
                self.assertTrue(names)
                self.assertFalse(names - shown)
