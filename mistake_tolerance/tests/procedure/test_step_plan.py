from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import act, logged_in
from .plan_common import PlanCase


@tagged("post_install", "-at_install")
class TestStepPlan(PlanCase):
    def test_the_decision_is_served_before_the_case_is_filed(self):
        optional = {"required": False}
        self.publish(steps={"feedback": optional, "disclosure": optional})
        case = self.accept()
        self.inquire(case)
        self.decide(case)
        self.assertEqual(case.current_step_id.kind, "filing")
        self.assertEqual(case._get_step_name(), "Serve the Decision in Writing")
        self.serve(case)
        self.assertEqual(case._get_step_name(), case.current_step_id.name)

    def test_kind_urgency_and_answer_decide_about_a_step(self):
        conditions = {
            "hearing": ({"what": "subject_kind", "value": "person"}, "applies"),
            "joint_review": ({"what": "subject_kind", "value": "unit"}, "left_out"),
            "legality_review": ({"what": "urgency", "value": "urgent"}, "open"),
        }
        self.publish(
            new=[
                self.hearing(condition, kind=kind)
                for kind, (condition, _state) in conditions.items()
            ]
        )
        case = self.accept()
        for kind, (_condition, state) in conditions.items():
            self.assertEqual(self.step(case, kind).plan_state, state)
        case.matter_id.urgency = "urgent"
        self.assertEqual(self.step(case, "legality_review").plan_state, "applies")
        case.matter_id.urgency = "ordinary"
        self.assertEqual(self.step(case, "legality_review").plan_state, "left_out")
        self.inquire(case)
        self.assertEqual(case.current_step_id.kind, "hearing")

    def test_an_answer_of_the_assessment_opens_a_step(self):
        draft = self.version.browse(self.version.action_new_draft()["res_id"])
        factor = draft.factor_ids.filtered(lambda factor: factor.scale == "met")[0]
        condition = {"what": "answer", "factor_id": factor.id, "value": "yes"}
        draft.step_ids = [Command.create(self.hearing(condition))]
        self.follow(draft)
        case = self.accept()
        inquiry = self.start_inquiry(case)
        self.assess(inquiry, self.enter_evidence(inquiry))
        lines = inquiry.assessment_ids.line_ids
        line = lines.filtered(lambda line: line.factor_id == factor)
        line.answer = "yes"
        hearing = self.step(case, "hearing")
        self.assertEqual(hearing.plan_state, "open")
        inquiry.report = "<p>Found.</p>"
        act(inquiry).action_close()
        self.assertEqual((hearing.plan_state, hearing.state), ("applies", "running"))

    def test_the_level_of_the_case_decides_about_a_step(self):
        draft = self.version.browse(self.version.action_new_draft()["res_id"])
        draft.level_ids = [
            Command.create({"name": name, "code": name})
            for name in ("bureau", "prison")
        ]
        bureau, prison = draft.level_ids
        condition = {"what": "level", "level_id": bureau.id}
        draft.step_ids = [Command.create(self.hearing(condition))]
        self.follow(draft)
        case = self.accept()
        self.inquire(case)
        self.assertFalse(case.current_step_id)
        case.level_id = bureau
        self.assertEqual(case.current_step_id.kind, "hearing")
        case.level_id = prison
        self.assertEqual(case.current_step_id.kind, "preliminary")

    def test_a_required_step_comes_before_the_application(self):
        self.publish(
            new=[
                {"kind": "early_intervention", "name": "Early Look", "sequence": 1},
            ]
        )
        with freeze_time("2026-06-01 02:00:00"):
            application = self.file(proceeding_started_on="2026-06-01")
            action = self.answer(application)
        case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
        early = self.step(case, "early_intervention")
        self.assertEqual(
            (early.state, str(early.started_on)), ("running", "2026-06-01")
        )
        self.assertEqual(self.step(case, "apply").state, "waiting")
        self.assertIn("Early Look", case.next_action)
        with self.assertRaisesRegex(UserError, "Early Look"):
            case.action_start_inquiry()
        with freeze_time("2026-06-03 02:00:00"):
            early.action_finish()
        for kind in ("apply", "endorse", "accept"):
            self.assertEqual(self.step(case, kind).state, "done")
        self.assertEqual(str(self.step(case, "apply").done_on), "2026-06-01")
        self.assertEqual(self.step(case, "inquiry").state, "running")
        self.inquire(case)
        self.decide(case)
        self.assertEqual(case.state, "decided")

    def test_each_step_of_a_kind_is_done_by_its_own_button(self):
        self.publish(
            new=[
                {
                    "kind": "appeal",
                    "name": name,
                    "sequence": sequence,
                    "required": False,
                }
                for name, sequence in (("First Look", 35), ("Second Look", 36))
            ]
        )
        case = self.accept()
        first, second = case.step_ids.filtered(
            lambda step: step.kind == "appeal"
        ).sorted()
        second.action_finish()
        self.assertEqual(second.state, "done")
        self.assertEqual(first.state, "skipped")


