from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..common import act
from .common_care import CareCase


@tagged("post_install", "-at_install")
class TestCorrection(CareCase):
    """From the decision that asks for it to the finding that it was put right."""

    def test_each_degree_that_tolerates_opens_a_correction_and_a_refusal_none(self):
        people = (self.officer, self.colleague, self.head)
        for kind, employee in zip(
            ("exempt", "lighter", "reduced"), people, strict=True
        ):
            with self.subTest(kind=kind):
                party = self._make_party(subject=employee.tolerance_subject_id)
                decision = self._decide(kind, party=party, influence_until="2026-12-31")
                correction = decision.correction_ids
                self.assertEqual(correction.state, "open")
                self.assertEqual(correction.subject_id, party.subject_id)
                self.assertEqual(correction.matter_id, self.matter)
                self.assertEqual(correction.responsible_id, employee.user_id)
                self.assertEqual(
                    self.get_todo(correction, "plan_correction"), self.users["clerk"]
                )
        unit = self._make_party(subject=self.unit.tolerance_subject_id)
        refused = self._decide("refused", party=unit, situation_ids=[])
        self.assertFalse(refused.correction_ids)

    def test_a_tolerated_unit_has_its_head_put_it_right(self):
        party = self._make_party(subject=self.unit.tolerance_subject_id)
        correction = self._decide(party=party).correction_ids
        self.assertEqual(correction.responsible_id, self.users["head"])

    def test_messages_do_not_name_the_deciders(self):
        decision = self._decide()
        for record in (
            decision.correction_ids,
            decision.follow_up_ids,
            *decision.follow_up_ids.talk_ids,
        ):
            partner = self.decider.partner_id
            self.assertNotIn(partner, record.message_partner_ids)
            self.assertNotIn(partner, record.message_ids.author_id)

    def test_a_draft_opens_nothing(self):
        self.assertFalse(self._draft().correction_ids)

    def test_from_plan_to_verified(self):
        correction = self.make_planned()
        self.assertEqual(correction.state, "planned")
        self.assertFalse(self.get_todo(correction, "plan_correction"))
        self.assertEqual(
            self.get_todo(correction, "report_correction"), self.users["officer"]
        )
        self.report(correction)
        self.assertEqual(correction.reported_by_id, self.users["officer"])
        self.assertEqual(
            self.get_todo(correction, "check_correction"), self.users["head"]
        )
        checker = self.as_user("head", correction)
        checker.result = "Seen on two nights."
        act(checker).action_verify()
        self.assertEqual(correction.state, "verified")
        self.assertFalse(correction.activity_ids)
        self.assertFalse(correction.is_breached)
        entries = self.get_entries(correction)
        self.assertEqual(
            entries.mapped("verb"),
            [f"correction.{v}" for v in ("open", "plan", "report", "verify")],
        )
        chain = f"tolerance.case,{correction.case_id.id}"
        self.assertEqual(set(entries.mapped("chain")), {chain})

    def test_a_clerk_opens_one_for_a_matter_without_a_case(self):
        Correction = self.as_user("clerk")["tolerance.correction"]
        with Form(Correction) as form:
            form.matter_id = self.as_user("clerk", self.other_matter)
            form.error = "The report came late."
        correction = form.record
        self.assertEqual(correction.subject_id, self.subject)
        self.assertFalse(correction.case_id)
        entry = self.get_entries(correction.with_env(self.env))
        self.assertEqual(entry.verb, "correction.open")
        self.assertFalse(entry.chain)
        with self.assertRaisesRegex(UserError, "Reason for Voiding"):
            correction.action_void()
        correction.void_reason = "Entered twice."
        correction.action_void()
        self.assertEqual(correction.state, "void")

    def test_mandatory_correction_cannot_be_voided(self):
        correction = self._decide().correction_ids
        as_clerk = self.as_user("clerk", correction)
        self.assertFalse(as_clerk.can_void)
        as_clerk.void_reason = "Too much work."
        with self.assertRaisesRegex(UserError, "mandatory"):
            as_clerk.action_void()

    def test_revoking_voids_what_is_open_and_deletes_nothing(self):
        correction = self.make_planned()
        decision = correction.determination_id
        self.revoke(decision)
        self.assertEqual(correction.state, "void")
        self.assertEqual(correction.void_reason, "Decided on a forged paper.")
        self.assertFalse(correction.activity_ids)
        self.assertEqual(self.get_entries(correction)[-1].verb, "correction.void")
        again = self._decide(party=decision.party_id)
        self.assertEqual(again.correction_ids.state, "open")

    def test_revoking_leaves_what_was_verified(self):
        correction = self.make_planned()
        self.report(correction)
        checker = self.as_user("head", correction)
        checker.result = "Seen."
        act(checker).action_verify()
        decision = correction.determination_id
        self.revoke(decision)
        self.assertEqual(correction.state, "verified")

    def test_a_case_is_not_filed_before_the_correction_is_planned(self):
        decision = self._decide()
        case = self.as_user("clerk", decision.case_id)
        self.assertIn(self.subject.name, case._get_filing_refusal())
        correction = self.as_user("clerk", decision.correction_ids)
        correction.write(self.plan_vals())
        self.assertTrue(case._get_filing_refusal(), "entered but not planned")
        correction.action_plan()
        self.assertFalse(case._get_filing_refusal())

    def test_a_case_of_refusals_needs_no_correction(self):
        decision = self._decide("refused", situation_ids=[])
        self.assertFalse(decision.case_id._get_filing_refusal())
