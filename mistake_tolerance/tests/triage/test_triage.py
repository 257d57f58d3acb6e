import base64
from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..case.case_common import CaseWalk
from ..case.test_shipped_walk import ShippedWalk
from ..common import act, logged_in


class TriageCase(CaseWalk):
    """A matter without a case, and its triage."""

    def make_matter(self, **values):
        return self.as_user("clerk")["tolerance.matter"].create(
            {
                "title": "Gate unwatched",
                "occurred_on": "2026-03-02",
                "subject_ids": [(6, 0, self.officer.tolerance_subject_id.ids)],
                **values,
            }
        )

    def prepare(self, way_out, matter=None, **values):
        matter = matter or self.make_matter()
        return matter.env["tolerance.triage"].create(
            {
                "matter_id": matter.id,
                "way_out": way_out,
                "verdict": "Found so.",
                "reason": "The log of the gate.",
                **values,
            }
        )

    def get_names(self, record):
        return record.sudo().activity_ids.activity_type_id.mapped("name")


@tagged("post_install", "-at_install")
class TestTriage(TriageCase):
    """Requirement: four ways out of a matter, each with verdict and reason (B36)."""

    def test_no_error_is_clarified(self):
        Triage = self.as_user("clerk")["tolerance.triage"]
        matter = self.make_matter()
        Triage = Triage.with_context(default_matter_id=matter.id)
        with logged_in(Triage.env), Form(Triage) as form:
            form.way_out = "clarification"
            form.verdict = "Nobody erred."
        triage = form.save()
        with self.assertRaises(UserError):
            act(triage).action_decide()
        triage.reason = "The gate was locked."
        act(triage).action_decide()
        self.assertEqual(triage.state, "decided")
        self.assertIn("Clarify That There Was No Error", self.get_names(triage))
        with self.assertRaises(UserError):
            act(triage).action_finish_clarification()
        triage.clarified = "Said in the meeting of the unit."
        act(triage).action_finish_clarification()
        self.assertEqual(triage.state, "done")
        self.assertFalse(self.get_names(triage))

    def test_an_error_without_tolerance_is_corrected(self):
        triage = self.prepare("correction")
        act(triage).action_decide()
        corrections = triage.env["tolerance.correction"].search(
            [("matter_id", "=", triage.matter_id.id)]
        )
        self.assertEqual(corrections.subject_id, self.officer.tolerance_subject_id)
        self.assertEqual(corrections.error, "Found so.")
        self.assertFalse(corrections.case_id)
        self.assertEqual(triage.state, "done")

    def test_a_violation_is_handed_over_with_receipt(self):
        triage = self.prepare("hand_over")
        with self.assertRaises(UserError):
            act(triage).action_decide()
        triage.organ = "Discipline Inspection Commission"
        act(triage).action_decide()
        self.assertIn("Hand Over the Matter", self.get_names(triage))
        today = self.company._tolerance_today()
        with self.assertRaises(UserError):
            act(triage).action_enter_receipt()
        triage.write({"handed_on": today, "handed_way": "Courier"})
        with self.assertRaises(ValidationError):
            triage.received_on = today - timedelta(days=1)
        scan = triage.env["ir.attachment"].create(
            {"name": "receipt.pdf", "datas": base64.b64encode(b"%PDF")}
        )
        triage.write(
            {
                "received_on": today,
                "received_by": "Reception",
                "receipt_ids": [(6, 0, scan.ids)],
            }
        )
        act(triage).action_enter_receipt()
        self.assertEqual(triage.state, "done")
        self.assertFalse(self.get_names(triage))

    def test_where_the_person_applies_first_they_are_told(self):
        triage = self.prepare("case")
        with self.assertRaises(UserError) as caught:
            act(triage).action_decide()
        self.assertIn("Register the accountability proceeding", str(caught.exception))
        triage.env["tolerance.proceeding"].create(
            {
                "matter_id": triage.matter_id.id,
                "organ": "Audit office",
                "started_on": self.company._tolerance_today(),
            }
        )
        act(triage).action_decide()
        self.assertFalse(triage.case_id)
        self.assertEqual(triage.state, "decided")

    def test_what_has_a_case_is_decided_there(self):
        case = self.accept()
        for way_out in ("case", "correction", "clarification"):
            triage = self.prepare(way_out, case.matter_id)
            with self.subTest(way_out), self.assertRaises(UserError):
                act(triage).action_decide()
            triage.unlink()

    def test_what_was_decided_stays(self):
        triage = self.prepare("clarification")
        with self.assertRaises(UserError):
            triage.state = "done"
        act(triage).action_decide()
        for values in ({"verdict": "Else"}, {"way_out": "case"}, {"organ": "X"}):
            with self.subTest(values), self.assertRaises(AccessError):
                triage.write(values)
        with self.assertRaises(AccessError):
            triage.unlink()
        with self.assertRaises(UserError):
            act(triage).action_decide()
        with self.assertRaises(UserError):
            act(triage).action_enter_receipt()

    def test_only_clerks_without_a_conflict(self):
        triage = self.prepare("clarification")
        for role in ("officer", "head", "hr_officer", "member"):
            with self.subTest(role), self.assertRaises(AccessError):
                act(self.as_user(role, triage)).action_decide()
        matter = triage.matter_id
        self.env["tolerance.conflict"]._add(
            [(matter.id, self.users["clerk"].id, "recused")], matter.sudo()
        )
        self.assertFalse(triage._filtered_access("read"))


@tagged("post_install", "-at_install")
class TestEarlyIntervention(TriageCase, ShippedWalk):
    """Requirement: the body itself takes a matter up before an application (F32)."""

    preset_code = "fujian_2018"

    def test_the_body_begins_and_the_applicant_joins(self):
        triage = self.prepare("case")
        act(triage).action_decide()
        case = triage.case_id
        self.assertEqual(triage.state, "done")
        self.assertEqual(case.current_step_id.kind, "early_intervention")
        self.assertEqual(case.party_ids.subject_id, self.officer.tolerance_subject_id)
        self.assertFalse(case.party_ids.application_id)
        self.assertEqual(case.clerk_id, self.users["clerk"])
        self.finish_step(case, "early_intervention")
        self.assertEqual(case.current_step_id.kind, "apply")
        application = self.file()
        self.answer(
            application, matter_choice="known", matter_id=case.matter_id.id, title=False
        )
        self.assertEqual(case.party_ids.application_id, application)
        self.assertEqual(case.current_step_id.kind, "inquiry")