@tagged("post_install", "-at_install")
class TestStepLimit(PlanCase):
    def limit(self, kind, trigger, **vals):
        vals = {"limit": 3, "limit_unit": "day", "rolls_over": False, **vals}
        return {kind: {"limit_trigger": trigger, **vals}}

    def test_a_limit_runs_from_each_of_its_triggers(self):
        self.publish(
            steps={
                **self.limit("inquiry", "acceptance"),
                **self.limit("preliminary", "receipt"),
                **self.limit("decision", "notice"),
                **self.limit("feedback", "decision"),
                **self.limit("disclosure", "previous_step"),
                **self.limit("filing", "service"),
            }
        )
        with freeze_time("2026-06-01 02:00:00"):
            application = self.submit(proceeding_started_on="2026-05-28")
        with freeze_time("2026-06-02 02:00:00"):
            act(self.as_user("head", application)).action_forward()
        with freeze_time("2026-06-04 02:00:00"):
            action = self.answer(application)
            case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
        due = lambda kind: self.step(case, kind).due_on  # noqa: E731
        self.assertEqual(due("preliminary"), date(2026, 6, 5))
        self.assertEqual(due("inquiry"), date(2026, 6, 7))
        self.assertFalse(due("decision"))
        with freeze_time("2026-06-06 02:00:00"):
            case.proceeding_id.notified_on = "2026-06-05"
            self.assertEqual(due("decision"), date(2026, 6, 8))
            self.inquire(case)
        with freeze_time("2026-06-08 02:00:00"):
            self.decide(case)
            self.assertFalse(due("filing"))
        self.assertEqual(due("feedback"), date(2026, 6, 11))
        with freeze_time("2026-06-10 02:00:00"):
            self.serve(case)
        self.assertEqual(due("filing"), date(2026, 6, 13))
        self.assertEqual(due("disclosure"), False)

    def test_the_clerk_sees_until_when_to_answer(self):
        year = self.env["tolerance.calendar.year"].search([("year", "=", 2026)])
        self.publish(steps=self.limit("accept", "receipt", rolls_over=True))
        with freeze_time("2026-06-08 02:00:00"):
            application = self.as_user("clerk", self.file())
            self.assertEqual(application.answer_due_on, date(2026, 6, 11))
            self.assertFalse(application.answer_due_provisional)
            self.assertIn("June 11, 2026", application.next_action)
            year.is_announced = False
            application.invalidate_recordset()
            dialog = application.env["tolerance.application.answer"].new(
                {"application_id": application.id}
            )
            self.assertEqual(dialog.answer_due_on, date(2026, 6, 11))
            self.assertTrue(dialog.answer_due_provisional)
            self.assertTrue(dialog.due_provisional)
            self.answer(application)
        self.assertFalse(application.answer_due_on)

    def test_a_service_entered_late_keeps_its_day(self):
        self.publish(steps=self.limit("feedback", "decision"))
        with freeze_time("2026-06-08 02:00:00"):
            case = self.accept()
            self.inquire(case)
            self.decide(case)
        feedback = self.step(case, "feedback")
        self.assertEqual(feedback.due_on, date(2026, 6, 11))
        with freeze_time("2026-06-20 02:00:00"):
            self.serve(case, served_on="2026-06-10")
        self.assertEqual(feedback.state, "done")
        self.assertEqual(feedback.done_on, date(2026, 6, 10))
        self.assertFalse(feedback.is_breached)

    def test_a_decision_is_not_served_before_it_is_made(self):
        with freeze_time("2026-06-08 02:00:00"):
            case = self.accept()
            self.inquire(case)
            self.decide(case)
        for day in ("1990-01-01", "2026-06-07"):
            with self.subTest(day), self.assertRaises(ValidationError):
                self.serve(case, served_on=day)
        with self.assertRaises(ValidationError):
            case.proceeding_id.decision_sent_on = "2026-06-07"
        self.serve(case, served_on="2026-06-08")
        self.assertEqual(case._get_service_day(), date(2026, 6, 8))

    def test_a_notice_follows_the_start_of_the_proceeding(self):
        draft = self.draft(proceeding_started_on="2026-03-02")
        for values in (
            {"notified_on": "2026-03-01"},
            {"occurred_on": "2026-03-03"},
        ):
            with self.subTest(values), self.assertRaises(ValidationError):
                draft.write(values)
        draft.write({"notified_on": "2026-03-02", "occurred_on": "2026-03-02"})

    def test_an_application_can_be_due_from_the_notice(self):
        self.publish(steps=self.limit("apply", "notice", limit=1, limit_unit="month"))
        with freeze_time("2026-06-20 02:00:00"):
            draft = self.draft(proceeding_started_on="2026-03-02")
            self.assertTrue(draft.is_notice_asked)
            self.assertFalse(draft.due_on)
            with self.assertRaisesRegex(UserError, "Notice Received On"):
                act(draft).action_submit()
            draft.notified_on = "2026-06-10"
            self.assertEqual(draft.due_on, date(2026, 7, 10))
            act(draft).action_submit()
            self.assertFalse(draft.is_late)
            act(self.as_user("head", draft)).action_forward()
            action = self.answer(draft)
        case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
        self.assertEqual(case.proceeding_id.notified_on, date(2026, 6, 10))
        self.assertEqual(self.step(case, "apply").due_on, date(2026, 7, 10))

    def test_a_rest_day_moves_the_last_day_where_the_scheme_says_so(self):
        for rolls_over, day in ((False, date(2026, 6, 6)), (True, date(2026, 6, 8))):
            with self.subTest(rolls_over=rolls_over):
                self.publish(
                    steps=self.limit("inquiry", "previous_step", rolls_over=rolls_over)
                )
                login = "colleague" if rolls_over else "officer"
                with freeze_time("2026-06-03 02:00:00"):
                    case = self.accept(login, title=f"Gate {rolls_over}")
                self.assertEqual(self.step(case, "inquiry").due_on, day)

    def extend(self, step, **vals):
        with logged_in(step.env):
            return step.env["tolerance.case.step.extension"].create(
                {"step_id": step.id, "length": 2, "reason": "A witness is ill.", **vals}
            )

    def test_an_extension_moves_the_day_as_the_scheme_allows(self):
        body = self.version.step_ids.body_id[0]
        allowed = {
            "extension_count": 1,
            "extension_limit": 2,
            "extension_unit": "working_day",
            "extension_body_id": body.id,
        }
        self.publish(steps=self.limit("inquiry", "previous_step", **allowed))
        with freeze_time("2026-06-01 02:00:00"):
            case = self.accept()
            step = self.step(case, "inquiry")
            self.assertEqual(step.due_on, date(2026, 6, 4))
            for vals in (
                {"approval": "Minutes 4", "length": 3},
                {"approval": False},
                {"approval": "Minutes 4", "step_id": self.step(case, "decision").id},
            ):
                with self.subTest(vals=vals), self.assertRaises(UserError):
                    self.extend(step, **vals)
            extension = self.extend(step, approval="Minutes 4 of 1 June")
            self.assertEqual(step.due_on, date(2026, 6, 8))
            self.assertEqual(extension.until, date(2026, 6, 8))
            with self.assertRaisesRegex(UserError, "allows 1 extensions"):
                self.extend(step, approval="Minutes 5")
            with self.assertRaises(UserError):
                extension.reason = "Another one."
        self.assertIn("A witness is ill.", self.entries("step.extend").content)

    def test_without_an_extension_in_the_scheme_there_is_none(self):
        self.publish(steps=self.limit("inquiry", "previous_step"))
        step = self.step(self.accept(), "inquiry")
        self.assertFalse(step.extension_text)
        with self.assertRaisesRegex(UserError, "allows 0 extensions"):
            self.extend(step)

    def test_an_extension_after_the_day_does_not_undo_the_breach(self):
        allowed = {"extension_count": 1, "extension_limit": 9}
        self.publish(steps=self.limit("inquiry", "previous_step", **allowed))
        with freeze_time("2026-06-01 02:00:00"):
            step = self.step(self.accept(), "inquiry")
        with freeze_time("2026-06-05 02:00:00"):
            self.extend(step, length=9)
        self.assertTrue(step.is_breached)
        self.assertEqual(step.due_on, date(2026, 6, 17))

    def test_those_are_told_whom_the_scheme_names(self):
        upper = self.env["tolerance.body"].create(
            {"name": "Upper", "head_user_id": self.users["leader"].id}
        )
        Message = self.env["mail.message"]
        for when_missed, logins in (
            ("reminder", ()),
            ("head", ("member",)),
            ("upper_body", ("member", "leader")),
        ):
            with self.subTest(when_missed=when_missed):
                self.publish(
                    steps=self.limit("preliminary", "receipt", when_missed=when_missed)
                )
                body = self.version.step_ids.filtered(
                    lambda step: step.kind == "preliminary"
                ).body_id
                body.upper_body_id = upper
                with freeze_time("2026-06-01 02:00:00"):
                    case = self.accept(title=when_missed)
                    self.inquire(case)
                before = Message.search([])
                with freeze_time("2026-06-05 02:00:00"):
                    self.env["tolerance.case.step"]._cron_mark_breaches()
                    self.env["tolerance.case.step"]._cron_mark_breaches()
                step = self.step(case, "preliminary")
                self.assertTrue(step.is_breached)
                self.assertEqual((step.state, case.state), ("running", "deliberation"))
                todo = case.activity_ids.filtered(
                    lambda a: a.activity_type_id.name.startswith("Time Limit Missed")
                )
                self.assertEqual(todo.user_id, self.users["clerk"])
                told = (Message.search([]) - before).notified_partner_ids.user_ids
                self.assertEqual(
                    told & self.users["member"] | told & self.users["leader"],
                    self.env["res.users"].union(*(self.users[x] for x in logins)),
                )

    def test_both_bodies_of_a_shared_step_are_told(self):
        offices = self.env["tolerance.body"].create(
            [
                {"name": name, "kind": "office", "head_user_id": self.users[name].id}
                for name in ("member", "leader")
            ]
        )
        shared = {"body_id": offices[0].id, "partner_body_id": offices[1].id}
        steps = self.limit("inquiry", "previous_step", when_missed="head")
        steps["inquiry"] |= shared
        self.publish(steps=steps)
        with freeze_time("2026-06-01 02:00:00"):
            step = self.step(self.accept(), "inquiry")
        self.assertEqual(step.body_id | step.partner_body_id, offices)
        before = self.env["mail.message"].search([])
        with freeze_time("2026-06-05 02:00:00"):
            step._cron_mark_breaches()
        told = (self.env["mail.message"].search([]) - before).notified_partner_ids
        self.assertLessEqual(offices.head_user_id.partner_id, told)
