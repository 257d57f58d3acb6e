from datetime import date, timedelta

import psycopg2
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from .common_care import CareCase


@tagged("post_install", "-at_install")
class TestCorrection(CareCase):
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

    def test_the_thread_does_not_name_who_decided(self):
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
        checker.action_verify()
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

    def test_what_is_missing_from_the_plan_is_named(self):
        as_clerk = self.as_user("clerk", self._decide().correction_ids)
        with self.assertRaisesRegex(UserError, "Measure.*Deadline.*Checker"):
            as_clerk.action_plan()
        as_clerk.write(self.plan_vals(measure_id=self.risk_measure.id))
        with self.assertRaisesRegex(UserError, "not a measure for tolerated parties"):
            as_clerk.action_plan()
        as_clerk.write(self.plan_vals(deadline=self.today - timedelta(days=1)))
        with self.assertRaisesRegex(UserError, "deadline is over"):
            as_clerk.action_plan()
        as_clerk.write(self.plan_vals(deadline=self.today))
        self.assertTrue(as_clerk.action_plan())

    def test_a_measure_of_another_regulation_is_refused(self):
        other = self.env["tolerance.scheme.version"].create(
            {
                "scheme_id": self.version.scheme_id.id,
                "number": 2,
                "measure_ids": [(0, 0, {"name": "Letter", "for_granted": True})],
            }
        )
        correction = self._decide().correction_ids
        with self.assertRaisesRegex(ValidationError, "another regulation"):
            self.as_user("clerk", correction).measure_id = other.measure_ids

    def test_nobody_checks_themselves(self):
        correction = self._decide().correction_ids
        as_clerk = self.as_user("clerk", correction)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.CheckViolation),
            self.cr.savepoint(),
        ):
            as_clerk.write(self.plan_vals(checker_id=self.users["officer"].id))
        as_clerk.write(
            self.plan_vals(
                responsible_id=self.users["head"].id,
                checker_id=self.users["officer"].id,
            )
        )
        with self.assertRaisesRegex(UserError, "nobody checks themselves"):
            as_clerk.action_plan()

    def test_who_reported_does_not_check(self):
        correction = self.make_planned(checker_id=self.users["clerk"].id)
        as_clerk = self.as_user("clerk", correction)
        as_clerk.write({"cause": "The device lagged.", "proof": "On paper."})
        as_clerk.action_report()
        self.assertFalse(as_clerk.can_verify)
        as_clerk.result = "Fine."
        with self.assertRaisesRegex(UserError, "another checker"):
            as_clerk.action_verify()

    def test_a_clerk_is_no_clerk_in_their_own_matter(self):
        self.users["officer"].group_ids += self.env.ref("mistake_tolerance.group_clerk")
        own = self.as_user("officer", self._decide().correction_ids)
        with self.assertRaises(AccessError):
            own.write(self.plan_vals())
        with self.assertRaisesRegex(UserError, "only a clerk"):
            own.action_plan()

    def test_only_the_checker_verifies_and_says_what_was_found(self):
        correction = self.make_planned()
        self.report(correction)
        with self.assertRaisesRegex(UserError, "only the checker"):
            self.as_user("clerk", correction).action_verify()
        with self.assertRaises(AccessError):
            self.as_user("officer", correction).action_verify()
        with self.assertRaisesRegex(UserError, "Finding of the Checker"):
            self.as_user("head", correction).action_verify()
        self.assertEqual(correction.state, "reported")

    def test_a_report_needs_cause_and_proof(self):
        correction = self.make_planned()
        own = self.as_user("officer", correction)
        with self.assertRaisesRegex(UserError, "Cause"):
            own.action_report()
        own.cause = "The device lagged."
        with self.assertRaisesRegex(UserError, "attach what shows it"):
            own.action_report()
        own.proof_attachment_ids = self.as_user("officer")["ir.attachment"].create(
            {"name": "list.txt", "raw": b"counted"}
        )
        own.action_report()
        self.assertEqual(correction.state, "reported")
        self.assertIn("sha256", self.get_entries(correction)[-1].content)
        attachment = correction.proof_attachment_ids
        self.assertEqual(
            self.as_user("head", attachment).raw, b"counted", "the checker reads it"
        )
        with self.assertRaises(AccessError):
            self.as_user("colleague", attachment).read(["raw"])
        with self.assertRaises(AccessError):
            self.as_user("officer", attachment).unlink()

    def test_sent_back_with_the_finding_and_reported_again(self):
        correction = self.make_planned()
        self.report(correction)
        checker = self.as_user("head", correction)
        checker.result = "No list for the second night."
        checker.action_send_back()
        self.assertEqual(correction.state, "planned")
        self.assertEqual(correction.return_reason, "No list for the second night.")
        self.assertFalse(correction.result)
        self.assertEqual(correction.return_count, 1)
        self.assertEqual(
            self.get_todo(correction, "report_correction"), self.users["officer"]
        )
        self.report(correction)
        self.assertEqual(correction.state, "reported")

    def test_a_plan_changes_only_by_planning_anew_with_a_reason(self):
        correction = self.make_planned()
        as_clerk = self.as_user("clerk", correction)
        later = self.today + timedelta(days=90)
        with self.assertRaisesRegex(AccessError, "Deadline"):
            as_clerk.deadline = later
        with self.assertRaisesRegex(UserError, "Reason for a New Plan"):
            as_clerk.action_replan()
        as_clerk.replan_reason = "The device comes in three months."
        as_clerk.action_replan()
        as_clerk.deadline = later
        as_clerk.action_plan()
        self.assertEqual(correction.deadline, later)
        replanned = self.get_entries(correction)[-2]
        self.assertEqual(replanned.verb, "correction.replan")
        self.assertIn(str(self.today + timedelta(days=10)), replanned.content)
        self.assertIn("The device comes in three months.", replanned.content)

    def test_a_verified_correction_does_not_change(self):
        correction = self.make_planned()
        self.report(correction)
        checker = self.as_user("head", correction)
        checker.result = "Seen."
        checker.action_verify()
        for user, vals in (
            ("clerk", {"error": "Nothing was wrong."}),
            ("officer", {"proof": "More."}),
            ("head", {"result": "Not seen."}),
        ):
            with self.subTest(user=user), self.assertRaises(AccessError):
                self.as_user(user, correction).write(vals)
        with self.assertRaisesRegex(AccessError, "stays on file"):
            correction.unlink()

    def test_the_person_writes_the_report_and_not_the_plan(self):
        correction = self.make_planned()
        own = self.as_user("officer", correction)
        own.lesson = "Count twice."
        for name, value in (
            ("error", "Nothing was wrong."),
            ("deadline", self.today + timedelta(days=99)),
            ("checker_id", self.users["colleague"].id),
            ("result", "Fine."),
        ):
            with self.subTest(name=name), self.assertRaises(AccessError):
                own.write({name: value})

    def test_who_sees_a_correction(self):
        correction = self.make_planned()
        seen = {
            role: bool(self.as_user(role)["tolerance.correction"].search([]))
            for role in self.users
        }
        expected = {role: role in ("clerk", "officer", "head") for role in self.users}
        self.assertEqual(seen, expected)
        own = self.as_user("officer", correction)
        self.assertEqual(own.matter_title, self.matter.title)
        for name in ("case_id", "matter_id", "determination_id"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                own.read([name])

    def test_another_company_sees_nothing(self):
        correction = self.make_planned()
        company = self.env["res.company"].create({"name": "Another agency"})
        clerk = self.users["clerk"]
        clerk.write({"company_ids": [(4, company.id)]})
        elsewhere = correction.with_user(clerk).with_context(
            allowed_company_ids=company.ids
        )
        self.assertFalse(elsewhere.search([]))

    def test_nobody_writes_the_state_or_opens_one_for_a_decision(self):
        correction = self._decide().correction_ids
        for role in ("clerk", "officer"):
            for vals in ({"state": "verified"}, {"is_breached": False}):
                with self.subTest(role=role, vals=vals):
                    with self.assertRaises(AccessError):
                        self.as_user(role, correction).write(vals)
        draft = self._draft(
            party=self._make_party(subject=self.colleague.tolerance_subject_id)
        )
        Correction = self.as_user("clerk")["tolerance.correction"]
        vals = {"matter_id": self.matter.id, "subject_id": self.subject.id}
        with self.assertRaises(AccessError):
            Correction.create({**vals, "state": "void"})
        with self.assertRaises(AccessError):
            Correction.with_context(default_state="void").create(vals)
        with self.assertRaises(AccessError):
            Correction.create({**vals, "determination_id": draft.id})

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

    def test_one_that_a_decision_asks_for_is_not_voided_by_hand(self):
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
        checker.action_verify()
        decision = correction.determination_id
        self.revoke(decision)
        self.assertEqual(correction.state, "verified")

    def test_a_case_is_not_filed_before_the_correction_is_planned(self):
        decision = self._decide()
        case = self.as_user("clerk", decision.case_id)
        refusals = case._get_filing_refusals()
        self.assertIn(self.subject.name, refusals[case.id])
        correction = self.as_user("clerk", decision.correction_ids)
        correction.write(self.plan_vals())
        self.assertTrue(case._get_filing_refusals(), "entered but not planned")
        correction.action_plan()
        self.assertFalse(case._get_filing_refusals())

    def test_a_case_of_refusals_needs_no_correction(self):
        decision = self._decide("refused", situation_ids=[])
        self.assertFalse(decision.case_id._get_filing_refusals())


@tagged("post_install", "-at_install")
class TestCorrectionDeadline(CareCase):
    def test_overdue_begins_at_midnight_of_the_agency(self):
        self.company.tolerance_tz = "Asia/Shanghai"
        with freeze_time("2026-03-01 02:00:00"):
            self.today = self.company._tolerance_today()
            correction = self.make_planned(deadline="2026-03-09")
        for moment, overdue in (
            ("2026-03-09 15:30:00", False),
            ("2026-03-09 16:30:00", True),  # 00:30 on the 10th in Shanghai
        ):
            with self.subTest(moment=moment), freeze_time(moment):
                correction.invalidate_recordset()
                self.assertEqual(correction.is_overdue, overdue)
                found = correction.search([("is_overdue", "=", True)])
                self.assertEqual(correction in found, overdue)
                others = correction.search([("is_overdue", "=", False)])
                self.assertEqual(correction in others, not overdue)

    def test_a_missed_run_reminds_later_once_and_the_breach_stays(self):
        with freeze_time("2026-03-01 02:00:00"):
            self.today = self.company._tolerance_today()
            correction = self.make_planned(deadline="2026-03-09")
        with freeze_time("2026-03-09 02:00:00"):
            self.run_cron("ir_cron_remind_corrections")
            self.assertFalse(correction.is_breached, "its last day is not late")
        with freeze_time("2026-03-20 02:00:00"):
            self.run_cron("ir_cron_remind_corrections")
            self.run_cron("ir_cron_remind_corrections")
            self.assertTrue(correction.is_breached)
            self.assertEqual(
                self.get_todo(correction, "correction_overdue"),
                self.users["officer"] | self.users["clerk"],
            )
            verbs = self.get_entries(correction).mapped("verb")
            self.assertEqual(verbs.count("correction.overdue"), 1)
            self.report(correction)
        self.assertTrue(correction.is_breached)
        self.assertFalse(self.get_todo(correction, "correction_overdue"))

    def test_a_late_report_is_late_without_any_run(self):
        with freeze_time("2026-03-01 02:00:00"):
            self.today = self.company._tolerance_today()
            correction = self.make_planned(deadline=date(2026, 3, 9))
        with freeze_time("2026-03-10 02:00:00"):
            self.report(correction)
        self.assertTrue(correction.is_breached)

    def test_one_that_fails_does_not_stop_the_others(self):
        with freeze_time("2026-03-01 02:00:00"):
            self.today = self.company._tolerance_today()
            first = self.make_planned(deadline="2026-03-09")
            party = self._make_party(subject=self.colleague.tolerance_subject_id)
            second = self._decide(party=party).correction_ids
            as_clerk = self.as_user("clerk", second)
            as_clerk.write(self.plan_vals(deadline="2026-03-09"))
            as_clerk.action_plan()
        # The later one is worked on first.
        failing, working = second, first
        model = type(first)
        remind = model._remind

        def fail_once(correction):
            if correction == failing:
                raise ValueError("broken")
            return remind(correction)

        self.patch(model, "_remind", fail_once)
        with (
            freeze_time("2026-03-20 02:00:00"),
            self.assertLogs("odoo.addons.mistake_tolerance.models.care.due", "ERROR"),
            self.assertLogs("odoo.addons.base.models.ir_cron", "ERROR"),
        ):
            self.run_cron("ir_cron_remind_corrections")
        (first | second).invalidate_recordset()
        self.assertFalse(failing.is_reminded)
        self.assertTrue(working.is_reminded)


@tagged("post_install", "-at_install")
class TestCorrectionRpc(CareCase, HttpCase):
    def test_no_client_writes_what_belongs_to_a_verb(self):
        correction = self.make_planned()
        self.authenticate("test_officer", "test_officer_pw")
        for method, vals in (
            ("write", {"state": "verified"}),
            ("web_save", {"state": "verified"}),
            ("write", {"deadline": "2099-01-01"}),
        ):
            kwargs = {"context": {"tolerance_verb": True}}
            if method == "web_save":
                kwargs["specification"] = {}
            with (
                self.subTest(method=method, vals=vals),
                mute_logger("odoo.http"),
                self.assertRaisesRegex(JsonRpcException, "AccessError"),
            ):
                self.make_jsonrpc_request(
                    "/web/dataset/call_kw",
                    {
                        "model": "tolerance.correction",
                        "method": method,
                        "args": [correction.ids, vals],
                        "kwargs": kwargs,
                    },
                )
        correction.invalidate_recordset()
        self.assertEqual(correction.state, "planned")

    def test_the_person_reports_over_rpc(self):
        correction = self.make_planned()
        self.authenticate("test_officer", "test_officer_pw")
        for method, args in (
            ("write", [{"cause": "The device lagged.", "proof": "A list."}]),
            ("action_report", []),
        ):
            self.make_jsonrpc_request(
                "/web/dataset/call_kw",
                {
                    "model": "tolerance.correction",
                    "method": method,
                    "args": [correction.ids, *args],
                    "kwargs": {},
                },
            )
        correction.invalidate_recordset()
        self.assertEqual(correction.state, "reported")
