from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ...models.base.write_permit import unlocked
from ..case.case_common import CaseWalk
from ..common import act, logged_in


@tagged("post_install", "-at_install")
class TestProceedingNotice(CaseWalk):
    """Requirement: registering a proceeding tells person and unit the same day."""

    def register(self, *subjects, **values):
        """Register a proceeding as the clerk; returns it."""
        subjects = subjects or [self.officer.tolerance_subject_id]
        matter = self.as_user("clerk")["tolerance.matter"].create(
            {
                "title": "Gate unwatched",
                "occurred_on": "2026-03-02",
                "subject_ids": [Command.set([subject.id for subject in subjects])],
            }
        )
        return matter.env["tolerance.proceeding"].create(
            {
                "matter_id": matter.id,
                "organ": "Discipline Inspection Group",
                "started_on": self.company._tolerance_today(),
                **values,
            }
        )

    def get_notices(self, proceeding):
        """Return the notices by who was told as what."""
        notices = proceeding.sudo().notice_ids
        return {(n.part, n.user_id.login): n for n in notices}

    def test_person_and_unit_are_told_the_same_day(self):
        with freeze_time("2026-06-01 02:00:00"):
            proceeding = self.register(reference="JJ-7", told="A gate stood open.")
            notices = self.get_notices(proceeding)
            self.assertEqual(
                set(notices), {("person", "test_officer"), ("head", "test_head")}
            )
            mine = self.as_user("officer", notices["person", "test_officer"])
            self.assertEqual(str(mine.told_at.date()), "2026-06-01")
            self.assertIn("A gate stood open.", mine.text)
            self.assertIn("JJ-7", mine.text)
            self.assertIn("June 10, 2026", mine.text)
            self.assertEqual(str(mine.due_on), "2026-06-10")
            self.assertIn("7", mine.days_left)
            self.assertIn(self.situation, mine.situation_ids)
            self.assertTrue(mine.can_apply)
            # The list of the person, who may not read the matter, with its filter.
            open_ones = [("applied_on", "=", False), ("is_matter_open", "=", True)]
            self.assertEqual(mine.search(open_ones), mine)
            todo = mine.sudo().activity_ids
            self.assertEqual(todo.user_id, self.users["officer"])
            self.assertEqual(str(todo.date_deadline), "2026-06-10")
            head = self.as_user("head", notices["head", "test_head"])
            self.assertIn("7", head.days_left)
            self.assertFalse(head.can_apply)
            self.assertEqual(head.sudo().activity_ids.user_id, self.users["head"])
        with freeze_time("2026-06-10 02:00:00"):
            mine.invalidate_recordset()
            self.assertEqual(mine.days_left, "Today is the last day")
        with freeze_time("2026-06-11 02:00:00"):
            mine.invalidate_recordset()
            self.assertEqual(mine.days_left, "The limit has passed")

    def test_the_button_opens_an_application_filled_in(self):
        proceeding = self.register()
        notices = self.get_notices(proceeding)
        mine = self.as_user("officer", notices["person", "test_officer"])
        action = act(mine).action_apply()
        Application = mine.env["tolerance.application"]
        Application = Application.with_context(**action["context"])
        with logged_in(Application.env), Form(Application) as form:
            self.assertEqual(form.organ, "Discipline Inspection Group")
            form.what_happened = "A gate was left."
            form.situation_ids.add(self.situation)
            form.degree_id = self.degrees["exempt"]
            form.statement = "No gain."
        application = form.save()
        self.assertEqual(application.notice_id, mine)
        # Pressed again, the draft is there.
        self.assertEqual(act(mine).action_apply()["res_id"], application.id)
        act(application).action_submit()
        self.assertEqual(mine.applied_on, application.submitted_on)
        self.assertFalse(mine.sudo().activity_ids)
        head = notices["head", "test_head"]
        self.assertEqual(head.applied_on, application.submitted_on)
        with self.assertRaises(UserError):
            act(mine).action_apply()

    def test_an_application_without_the_button_answers_too(self):
        mine = self.get_notices(self.register())["person", "test_officer"]
        application = self.submit()
        self.assertFalse(application.notice_id)
        self.assertEqual(mine.applied_on, application.submitted_on)

    def test_nobody_applies_by_the_notice_of_another(self):
        notices = self.get_notices(self.register())
        other = notices["person", "test_officer"]
        with self.assertRaises(ValidationError):
            self.draft("colleague", notice_id=other.id)
        with self.assertRaises(AccessError):
            self.as_user("colleague", other).text  # noqa: B018
        with self.assertRaises(AccessError):
            act(self.as_user("colleague", other)).action_apply()
        with self.assertRaises(UserError):
            act(self.as_user("head", notices["head", "test_head"])).action_apply()

    def test_a_unit_is_told_by_its_head(self):
        proceeding = self.register(self.unit.tolerance_subject_id)
        notices = self.get_notices(proceeding)
        self.assertEqual(set(notices), {("unit", "test_head")})
        mine = self.as_user("head", notices["unit", "test_head"])
        action = act(mine).action_apply()
        self.assertEqual(action["context"]["default_kind"], "unit")
        self.assertEqual(action["context"]["default_department_id"], self.unit.id)

    def test_who_has_no_login_is_told_on_paper(self):
        self.officer.user_id = False
        notices = self.get_notices(self.register())
        self.assertEqual(set(notices), {("person", False), ("head", "test_head")})
        notice = self.as_user("clerk", notices["person", False])
        self.assertEqual(notice.sudo().activity_ids.user_id, self.users["clerk"])
        with self.assertRaises(UserError):
            act(notice).action_enter_paper()
        notice.write({"paper_on": notice.started_on, "paper_receiver": "His wife"})
        act(notice).action_enter_paper()
        self.assertEqual(notice.state, "told")
        self.assertTrue(notice.told_at)
        self.assertFalse(notice.sudo().activity_ids)
        with self.assertRaises(UserError):
            notice.paper_receiver = "Nobody"
        with self.assertRaises(UserError):
            act(self.as_user("head", notices["head", "test_head"])).action_enter_paper()
        # A calendar or text in another language is no change; another day is, and the
        # paper is handed over once more.
        text = notice.text
        self.env["res.lang"]._activate_lang("zh_CN")
        notice.sudo().with_context(lang="zh_CN")._tell_change()
        self.assertEqual((notice.state, notice.text), ("told", text))
        proceeding = notice.sudo().proceeding_id
        proceeding.started_on = fields.Date.subtract(proceeding.started_on, days=3)
        self.assertEqual(notice.state, "to_tell")
        self.assertFalse(notice.paper_receiver)
        self.assertEqual(notice.sudo().activity_ids.user_id, self.users["clerk"])
        notice.write({"paper_on": notice.started_on, "paper_receiver": "His wife"})
        act(notice).action_enter_paper()
        self.assertNotEqual(notice.text, text)
        self.assertFalse(notice.sudo().activity_ids)

    def test_later_concerned_are_told_and_nobody_twice(self):
        proceeding = self.register()
        proceeding.matter_id.subject_ids += self.colleague.tolerance_subject_id
        notices = proceeding.sudo().notice_ids
        self.assertEqual(len(notices), 4)
        proceeding.matter_id.subject_ids += self.unit.tolerance_subject_id
        self.assertEqual(len(proceeding.sudo().notice_ids), 5)

    def test_a_closed_proceeding_tells_nobody(self):
        today = self.company._tolerance_today()
        self.assertFalse(self.register(closed_on=today).sudo().notice_ids)

    def test_a_corrected_start_is_told(self):
        today = self.company._tolerance_today()
        proceeding = self.register()
        mine = self.get_notices(proceeding)["person", "test_officer"]
        before = mine.due_on, mine.text
        proceeding.started_on = today - timedelta(days=5)
        self.assertLess(mine.due_on, before[0])
        self.assertNotEqual(mine.text, before[1])
        self.assertEqual(mine.activity_ids.date_deadline, mine.due_on)
        entries = self.env["tolerance.ledger.entry"].sudo()
        self.assertTrue(entries.search([("verb", "=", "notice.change")]))

    def test_the_next_head_is_told(self):
        proceeding = self.register(self.unit.tolerance_subject_id)
        self.unit.manager_id = self.colleague
        notices = self.get_notices(proceeding)
        self.assertIn(("unit", "test_colleague"), notices)

    def test_what_was_told_stays(self):
        notice = self.get_notices(self.register())["person", "test_officer"]
        as_clerk = self.as_user("clerk", notice)
        for values in ({"text": "Else"}, {"told_at": False}, {"applied_on": False}):
            with self.assertRaises(UserError):
                as_clerk.write(values)
        with self.assertRaises(AccessError):
            self.as_user("officer", notice).write({"text": "Else"})
        with self.assertRaises(AccessError):
            as_clerk.unlink()
        vals = {"proceeding_id": notice.proceeding_id.id, "part": "head"}
        vals["subject_id"] = notice.subject_id.id
        with self.assertRaises(AccessError):
            self.as_user("clerk")["tolerance.proceeding.notice"].create(vals)

    def test_who_is_in_conflict_reads_no_notice_of_others(self):
        notice = self.get_notices(self.register())["person", "test_officer"]
        matter = notice.matter_id
        self.env["tolerance.conflict"]._add(
            [(matter.id, self.users["clerk"].id, "recused")], matter
        )
        self.assertFalse(self.as_user("clerk", notice)._filtered_access("read"))
        self.assertTrue(self.as_user("officer", notice)._filtered_access("read"))

    def test_who_applied_before_is_not_asked_again(self):
        case = self.accept()
        notices = self.get_notices(case.proceeding_id)
        mine = notices["person", "test_officer"]
        self.assertEqual(mine.applied_on, case.party_ids.application_id.submitted_on)
        self.assertFalse(mine.activity_ids)

    def test_a_calendar_that_changes_is_told(self):
        with freeze_time("2026-06-01 02:00:00"):
            mine = self.get_notices(self.register())["person", "test_officer"]
            unlocked(self.env["tolerance.calendar.day"]).create(
                {"date": "2026-06-03", "kind": "holiday", "name": "Flood"}
            )
            self.assertEqual(str(mine.due_on), "2026-06-11")
            self.assertIn("June 11, 2026", mine.text)
