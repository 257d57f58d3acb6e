from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import act
from .plan_common import PlanCase


@tagged("post_install", "-at_install")
class TestCaseStep(PlanCase):
    def _step(self, case, kind):
        return case.step_ids.filtered(lambda step: step.kind == kind)

    def limit_inquiry(self):
        """Give the inquiry five working days, in the cases from now on."""
        limit = {"limit": 5, "limit_unit": "working_day", "rolls_over": False}
        self.publish(steps={"inquiry": {"limit_trigger": "previous_step", **limit}})

    def test_steps_come_from_the_version_with_their_labels(self):
        case = self.accept()
        self.assertEqual(case.step_ids.scheme_step_id.ids, self.version.step_ids.ids)
        done = case.step_ids.filtered(lambda step: step.state == "done")
        self.assertEqual(done.mapped("kind"), ["apply", "endorse", "accept"])
        self.assertEqual(self._step(case, "inquiry").state, "running")

    def test_no_limit_is_shown_as_open(self):
        case = self.accept()
        inquiry = self._step(case, "inquiry")
        self.assertFalse(inquiry.due_on)
        self.assertEqual(inquiry.limit_text, "Not prescribed by the source")

    def test_application_step_has_the_days_of_the_application(self):
        with freeze_time("2026-06-03 02:00:00"):
            application = self.submit(proceeding_started_on="2026-06-01")
        with freeze_time("2026-06-05 02:00:00"):
            application.invalidate_recordset()
            act(self.as_user("head", application)).action_forward()
            action = self.answer(application)
        case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
        step = self._step(case, "apply")
        self.assertEqual(str(step.started_on), "2026-06-01")
        self.assertEqual(str(step.due_on), "2026-06-10")
        self.assertEqual(str(step.done_on), "2026-06-03")
        self.assertFalse(step.is_breached)

    def test_required_steps_cannot_be_skipped(self):
        case = self.accept()
        for method in ("action_open_session", "action_file"):
            with self.subTest(method=method), self.assertRaises(UserError):
                getattr(case, method)()
        disclosure = self._step(case, "disclosure")
        with self.assertRaises(UserError):
            disclosure.action_finish()
        for kind in ("inquiry", "decision", "filing"):
            with self.subTest(kind=kind), self.assertRaises(UserError):
                self._step(case, kind).action_finish()

    def test_nobody_writes_a_step_by_hand(self):
        case = self.accept()
        step = self._step(case, "inquiry")
        for values in (
            {"state": "done"},
            {"done_on": "2026-01-01"},
            {"is_breached": False},
            {"scheme_step_id": self.version.step_ids[0].id},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                step.write(values)
        step.note = "Two interviews held."
        with self.assertRaises(AccessError):
            self.as_user("officer", step).read(["name"])

    def test_breach_is_noted_once_and_stays(self):
        self.limit_inquiry()
        with freeze_time("2026-06-01 02:00:00"):
            case = self.accept()
            step = self._step(case, "inquiry")
        self.assertEqual(str(step.due_on), "2026-06-08")
        with freeze_time("2026-06-08 02:00:00"):
            self.env["tolerance.case.step"]._cron_mark_breaches()
            self.assertFalse(step.is_breached)
        with freeze_time("2026-06-09 02:00:00"):
            self.env["tolerance.case.step"]._cron_mark_breaches()
            self.env["tolerance.case.step"]._cron_mark_breaches()
            self.assertTrue(step.is_breached)
            self.assertTrue(case.is_breached)
        entries = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "step.breach")]
        )
        self.assertEqual(len(entries), 1)

    def test_pause_moves_the_due_day_and_needs_a_reason(self):
        self.limit_inquiry()
        with freeze_time("2026-06-01 02:00:00"):
            case = self.accept()
            step = self._step(case, "inquiry")
        with freeze_time("2026-06-02 02:00:00"):
            pause = case.env["tolerance.case.step.pause"].create(
                {"step_id": step.id, "reason": "The only witness is in hospital."}
            )
            self.assertTrue(step.is_paused)
            self.assertIn("paused", case.next_action)
            with self.assertRaises(UserError):
                pause.reason = "Another one."
        with freeze_time("2026-06-09 02:00:00"):
            self.env["tolerance.case.step"]._cron_mark_breaches()
            self.assertFalse(step.is_breached)
        with freeze_time("2026-06-04 02:00:00"):
            pause.action_end()
        self.assertEqual(str(step.due_on), "2026-06-10")
        with self.assertRaises(UserError):
            pause.action_end()

    def test_only_a_running_step_pauses_and_only_by_a_clerk(self):
        case = self.accept()
        Pause = case.env["tolerance.case.step.pause"]
        with self.assertRaises(UserError):
            Pause.create(
                {"step_id": self._step(case, "decision").id, "reason": "Early."}
            )
        with self.assertRaises(AccessError):
            self.as_user("inquirer", Pause).create(
                {"step_id": self._step(case, "inquiry").id, "reason": "Mine."}
            )

    def test_next_action_is_always_said(self):
        case = self.accept()
        self.assertIn("Start Inquiry", case.next_action)
        inquiry = self.start_inquiry(case)
        self.assertIn("Complete the assessment", case.next_action)
        self.assess(inquiry, self.enter_evidence(inquiry))
        self.assertIn("Write the report", case.next_action)
        inquiry.report = "<p>Found.</p>"
        act(inquiry).action_close()
        self.assertIn("Open Session", case.next_action)
        session = self.open_session(case)
        self.assertIn("has to give an opinion", case.next_action)
        for ballot in self.get_ballots(session):
            own = ballot.with_user(ballot.user_id)
            self.fill(own)
            act(own).action_cast()
        self.assertIn("Close Session", case.next_action)

    def test_changing_the_proceeding_is_in_the_chain_of_the_case(self):
        case = self.accept()
        case.proceeding_id.final_handling = "No sanction."
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "proceeding.change")], limit=1
        )
        self.assertIn("No sanction.", entry.content)
        self.assertTrue(entry.chain)

    def test_case_answers_a_proceeding_of_its_own_matter(self):
        case = self.accept()
        other = self.accept("colleague", title="Another matter")
        with self.assertRaises(ValidationError):
            case.proceeding_id = other.proceeding_id

    def test_an_optional_step_that_no_longer_applies_can_come_back(self):
        loss = {"what": "loss", "comparison": "above", "value": "100000"}
        self.publish(new=[self.hearing(loss, required=False)])
        case = self.accept()
        hearing = self.step(case, "hearing")
        case.matter_id.is_loss_known = True
        self.assertEqual(hearing.state, "skipped")
        case.matter_id.loss_amount = 100001
        self.assertEqual(hearing.state, "waiting")
        case.matter_id.loss_amount = 100000
        self.inquire(case)
        self.decide(case)
        # The case has gone past it: no fact brings it back.
        case.matter_id.loss_amount = 100001
        self.assertEqual(hearing.state, "skipped")
