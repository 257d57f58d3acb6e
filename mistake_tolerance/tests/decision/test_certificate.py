import json

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import act
from .certificate_common import CertificateCase

STRANGERS = ("colleague", "head", "supervisor", "auditor", "administrator", "clerk_two")


@tagged("post_install", "-at_install")
class TestCertificate(CertificateCase):
    """PEERS row 57: what binds HR, on paper, issued by few and for themself."""

    def test_certificate_states_areas_and_days(self):
        case = self.decided()
        decision = case.sudo().determination_ids
        html = self.render(self.issue("hr_officer"))
        for words in (
            "Test Officer",
            decision.name,
            case.sudo().matter_id.name,
            self.version.step_ids.grouped("kind")["decision"].body_id.name,
            "None runs",
        ):
            self.assertIn(words, html)
        self.assertTrue(decision.effect_ids)
        for line in decision.line_ids:
            self.assertIn(line.area_id.name, html)
            self.assertIn(line.scheme_area_id.citation, html)

    def test_certificate_holds_no_facts_of_the_case(self):
        case = self.decided()
        case.sudo().message_post(body="Whispered")
        html = self.render(self.issue("hr_officer"))
        for words in (
            "Gate unwatched",
            "left a gate unwatched",
            "Decided in a meeting",
            "Decided together",
            "Discipline Inspection Group",
            "Whispered",
            case.sudo().name,
        ):
            self.assertNotIn(words, html)

    def test_level_of_a_classified_case(self):
        case = self.decided()
        certificate = self.issue("hr_officer")
        case._do_classify("secret", "By the list of state secrets.")
        html = self.render(certificate)
        self.assertIn("Confidentiality level: Secret", html)

    def test_own_copy_bears_no_seal(self):
        self.decided()
        for role, own in (("hr_officer", False), ("clerk", False), ("officer", True)):
            with self.subTest(role):
                certificate = self.issue(role)
                html = self.render(certificate)
                self.assertEqual(certificate.is_own_copy, own)
                self.assertEqual("(Seal)" in html, not own)
                self.assertEqual("Self-service copy" in html, own)

    def test_certificate_buttons_are_on_forms_and_ask_first(self):
        """A button in a card or a row is hit by chance; the others ask first."""
        views = self.env["ir.ui.view"].search(
            [("arch_db", "ilike", "action_issue_certificate")]
        )
        self.assertGreaterEqual(len(views), 6)
        for view in views:
            self.assertEqual(view.type, "form", view.name)
            tree = etree.fromstring(view.arch_db)
            # with a position it is no button but the place of another view's
            for button in tree.xpath(
                "//button[@name='action_issue_certificate'][not(@position)]"
            ):
                self.assertTrue(button.get("confirm"), view.name)

    def test_only_hr_and_clerk_issue_certificates(self):
        case = self.decided()
        decision = case.sudo().determination_ids
        for role in ("hr_officer", "clerk", "officer"):
            with self.subTest(role):
                certificate = self.issue(role)
                self.assertEqual(certificate.issuer_id, self.users[role])
                self.assertEqual(certificate.sudo().effect_ids, decision.effect_ids)
                self.assertIn(decision.name, self.render(certificate))
        for role in STRANGERS:
            with self.subTest(role), self.assertRaises(UserError):
                self.issue(role)

    def test_buttons_say_who_issues(self):
        case = self.decided()
        application = case.party_ids.application_id
        effect = case.sudo().determination_ids.effect_ids[0]
        public = self.env["hr.employee.public"].browse(self.officer.id)
        for role, records in (
            ("hr_officer", public),
            ("hr_officer", effect),
            ("clerk", case.sudo().determination_ids),
            ("officer", application),
            ("officer", public),
            ("officer", effect),
        ):
            with self.subTest(role, model=records._name):
                own = self.as_user(role, records.sudo(False))
                self.assertTrue(own.tolerance_can_certify)
                self.assertTrue(self.issue(role, own).sudo().effect_ids)
        for role in STRANGERS:
            own = self.as_user(role, public)
            self.assertFalse(own.tolerance_can_certify, role)

    def test_from_a_decision_that_decision_alone(self):
        first = self.decided().sudo().determination_ids
        second = self.decided().sudo().determination_ids
        certificate = self.issue("clerk", first)
        self.assertEqual(certificate.effect_ids.determination_id, first)
        html = self.render(self.issue("officer"))
        self.assertIn(first.name, html)
        self.assertIn(second.name, html)

    def test_a_unit(self):
        application = self.file("head", kind="unit", department_id=self.unit.id)
        action = self.answer(application)
        case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
        self.inquire(case)
        self.decide(case)
        for role in ("hr_officer", "head"):
            html = self.render(self.issue(role, self.unit))
            self.assertIn("Test Ward One", html)
            self.assertIn("Annual Target Appraisal of Units", html)
        with self.assertRaises(AccessError):
            self.issue("officer", self.unit)

    def test_a_conflict_closes_it(self):
        case = self.decided()
        certificate = self.issue("hr_officer")
        self.env["tolerance.conflict"]._add(
            [(case.matter_id.id, self.users["hr_officer"].id, "recused")],
            case.matter_id.sudo(),
        )
        with self.assertRaises(AccessError):
            self.render(certificate)
        with self.assertRaises(AccessError):
            certificate.action_print()
        with self.assertRaisesRegex(UserError, "none is in force, or it is not yours"):
            self.issue("hr_officer")

    def test_somebody_with_nothing(self):
        with self.assertRaisesRegex(UserError, "no protection of Test Officer"):
            self.issue("hr_officer")
        with self.assertRaisesRegex(UserError, "no protection of Test Officer"):
            self.issue("officer")
        self.assertFalse(self.env["tolerance.certificate"].search([]))

    def test_revoked_decision_cannot_be_certified(self):
        decision = self.decided().sudo().determination_ids
        certificate = self.issue("hr_officer")
        self.assertTrue(certificate.is_current and certificate.can_print)
        own = decision.with_env(self.as_user("leader"))
        own.revocation_reason = "New facts."
        act(own).action_revoke()
        certificate.invalidate_recordset()
        self.assertFalse(certificate.is_current or certificate.can_print)
        for refused in (certificate.action_print, lambda: self.render(certificate)):
            with self.assertRaisesRegex(UserError, "has ended since"):
                refused()
        with self.assertRaisesRegex(UserError, "no protection"):
            self.issue("hr_officer")

    def test_influence_period_and_cap(self):
        action = self.version.action_new_draft()
        self.version = self.version.browse(action["res_id"])
        self.version.degree_ids.filtered(
            lambda degree: degree.kind == "lighter"
        ).area_effect = "reduced"
        self.version.example_ids.unlink()  # one of them expects it otherwise
        act(self.as_user("administrator", self.version)).action_publish()
        self.situation = self.version.situation_ids.sorted("number")[0]
        self.degrees = self.version.degree_ids.grouped("kind")
        case = self.accept()
        self.inquire(case)
        self.hold_session(case, "lighter")
        self.hold_session(case, "lighter")
        draft = self.as_user("leader")["tolerance.determination"].search(
            [("case_id", "=", case.id)]
        )
        draft.write({"influence_from": "2026-01-01", "influence_until": "2199-12-31"})
        reduced = draft.line_ids.filtered(lambda li: li.form == "deduction_reduced")
        reduced[0].cap_points = 2.5
        reduced[1:].write({"no_points": True})
        act(draft).action_confirm()
        html = self.render(self.issue("hr_officer"))
        self.assertIn("Runs until December 31, 2199", html)
        self.assertIn("may deduct 2.5 points", html)
        # No row says that a deduction is reduced, and beside it that there is none.
        rows = html.count("No points deducted for the matter.")
        self.assertEqual(html.count("Deduction Waived"), rows)
        self.assertEqual(html.count("Deduction Reduced"), 1)
        # What begins after the period is there with its day.
        self.assertIn("January 1, 2200", html)

    def test_a_hold(self):
        self.company.tolerance_hold_days = 30
        case = self.accept()
        html = self.render(self.issue("hr_officer"))
        self.assertIn("Not decided yet: on hold", html)
        self.assertIn("On Hold until Decided", html)
        self.assertIn(case.sudo().matter_id.name, html)
        self.assertIn("Agency setting", html)

    def test_issue_is_in_the_ledger(self):
        decision = self.decided().sudo().determination_ids
        certificate = self.issue("hr_officer")
        entry = self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", certificate._name), ("res_id", "=", certificate.id)]
        )
        self.assertEqual(entry.verb, "certificate.issue")
        self.assertEqual(entry.number, certificate.name)
        self.assertEqual(entry.author_id, self.users["hr_officer"].id)
        payload = json.loads(entry.payload)
        self.assertEqual(payload["subject"], self.subject.id)
        self.assertEqual(
            {row["area"] for row in payload["effects"]},
            set(decision.effect_ids.area_id.mapped("code")),
        )
        self.assertEqual(certificate.entry_hash, entry.hash)
        self.assertIn(entry.hash, self.render(certificate))

    def test_certificate_cannot_be_created_or_changed_by_hand(self):
        self.decided()
        certificate = self.issue("hr_officer")
        with self.assertRaises(AccessError):
            certificate.write({"name": "ZM-1"})
        with self.assertRaises(AccessError):
            certificate.sudo().write({"issuer_id": self.users["officer"].id})
        with self.assertRaises(AccessError):
            certificate.sudo().unlink()
        with self.assertRaises(AccessError):
            certificate.sudo().create(
                {
                    "name": "ZM-1",
                    "subject_id": self.subject.id,
                    "company_id": self.company.id,
                    "issuer_id": self.env.uid,
                    "issued_at": "2026-03-02 08:00:00",
                }
            )

    def test_buttons_of_a_list_cost_no_query_a_row(self):
        case = self.decided()
        ids = case.sudo().determination_ids.effect_ids.ids
        Effect = self.as_user("hr_officer")["tolerance.effect"]
        Effect.browse(ids).mapped("tolerance_can_certify")
        self.env.flush_all()
        counts = []
        for records in (Effect.browse(ids[:1]), Effect.browse(ids)):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.mapped("tolerance_can_certify")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertGreater(len(ids), 3)
        self.assertLessEqual(counts[1], counts[0])
