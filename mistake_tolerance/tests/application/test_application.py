import base64

from freezegun import freeze_time
from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from ...models.application.application_workflow import NEEDED
from ..case.case_common import CaseWalk
from ..common import act, logged_in


@tagged("post_install", "-at_install")
class TestApplication(CaseWalk):
    def test_form_proposes_what_is_known(self):
        Application = self.as_user("officer")["tolerance.application"]
        with logged_in(Application.env), Form(Application) as form:
            self.assertEqual(form.department_id, self.unit)
            form.organ = "Audit office"
            form.proceeding_started_on = "2026-06-01"
        application = form.save()
        self.assertEqual(application.version_id, self.version)
        self.assertEqual(application.subject_id, self.officer.tolerance_subject_id)
        self.assertEqual(application.display_name, "Draft application")

    def test_submitting_says_what_is_missing(self):
        application = self.draft(statement=False, organ=False)
        with self.assertRaises(UserError) as caught:
            act(application).action_submit()
        self.assertIn("Accountability Organ", str(caught.exception))
        application.write({"statement": "No gain.", "organ": "Audit office"})
        act(application).action_submit()
        self.assertEqual(application.state, "with_unit")

    def test_receipt_names_number_and_day(self):
        with freeze_time("2026-06-03 02:00:00"):
            application = self.submit(proceeding_started_on="2026-06-01")
        self.assertIn(application.name, application.receipt)
        self.assertIn("June 3, 2026", application.receipt)
        self.assertIn("June 10, 2026", application.receipt)

    def test_words_of_the_applicants_page_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        with freeze_time("2026-06-03 02:00:00"):
            application = self.submit(proceeding_started_on="2026-06-01")
            chinese = application.with_context(lang="zh_CN")
            receipt = chinese._get_receipt(application.name, application.submitted_on)
            # Nobody applies for themself in the third person.
            self.assertEqual(receipt.count(application.user_id.name), 1)
            self.assertIn("本人提出的容错申请", receipt)
            self.assertIn("2026年6月3日", receipt)
            self.assertIn("待转报（期限至2026年6月", chinese.progress)
            self.assertIn("待作受理决定", chinese.progress)
            self.assertNotIn("已转报", chinese.progress)
            self.assertIn("逾期自动转报", chinese.next_action)

    def test_banner_follows_what_is_filled_in(self):
        Application = self.as_user("officer")["tolerance.application"]
        with logged_in(Application.env), Form(Application) as form:
            self.assertIn("Fill in the form", form.next_action)
            form.what_happened = "The evening count was one short."
            form.save()
            self.assertIn("fill in", form.next_action)
            self.assertNotIn("What Happened", form.next_action)
            form.organ = "Supervision Office"
            self.assertNotIn("Organ", form.next_action)

    def test_the_form_marks_what_has_to_be_filled_in(self):
        Application = self.as_user("officer")["tolerance.application"]
        arch = etree.fromstring(Application.get_view(view_type="form")["arch"])
        for name in NEEDED:
            fields = arch.xpath(f"//field[@name='{name}'][@readonly='not can_submit']")
            for field in fields:
                with self.subTest(name=name):
                    self.assertIn("o_tolerance_needed", field.get("class", ""))

    def test_unit_forwards_with_its_opinion(self):
        application = self.submit()
        head = self.as_user("head", application)
        head.unit_opinion = "We support it."
        act(head).action_forward()
        self.assertEqual(application.state, "filed")
        self.assertEqual(application.filing_way, "unit")
        with self.assertRaises(AccessError):
            head.unit_opinion = "We do not."

    def test_only_the_head_of_the_unit_forwards(self):
        application = self.submit()
        with self.assertRaises(UserError):
            act(application).action_forward()
        with self.assertRaises(AccessError):
            act(self.as_user("colleague", application)).action_forward()
        with self.assertRaises(AccessError):
            application.unit_opinion = "I support myself."

    def test_unit_cannot_hold_it_back(self):
        with freeze_time("2026-06-02 02:00:00"):
            application = self.submit(proceeding_started_on="2026-06-01")
            self.assertFalse(application.can_submit_directly)
            with self.assertRaises(UserError):
                act(application).action_submit_directly()
        with freeze_time("2026-06-05 02:00:00"):
            application.invalidate_recordset()
            act(application).action_submit_directly()
        self.assertEqual(application.filing_way, "direct")
        self.assertEqual(str(application.submitted_on), "2026-06-02")

    def test_submitted_directly_on_the_last_day_of_the_limit(self):
        with freeze_time("2026-06-10 02:00:00"):
            application = self.submit(proceeding_started_on="2026-06-01")
            self.assertFalse(application.is_late)
            act(application).action_submit_directly()
        self.assertEqual(application.state, "filed")

    def test_lapse_files_by_itself(self):
        with freeze_time("2026-06-02 02:00:00"):
            application = self.submit(proceeding_started_on="2026-06-01")
        with freeze_time("2026-06-04 02:00:00"):
            self.env["tolerance.application"]._cron_forward_overdue()
            self.assertEqual(application.state, "with_unit")
        with freeze_time("2026-06-05 02:00:00"):
            application.invalidate_recordset()
            self.env["tolerance.application"]._cron_forward_overdue()
        self.assertEqual(application.state, "filed")
        self.assertEqual(application.filing_way, "lapse")

    def test_head_of_the_unit_has_no_superior_to_ask(self):
        application = self.submit("head")
        self.assertEqual(application.state, "filed")
        self.assertEqual(application.filing_way, "direct")

    def test_head_of_the_unit_above_forwards_for_the_head(self):
        parent = self.env["hr.department"].create({"name": "Test Bureau"})
        parent.manager_id = self.colleague
        self.unit.parent_id = parent
        application = self.submit("head")
        self.assertEqual(application.unit_head_id, self.users["colleague"])

    def test_unit_applies_by_its_head_only(self):
        application = self.submit("head", kind="unit")
        self.assertEqual(application.subject_id, self.unit.tolerance_subject_id)
        with self.assertRaises(UserError):
            self.submit("officer", kind="unit")
        other = self.as_user("colleague")["tolerance.application"].create({})
        with self.assertRaises(UserError):
            other.write({"subject_id": self.officer.tolerance_subject_id.id})
        forged = self.as_user("colleague")["tolerance.application"].create(
            {"subject_id": self.officer.tolerance_subject_id.id}
        )
        self.assertEqual(forged.subject_id, self.colleague.tolerance_subject_id)

    def test_application_for_another_person_is_refused(self):
        application = self.as_user("colleague")["tolerance.application"].create(
            {"user_id": self.users["officer"].id}
        )
        self.assertEqual(application.user_id, self.users["colleague"])

    def test_submitted_application_is_fixed(self):
        application = self.submit()
        with self.assertRaises(AccessError):
            application.statement = "Something else."
        with self.assertRaises(AccessError):
            self.as_user("head", application).statement = "Guilty."
        act(self.as_user("head", application)).action_forward()
        with self.assertRaises(AccessError):
            self.as_user("clerk", application).statement = "Guilty."

    def test_returned_for_completion_keeps_the_day(self):
        with freeze_time("2026-06-02 02:00:00"):
            application = self.file(proceeding_started_on="2026-06-01")
        with freeze_time("2026-06-20 02:00:00"):
            self.answer(application, decision="return", reason="Add the minutes.")
            self.assertEqual(application.state, "returned")
            application.statement = "With the minutes."
            act(application).action_submit()
        self.assertEqual(application.state, "filed")
        self.assertEqual(str(application.submitted_on), "2026-06-02")
        self.assertFalse(application.is_late)

    def test_not_accepted_with_reasons_is_served(self):
        application = self.file()
        with self.assertRaises(UserError):
            self.answer(application, decision="refuse", ground="excluded")
        self.answer(
            application, decision="refuse", ground="excluded", reason="Clearly knowing."
        )
        self.assertEqual(application.state, "not_accepted")
        self.assertIn("Clearly knowing.", application.served_text)
        self.assertTrue(application.served_on)
        # To the applicant the dialog says why, with the articles it rests on.
        Why = self.as_user("officer")["tolerance.why"].with_context(
            default_res_model=application._name, default_res_id=application.id
        )
        content = str(Form(Why).content)
        self.assertIn("Clearly knowing.", content)
        step = self.version.step_ids.filtered(lambda step: step.kind == "accept")
        for ground in (*self.version._get_exclusions(), step, self.situation):
            self.assertIn(ground.display_name, content)
        self.assertFalse(
            self.env["tolerance.case"].search(
                [("party_ids.application_id", "=", application.id)]
            )
        )

    def test_only_a_clerk_answers_and_never_on_oneself(self):
        application = self.file()
        for login in ("head", "hr_officer", "administrator"):
            with self.subTest(login=login), self.assertRaises(UserError):
                act(self.as_user(login, application)).action_answer()
        self.users["officer"].group_ids += self.env.ref("mistake_tolerance.group_clerk")
        with self.assertRaises(UserError):
            act(application).action_answer()
        act(self.as_user("clerk", application)).action_answer()

    def test_applicant_sees_progress_and_nothing_of_the_case(self):
        application = self.file()
        self.answer(application)
        self.assertIn("Verification", application.progress)
        self.assertNotIn("inquirer", application.progress)
        with self.assertRaises(AccessError):
            application.read(["party_ids"])
        for model in ("case", "matter", "proceeding", "inquiry", "evidence", "ballot"):
            with self.subTest(model=model), self.assertRaises(AccessError):
                application.env[f"tolerance.{model}"].search([])

    def test_readers_of_an_application(self):
        application = self.submit()
        clerk = self.as_user("clerk", application)
        self.assertEqual(clerk.name, application.name)
        for login in ("colleague", "hr_officer", "auditor", "administrator", "member"):
            with self.subTest(login=login), self.assertRaises(AccessError):
                self.as_user(login, application).read(["statement"])
        draft = self.draft()
        with self.assertRaises(AccessError):
            self.as_user("clerk", draft).read(["statement"])

    def test_readers_of_the_application_read_its_uploads(self):
        upload = self.as_user("officer")["ir.attachment"].create(
            {"name": "plan.txt", "datas": base64.b64encode(b"plan")}
        )
        foreign = self.as_user("colleague")["ir.attachment"].create(
            {"name": "own.txt", "datas": base64.b64encode(b"own")}
        )
        application = self.draft(attachment_ids=[(6, 0, upload.ids)])
        self.assertEqual(upload.res_id, application.id)
        with self.assertRaises(AccessError):
            application.write({"attachment_ids": [(4, foreign.id)]})
        self.assertFalse(foreign.res_id)

    def test_next_person_is_told(self):
        application = self.submit()
        activities = application.sudo().activity_ids
        self.assertEqual(activities.user_id, self.users["head"])
        act(self.as_user("head", application)).action_forward()
        activities = application.sudo().activity_ids
        self.assertEqual(activities.user_id, self.users["clerk"])


