from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ...models.base.write_permit import unlocked
from ..case.case_common import CaseWalk
from ..common import act


class MatterChoiceCase(CaseWalk):
    """One matter on file about the officer, and the records that cite it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.company._tolerance_today()
        cls.subject = cls.officer.tolerance_subject_id
        cls.annual = cls.env.ref("mistake_tolerance.area_annual_appraisal")
        cls.matter = cls._register("Gate unwatched", cls.subject)

    @classmethod
    def _register(cls, title, subjects=(), days=20, **values):
        return cls.env["tolerance.matter"]._create_unlocked(
            {
                "title": title,
                "occurred_on": cls.today - timedelta(days=days),
                "department_id": cls.unit.id,
                "subject_ids": [(6, 0, [subject.id for subject in subjects])],
                "company_id": cls.company.id,
                "proceeding_ids": [
                    (
                        0,
                        0,
                        {
                            "organ": "Discipline Inspection Group",
                            "started_on": cls.today - timedelta(days=2),
                        },
                    )
                ],
                **values,
            }
        )

    def _drop_proceedings(self):
        """Leave the matter as one about which no proceeding was registered."""
        unlocked(self.matter.proceeding_ids.notice_ids).unlink()
        self.matter.proceeding_ids.unlink()

    def _deduct(self, matter=None, **values):
        return self.env["tolerance.mark"].create(
            {
                "kind": "deduction",
                "employee_id": self.officer.id,
                "area_id": self.annual.id,
                "matter_id": matter and matter.id,
                "date": self.today - timedelta(days=5),
                "points": 3,
                "reason": "The gate.",
                **values,
            }
        )

    def _deduct_before(self, matter=None, **values):
        """Enter a record as it was entered before anything was examined."""
        self.matter._write_unlocked({"is_open": False})
        mark = self._deduct(matter, **values)
        mark.flush_recordset()
        self.matter._write_unlocked({"is_open": True})
        return mark

    def _open(self, application):
        form = Form(
            self.as_user("clerk")["tolerance.application.answer"].with_context(
                default_application_id=application.id
            )
        )
        form.decision = "accept"
        return form


@tagged("post_install", "-at_install")
class TestMatterChoice(MatterChoiceCase):
    """The clerk who accepts without a thought protects all the same."""

    def test_the_clerk_reads_where_the_case_would_stop(self):
        application = self.file(proceeding_started_on=self.today - timedelta(days=2))
        self.assertFalse(self._open(application).body_faults)
        step = self.version.step_ids.filtered(lambda s: s.kind == "decision")
        head = step.body_id.head_user_id
        head.group_ids -= self.env.ref("mistake_tolerance.group_member")
        form = self._open(application)
        self.assertIn(step.body_id.name, form.body_faults)
        self.assertIn(head.name, form.body_faults)
        unlocked(step.body_id).head_user_id = False
        form = self._open(application)
        self.assertIn("neither members nor a head", form.body_faults)
        # It is for the clerk to know, and no reason to keep the applicant waiting.
        action = act(form.save()).action_confirm()
        self.assertEqual(action["res_model"], "tolerance.case")

    def test_default_acceptance_protects(self):
        """The deduction cites the matter on file; the clerk chooses nothing."""
        mark = self._deduct(self.matter)
        application = self.file(proceeding_started_on=self.today - timedelta(days=2))
        form = self._open(application)
        self.assertEqual(form.matter_choice, "known")
        self.assertEqual(form.matter_id, self.matter)
        self.assertEqual(form.proceeding_id, self.matter.proceeding_ids)
        action = act(form.save()).action_confirm()
        case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
        self.assertEqual(case.matter_id, self.matter)
        self.assertEqual(len(self.matter.proceeding_ids), 1)
        self.inquire(case)
        self.decide(case)
        self.assertTrue(mark.is_neutralised)
        self.assertFalse(self.as_user("clerk", case).uncovered_note)

    def test_dialog_describes_the_chosen_matter(self):
        """The number alone says nothing; the clerk reads day and event, too."""
        self.matter.description = "The gate stood open."
        self._deduct(self.matter)
        form = self._open(self.file())
        self.assertIn(self.matter.name, form.matter_summary)
        self.assertIn(self.matter.title, form.matter_summary)
        self.assertIn(str(self.matter.occurred_on.year), form.matter_summary)
        self.assertEqual(form.matter_description, "The gate stood open.")

    def test_differences_are_shown_before_accepting(self):
        """Day, organ, start and unit, each where both say something."""
        proceeding = self.matter.proceeding_ids[:1]
        unit = self.matter.department_id
        told = {
            "organ": " ".join(proceeding.organ),
            "proceeding_started_on": proceeding.started_on,
            "occurred_on": self.matter.occurred_on,
        }
        same = self.file(**told)
        self.assertEqual(same.department_id, unit)
        form = self._open(same)
        form.matter_id = self.matter
        form.proceeding_id = proceeding
        self.assertFalse(form.difference_note)
        form.proceeding_id = proceeding.browse()
        form.organ = "Audit Office"
        form.started_on = proceeding.started_on - timedelta(days=1)
        self.assertIn("“Audit Office” here", form.difference_note)
        self.assertEqual(len(form.difference_note.splitlines()), 2)
        form.started_on = proceeding.started_on
        form.organ = proceeding.organ
        other = self._register(
            "Another day",
            self.subject,
            days=40,
            department_id=self.env["hr.department"].create({"name": "Kitchen"}).id,
            different_reason="Another day.",
        )
        form.matter_id = other
        self.assertIn("“Kitchen” here", form.difference_note)
        self.assertGreater(len(form.difference_note.splitlines()), 1)

    def test_a_matter_closed_to_the_clerk_is_not_told(self):
        self._deduct(self.matter)
        answer = self._open(self.file()).save()
        answer.sudo().matter_id = self.matter
        self.assertTrue(answer.matter_summary)
        act(
            self.env["tolerance.interest.declaration"].with_user(self.users["clerk"])
        ).create({"subject_id": self.colleague.tolerance_subject_id.id})
        unlocked(self.matter).subject_ids |= self.colleague.tolerance_subject_id
        self.env.invalidate_all()
        self.assertFalse(answer.matter_summary)
        self.assertFalse(answer.matter_description)

    def test_no_warning_without_a_cited_matter(self):
        answer = self._open(self.file()).save()
        self.assertIs(answer.elsewhere_note, False)

    def test_warning_ends_when_the_cited_matter_is_chosen(self):
        self._deduct(self.matter)
        other = self.matter.copy(
            {
                "different_reason": "Another gate.",
                "subject_ids": [Command.set(self.matter.subject_ids.ids)],
            }
        )
        form = self._open(self.file())
        form.matter_id = other
        self.assertIn(self.matter.name, form.elsewhere_note)
        form.matter_id = self.matter
        self.assertFalse(form.elsewhere_note)

    def test_second_matter_needs_its_reason(self):
        self._deduct(self.matter)
        application = self.file()
        form = self._open(application)
        form.matter_choice = "new"
        self.assertFalse(form.matter_id)
        self.assertIn(self.matter.name, form.elsewhere_note)
        form.title = "Gate unwatched again"
        form.different_reason = "The other gate."
        dialog = form.save()
        dialog.different_reason = False
        with self.assertRaisesRegex(UserError, self.matter.name):
            act(dialog).action_confirm()
        dialog.different_reason = "The other gate."
        case = self.env["tolerance.case"].browse(act(dialog).action_confirm()["res_id"])
        self.assertNotEqual(case.matter_id, self.matter)
        self.assertEqual(case.matter_id.different_reason, "The other gate.")
        entry = self.env["tolerance.ledger.entry"].search(
            [
                ("verb", "=", "matter.distinguish"),
                ("res_id", "=", case.matter_id.id),
            ]
        )
        self.assertIn(self.matter.name, entry.payload)

    def test_title_alone_makes_no_second_matter(self):
        """A program that knows nothing of the choice is asked, too."""
        application = self.file()
        with self.assertRaisesRegex(UserError, self.matter.name):
            self.answer(application, different_reason=False)

    def test_predecessor_and_cited_matter_are_found(self):
        before = self.env["tolerance.subject"].create({"name": "Officer before"})
        old = self._register("Before the transfer", before)
        unlocked(self.subject).predecessor_ids = before
        nobody = self._register("Entered without the person")
        old._write_unlocked({"is_open": False})
        self._deduct_before(nobody)
        Matter = self.env["tolerance.matter"]
        likely, _further = Matter._find_for_application(self.file())
        self.assertEqual(likely, self.matter | old | nobody)
        form = self._open(self.file("officer"))
        self.assertFalse(form.matter_id)
        self.assertEqual(form.matter_choice, "known")

    def test_colleague_joins_and_stranger_does_not(self):
        """One event, one case; another day and proceeding is another event."""
        day = self.matter.occurred_on + timedelta(days=1)
        joining = self.file("colleague", occurred_on=day)
        self.assertEqual(self._open(joining).matter_id, self.matter)
        far = self.matter.occurred_on - timedelta(days=40)
        other = self.file("officer", occurred_on=far)
        form = self._open(other)
        self.assertEqual(form.matter_choice, "new")
        self.assertIn(self.matter, form.further_ids[:])
        self.matter.department_id = self.env["hr.department"].create({"name": "Two"})
        self.assertFalse(self._open(joining).matter_id)

    def test_own_record_comes_before_the_case_of_a_colleague(self):
        """The record cites a matter of another day; a colleague's day fits."""
        other = self._register("Roll call", self.colleague.tolerance_subject_id)
        self._drop_proceedings()
        self._deduct(self.matter)
        application = self.file(
            occurred_on=other.occurred_on - timedelta(days=12),
            proceeding_started_on=other.proceeding_ids.started_on,
        )
        form = self._open(application)
        self.assertEqual(form.likely_ids[:], self.matter | other)
        self.assertEqual(form.likely_ids[:][0], self.matter)
        self.assertFalse(form.further_ids[:])
        self.assertEqual(form.matter_choice, "known")
        self.assertFalse(form.matter_id)
        answer = self.as_user("clerk")["tolerance.application.answer"].create(
            {
                "application_id": application.id,
                "decision": "accept",
                "organ": "Office",
            }
        )
        self.assertFalse(answer.matter_id)
        with self.assertRaisesRegex(UserError, "Choose the matter"):
            act(answer).action_confirm()

    def test_cited_matter_of_another_day_is_chosen_by_the_clerk(self):
        self._deduct(self.matter)
        self._drop_proceedings()
        day = self.matter.occurred_on - timedelta(days=40)
        form = self._open(self.file(occurred_on=day))
        self.assertEqual(form.likely_ids[:], self.matter)
        self.assertFalse(form.matter_id)
        self.assertEqual(form.matter_choice, "known")
        form.matter_choice = "new"
        form.title = "Another gate"
        form.different_reason = "The other gate."
        dialog = form.save()
        dialog.different_reason = False
        with self.assertRaisesRegex(UserError, self.matter.name):
            act(dialog).action_confirm()

    def test_closed_matter_is_not_named(self):
        act(
            self.env["tolerance.interest.declaration"].with_user(self.users["clerk"])
        ).create({"subject_id": self.colleague.tolerance_subject_id.id})
        unlocked(self.matter).subject_ids |= self.colleague.tolerance_subject_id
        form = self._open(self.file())
        self.assertFalse(form.likely_ids[:])
        self.assertFalse(form.is_distinct)
        form.matter_choice = "new"
        form.title = "Gate unwatched"
        form.different_reason = "x"
        dialog = form.save()
        dialog.different_reason = False
        with self.assertRaises(UserError) as caught:
            act(dialog).action_confirm()
        self.assertNotIn(self.matter.name, str(caught.exception))


