from lxml import html

from odoo.tests import tagged
from odoo.tools.misc import format_date

from ..case.case_common import CaseWalk


@tagged("post_install", "-at_install")
class TestNotice(CaseWalk):
    """What leaves the house says what to do and by when, and no more than it may."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users["head"].write({"notification_type": "email"})
        cls.users["head"].email = "head@example.org"

    def _get_mail(self, record):
        return self.env["mail.mail"].search(
            [("model", "=", record._name), ("res_id", "=", record.id)],
            order="id desc",
            limit=1,
        )

    def test_a_mail_says_number_act_and_day_and_has_one_button(self):
        application = self.submit().sudo()
        todo = application.activity_ids
        mail = self._get_mail(application)
        body = html.fromstring(str(mail.body_html))
        text = body.text_content()
        self.assertIn(application.name, text)
        self.assertIn("Forward the Application", text)
        self.assertIn(format_date(self.env, todo.date_deadline), text)
        for secret in (self.officer.name, application.what_happened):
            self.assertNotIn(secret, text)
        button = body.xpath("//a")
        self.assertEqual(
            [a.text_content() for a in button], ["Forward the Application"]
        )
        sent = mail._prepare_outgoing_list()
        self.assertEqual(
            {one["subject"] for one in sent},
            {f"{application.name} · Forward the Application"},
        )

    def test_a_push_says_the_same(self):
        application = self.submit().sudo()
        message = self.env["mail.message"].search(
            [
                ("model", "=", application._name),
                ("res_id", "=", application.id),
                ("partner_ids", "in", self.users["head"].partner_id.ids),
            ],
            limit=1,
        )
        payload = application._notify_by_web_push_prepare_payload(message)
        self.assertIn("Forward the Application", payload["title"])
        self.assertIn(
            format_date(self.env, application.activity_ids.date_deadline),
            payload["options"]["body"],
        )

    def test_a_classified_case_shows_its_number_alone(self):
        case = self.accept().sudo()
        partner = self.users["clerk"].partner_id
        self.assertIn("Start the Inquiry", case._get_notice(partner))
        self.as_user("clerk", case)._do_classify("secret", "By order.")
        case.invalidate_recordset()
        for text in (case._get_notice(partner), case._get_notice_title(partner)):
            self.assertIn(case.name, text)
            self.assertNotIn("Inquiry", text)
        self.assertEqual(case._get_notice_button(partner), "Open")
        case.with_user(self.users["clerk"]).action_start_inquiry()
        inquiry = case.inquiry_ids
        self.assertNotIn("Team", inquiry._get_notice(partner))

    def test_notice_without_task_holds_the_number_only(self):
        application = self.submit().sudo()
        partner = self.users["officer"].partner_id
        self.assertNotIn("Forward", application._get_notice(partner))
        self.assertNotIn("Forward", application._get_notice())