@tagged("post_install", "-at_install")
class TestApplicationRpc(CaseWalk, HttpCase):
    def _call(self, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            "/web/dataset/call_kw",
            {
                "model": "tolerance.application",
                "method": method,
                "args": args,
                "kwargs": kwargs,
            },
        )

    def test_client_cannot_write_workflow_fields(self):
        application = self.draft()
        self.authenticate("test_officer", "test_officer_pw")
        for values in (
            {"state": "accepted"},
            {"submitted_on": "2026-01-01"},
            {"served_text": "Exempt."},
            {"user_id": self.users["colleague"].id},
        ):
            for context in ({}, {"tolerance_permit": True}):
                with (
                    self.subTest(values=values, context=context),
                    mute_logger("odoo.http"),
                    self.assertRaisesRegex(JsonRpcException, "AccessError"),
                ):
                    self._call("write", application.ids, values, context=context)
        for values, context in (
            ({"state": "filed"}, {}),
            ({}, {"default_state": "filed"}),
            ({}, {"default_served_text": "Exempt."}),
        ):
            with (
                self.subTest(values=values, context=context),
                mute_logger("odoo.http"),
                self.assertRaisesRegex(JsonRpcException, "AccessError"),
            ):
                self._call("create", [values], context=context)
        for method in ("_write_unlocked", "_do_receive", "_do_serve"):
            with (
                self.subTest(method=method),
                mute_logger("odoo.http"),
                self.assertRaisesRegex(JsonRpcException, "AccessError"),
            ):
                self._call(method, application.ids, "direct")

    def test_actions_of_other_roles_are_refused_over_rpc(self):
        application = self.submit()
        self.authenticate("test_colleague", "test_colleague_pw")
        for method in ("action_submit", "action_forward", "action_answer"):
            with (
                self.subTest(method=method),
                mute_logger("odoo.http"),
                self.assertRaisesRegex(JsonRpcException, "AccessError"),
            ):
                self._call(method, application.ids)
