from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestApplicationConflict(CaseWalk):
    """Conflicts with an applicant hold from the day of the submission."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_user("clerk_two", "clerk")
        cls.clerk_two = cls.env["hr.employee"].create(
            {
                "name": "Test Clerk Two",
                "user_id": cls.users["clerk_two"].id,
                "company_id": cls.company.id,
            }
        )

    def is_seen(self, application, login="clerk_two"):
        own = application.with_user(self.users[login])
        found = bool(own.search([("id", "=", application.id)]))
        self.assertEqual(found, bool(own._filtered_access("read")))
        self.assertEqual(found, bool(own._filtered_access("write")))
        return found

    def test_superior_subordinate_and_kin_never_see_it(self):
        self.assertTrue(self.is_seen(self.file()))
        self.officer.parent_id = self.clerk_two
        self.assertFalse(self.is_seen(self.file()))
        self.officer.parent_id = self.head
        self.clerk_two.parent_id = self.officer
        self.assertFalse(self.is_seen(self.submit("officer")))

    def test_new_conflict_hides_the_application(self):
        application = self.file()
        # Not by the applicant, who brings nobody to it.
        application.sudo().message_subscribe(self.users["clerk_two"].partner_id.ids)
        self.assertTrue(self.is_seen(application))
        tie = act(
            self.env["tolerance.interest.declaration"].with_user(
                self.users["clerk_two"]
            )
        ).create({"subject_id": self.officer.tolerance_subject_id.id})
        self.assertFalse(self.is_seen(application))
        self.assertNotIn(
            self.users["clerk_two"].partner_id, application.message_partner_ids
        )
        self.assertTrue(self.is_seen(application, "clerk"))
        act(tie).write({"active": False})
        self.assertTrue(self.is_seen(application))

    def test_reporter_of_another_matter_is_in_conflict(self):
        case = self.accept()
        self.env["tolerance.protected.source"].with_user(case.clerk_id).create(
            {
                "case_id": case.id,
                "name": "Test Accuser",
                "user_id": self.users["clerk_two"].id,
            }
        )
        self.assertFalse(self.is_seen(self.file()))

    def test_applicant_who_is_a_clerk_keeps_the_page_and_has_no_other(self):
        user = self.users["officer"]
        user.group_ids |= self.env.ref("mistake_tolerance.group_clerk")
        own = self.file()
        self.assertTrue(own.progress)
        self.assertTrue(own.message_ids)
        own.message_post(body="When will it be decided?")
        with self.assertRaisesRegex(UserError, "about yourself"):
            act(own).action_answer()

    def test_head_forwards_and_nothing_more(self):
        """The superior's endorsement is the procedure's own step."""
        self.users["head"].group_ids |= self.env.ref("mistake_tolerance.group_clerk")
        application = self.submit()
        as_head = self.as_user("head", application)
        as_head.unit_opinion = "A good officer."
        act(as_head).action_forward()
        self.assertEqual(application.state, "filed")
        with self.assertRaisesRegex(UserError, "direct superior"):
            act(as_head).action_answer()
        dialog = as_head.env["tolerance.application.answer"].create(
            {"application_id": application.id, "title": "Mine", "decision": "accept"}
        )
        with self.assertRaisesRegex(UserError, "direct superior"):
            act(dialog).action_confirm()

    def test_task_goes_to_a_clerk_without_conflict(self):
        self.company.tolerance_clerk_id = self.users["clerk_two"]
        asked = self.file().sudo().activity_ids.user_id
        self.assertEqual(asked, self.users["clerk_two"])
        self.officer.parent_id = self.clerk_two
        asked = self.file().sudo().activity_ids.user_id
        self.assertTrue(asked)
        self.assertNotIn(self.users["clerk_two"], asked)

    def test_dialogs_do_not_name_closed_records(self):
        """Names of records a clerk could not choose are not shown by trying ids."""
        case = self.accept()
        application = self.draft("colleague")
        act(application).action_submit()
        act(self.as_user("head", application)).action_forward()
        act(
            self.env["tolerance.interest.declaration"].with_user(
                self.users["clerk_two"]
            )
        ).create({"subject_id": self.officer.tolerance_subject_id.id})
        Dialog = self.as_user("clerk_two")["tolerance.application.answer"]
        matter = case.sudo().matter_id
        for values in (
            {"matter_id": matter.id},
            {"proceeding_id": matter.proceeding_ids[:1].id},
        ):
            self.assertTrue(all(values.values()))
            with self.assertRaises(AccessError, msg=values) as caught:
                Dialog.create(
                    {
                        "application_id": application.id,
                        "decision": "accept",
                        **values,
                    }
                )
            self.assertNotIn(matter.name, str(caught.exception))
        mark = {
            "kind": "objection",
            "employee_id": self.colleague.id,
            "area_id": self.env.ref("mistake_tolerance.area_points").id,
            "matter_id": matter.id,
            "date": "2020-01-01",
            "reason": "A try.",
        }
        self.users["clerk_two"].group_ids |= self.env.ref(
            "mistake_tolerance.group_hr_officer"
        )
        with self.assertRaises(UserError) as caught:
            self.as_user("clerk_two")["tolerance.mark"].create(mark)
        self.assertNotIn(matter.name, str(caught.exception))
        question = {
            "subject": self.colleague.tolerance_subject_id.id,
            "area": "promotion",
        }
        Effect = self.as_user("clerk_two")["tolerance.effect"]
        answers = []
        for name in (matter.name, "M-0000-0000"):
            with self.assertRaises(UserError) as caught:
                Effect.check_protection([{**question, "matter": name}])
            answers.append(str(caught.exception))
        self.assertEqual(*answers)
        allowed = self.as_user("clerk")["tolerance.effect"]
        self.assertTrue(allowed.check_protection([{**question, "matter": matter.name}]))

    def test_batches_cost_no_query_each(self):
        """Submitting one more application costs the search of one more."""
        applications = self.env["tolerance.application"].browse(
            [self.draft().id for _number in range(6)]
        )
        Conflict = self.env["tolerance.conflict"]
        for application in applications:
            application._write_unlocked({"state": "with_unit"})

        def cost(batch):
            unlocked(batch.conflict_ids).unlink()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            Conflict._refresh(batch)
            return self.env.cr.sql_log_count - before

        one, six = cost(applications[:1]), cost(applications)
        self.assertLess(six, one + 40)