@tagged("post_install", "-at_install")
class TestUncovered(MatterChoiceCase):
    """After the decision it is said what still counts, and to whom."""

    def _decide_on_new(self):
        application = self.file()
        action = self.answer(application)
        case = self.as_user("clerk")["tolerance.case"].browse(action["res_id"])
        self.inquire(case)
        return application, case, self.decide(case)

    def test_why_and_to_whom(self):
        cited = self._deduct(self.matter)
        unnamed = self._deduct_before(reason="No matter named.")
        application, case, decision = self._decide_on_new()
        self.assertFalse(cited.is_neutralised)
        clerk = self.as_user("clerk", decision).uncovered_note
        self.assertIn("another matter", clerk)
        self.assertIn(self.matter.name, clerk)
        self.assertIn("no matter", clerk)
        # The clerk may not read the records themselves.
        self.assertNotIn(cited.display_name, clerk)
        self.assertEqual(
            self.as_user("clerk", case).uncovered_note,
            f"{self.officer.name}\n{clerk}",
        )
        effect = decision.effect_ids.filtered(lambda e: e.area_id == self.annual)
        read = self.as_user("hr_officer", effect).uncovered_note
        self.assertIn(cited.display_name, read)
        self.assertIn(unnamed.display_name, read)
        mine = self.as_user("officer", application).uncovered_note
        self.assertIn(cited.display_name, mine)
        # The officer reads no matters, but that it is another one.
        self.assertNotIn(self.matter.name, mine)
        for login in ("member", "supervisor", "auditor"):
            self.assertFalse(self.as_user(login, effect).uncovered_note, login)
        self.assertFalse(self.as_user("head", application).uncovered_note)

    def test_gone_when_the_decision_is_revoked(self):
        self._deduct(self.matter)
        _application, _case, decision = self._decide_on_new()
        self.assertTrue(self.as_user("clerk", decision).uncovered_note)
        decision.sudo().effect_ids._lift(self.today)
        decision.invalidate_recordset()
        self.assertFalse(self.as_user("clerk", decision).uncovered_note)

    def test_how_many_records_hang_on_a_matter(self):
        self._deduct(self.matter)
        self.assertEqual(self.matter.negative_count, 1)
        empty = self._register("Nothing hangs on it")
        self.assertEqual((self.matter | empty).mapped("negative_count"), [1, 0])
        with self.assertRaises(AccessError):
            self.as_user("member", self.matter).read(["negative_count"])
