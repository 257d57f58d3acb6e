"""Declarations of another ground: shown to the person, contested, made void."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..common import act, logged_in
from .guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestDeclaration(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guard = cls.env.ref("mistake_tolerance.guard_mark")
        # Who declares is not who answers.
        cls.make_user("declarer", "hr_officer")

    def _declare(self, subject=None, **values):
        Declaration = self.as_user("declarer")["tolerance.declaration"]
        return Declaration.create(
            {
                "guard_id": self.guard.id,
                "subject_id": (subject or self.subject).id,
                "area_id": self.promotion_area.id,
                "date_from": "2026-05-01",
                "date_to": "2026-07-01",
                "reason": "Absent without leave on 30 May.",
                **values,
            }
        )

    def _contest(self, declaration, login="officer"):
        Contest = self.as_user(login)["tolerance.declaration.contest"]
        return act(Contest).create(
            {"declaration_id": declaration.id, "statement": "I was at work that day."}
        )

    def _answer(self, role, contest, action, **values):
        answering = self.as_user(role, contest)
        answering.write({"answer": "The roster was read.", **values})
        getattr(act(answering), f"action_{action}")()

    def _uphold(self, role, contest):
        self._answer(role, contest, "resolve", matter_id=self.matter.id)

    def test_person_is_told_and_reads_what_it_served(self):
        self._decide()
        declaration = self._declare()
        activity = declaration.sudo().activity_ids
        self.assertEqual(activity.user_id, self.users["officer"])
        mine = self.as_user("officer")["tolerance.declaration"]
        found = mine.search([("is_about_me", "=", True)])
        self.assertEqual(found, declaration)
        self.assertIn("none yet", found.served)
        self._make_mark(matter_id=False)
        found.invalidate_recordset()
        self.assertIn(self.guard.name, found.served)
        self.assertTrue(found.can_contest)
        self.assertFalse(self.as_user("colleague")["tolerance.declaration"].search([]))

    def test_head_of_a_unit_reads_what_is_declared_about_it(self):
        declaration = self._declare(subject=self.unit.tolerance_subject_id)
        mine = self.as_user("head")["tolerance.declaration"]
        self.assertEqual(mine.search([("is_about_me", "=", True)]), declaration)
        self.assertTrue(self._contest(declaration, "head").name)

    def test_upheld_by_the_officer(self):
        """The record is judged without the declaration: it no longer counts."""
        self._decide()
        declaration = self._declare()
        mark = self._make_mark(matter_id=False)
        self.assertFalse(mark.is_neutralised)
        contest = self._contest(declaration)
        self._uphold("hr_officer", contest)
        self.assertTrue(declaration.voided_on)
        self.assertTrue(mark.is_neutralised)
        self.assertEqual(mark.effect_id.matter_id, self.matter)
        # It serves nothing any more, and the mark cannot be made to count again.
        with self.assertRaises(UserError):
            self._make_mark(matter_id=False)
        self.assertFalse(declaration.with_user(self.users["officer"]).can_contest)

    def test_upheld_by_the_body(self):
        self._decide()
        declaration = self._declare()
        mark = self._make_mark(matter_id=False)
        contest = self._contest(declaration)
        self._answer("hr_officer", contest, "dismiss")
        self.assertFalse(declaration.voided_on)
        act(contest).action_contest()
        with self.assertRaises(UserError):
            self._answer("hr_officer", contest, "dismiss")
        self._uphold("member", contest)
        self.assertTrue(mark.is_neutralised)
        with self.assertRaises(UserError):
            act(contest).action_contest()

    def test_body_chooses_the_matter_itself(self):
        """What the officer chose goes with the officer's answer."""
        self._decide()
        contest = self._contest(self._declare())
        self._answer("hr_officer", contest, "dismiss", matter_id=self.matter.id)
        act(contest).action_contest()
        self.assertFalse(contest.sudo().matter_id)
        with self.assertRaises(AccessError):
            self.as_user("hr_officer", contest).matter_id = self.matter
        self._uphold("member", contest)
        with self.assertRaises(AccessError):
            self.as_user("member", contest).matter_id = False

    def test_body_answers_a_contest_once(self):
        self._decide()
        contest = self._contest(self._declare())
        self._answer("hr_officer", contest, "dismiss")
        act(contest).action_contest()
        self._answer("member", contest, "dismiss")
        self.assertFalse(contest.can_contest)
        with self.assertRaises(UserError):
            act(contest).action_contest()

    def test_revocation_gives_the_mark_back_as_one_of_the_matter(self):
        determination = self._decide()
        declaration = self._declare()
        mark = self._make_mark(matter_id=False)
        self._uphold("hr_officer", self._contest(declaration))
        determination.revocation_reason = "Facts were concealed."
        act(determination.with_user(self.decider)).action_revoke()
        self.env.flush_all()
        self.assertFalse(mark.is_neutralised)
        mark.reason = "Changed by hand, and still about the matter."
        self.env.flush_all()
        self._decide(party=determination.party_id)
        self.assertTrue(mark.is_neutralised)

    def test_upheld_while_the_matter_is_open(self):
        """The mark counts until the decision, which looks back at it."""
        declaration = self._declare()
        mark = self._make_mark(matter_id=False)
        contest = self._contest(declaration)
        with self.assertRaises(UserError):
            # There are two open matters: which of them is to be said.
            self._answer("hr_officer", contest, "resolve")
        self._uphold("hr_officer", contest)
        self.assertFalse(mark.is_neutralised)
        self._decide()
        self.assertTrue(mark.is_neutralised)

    def test_contest_before_any_decision_has_no_body(self):
        self._declare()
        contest = self._contest(self._declare())
        self._answer("hr_officer", contest, "dismiss")
        with self.assertRaisesRegex(UserError, "no body has decided"):
            act(contest).action_contest()

    def test_a_body_in_session_does_not_answer(self):
        """Who is still to decide is not asked by one side before the ballots."""
        party = self._make_party()
        session = party.case_id.session_ids
        session._write_unlocked({"state": "open"})
        contest = self._contest(self._declare())
        self._answer("hr_officer", contest, "dismiss")
        with self.assertRaisesRegex(UserError, "no body has decided"):
            act(contest).action_contest()
        session._write_unlocked({"state": "closed"})
        act(contest).action_contest()
        self.assertEqual(contest.state, "contested")
        # Reopened after all: nobody answers until it has decided.
        session._write_unlocked({"state": "open"})
        with self.assertRaises(UserError):
            self._answer("member", contest, "dismiss")
        session._write_unlocked({"state": "closed"})
        self._answer("member", contest, "dismiss")
        self.assertEqual(contest.state, "dismissed")

    def test_only_the_person_contests_and_once(self):
        declaration = self._declare()
        for login in ("colleague", "head", "hr_officer"):
            with self.subTest(login=login), self.assertRaises(AccessError):
                self._contest(declaration, login)
        contest = self._contest(declaration)
        with self.assertRaises(UserError):
            act(self.as_user("officer", declaration)).action_contest()
        with self.assertRaises(AccessError):
            contest.answer = "It is as I say."
        with self.assertRaises(AccessError):
            act(contest.with_context(default_answer="So it is.")).create(
                {"declaration_id": self._declare().id, "statement": "No."}
            )
        with self.assertRaises(AccessError):
            self._answer("hr_officer", contest, "resolve", statement="Withdrawn.")

    def test_declarer_cannot_dismiss_the_contest(self):
        contest = self._contest(self._declare())
        with self.assertRaises(UserError) as caught:
            self._answer("declarer", contest, "dismiss")
        self.assertIn("yours", str(caught.exception))
        self._answer("hr_officer", contest, "dismiss")
        self.assertEqual(contest.state, "dismissed")

    def test_a_declaration_is_not_bound_by_hand(self):
        for values in ({"res_id": 3}, {"voided_on": "2026-05-01"}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self._declare(**values)
        with self.assertRaises(AccessError):
            self._declare().with_context(default_res_id=3).create(
                {
                    "guard_id": self.guard.id,
                    "subject_id": self.subject.id,
                    "area_id": self.promotion_area.id,
                    "date_from": "2026-05-01",
                    "date_to": "2026-07-01",
                    "reason": "By default.",
                }
            )

    def test_pages_of_the_person_and_of_those_who_answer(self):
        """What each enters on the page is accepted, and what is not theirs hidden."""
        self._decide()
        declaration = self._declare()
        self._make_mark(matter_id=False)
        action = act(self.as_user("officer", declaration)).action_contest()
        Contest = self.as_user("officer")[action["res_model"]]
        form = Form(Contest.with_context(**action["context"]))
        self.assertNotIn("matter_id", form._view["fields"])
        form.statement = "I was at work that day."
        with logged_in(self.as_user("officer")):
            contest = form.save()
        for role in ("hr_officer", "member"):
            with self.subTest(role=role):
                form = Form(self.as_user(role, contest))
                form.matter_id = self.matter
                form.answer = "The roster was read."
                form.save()
                if role == "hr_officer":
                    act(self.as_user(role, contest)).action_dismiss()
                    act(contest).action_contest()
                else:
                    act(self.as_user(role, contest)).action_resolve()
        self.assertTrue(declaration.voided_on)
        page = Form(self.as_user("officer", declaration))
        self.assertFalse(page.can_contest)

    def test_upheld_where_the_guard_cannot_make_neutral(self):
        """The record is for the worklist, and nobody is told that all is well."""
        guard = self.env["tolerance.guard"].create(
            {
                "name": "Objections, without a matter",
                "model": "tolerance.promotion",
                "path_subject": "subject_id",
                "path_date": "date",
                "path_area": "area_id",
                "negative_domain": "[('state', '=', 'rejected')]",
            }
        )
        self._decide()
        declaration = self._declare(guard_id=guard.id)
        promotion = self.as_user("hr_officer")["tolerance.promotion"].create(
            {
                "employee_id": self.officer.id,
                "to_job": "Deputy Head",
                "date": "2026-06-01",
            }
        )
        act(promotion).action_propose()
        self._make_mark(promotion_id=promotion.id, matter_id=self.other_matter.id)
        act(promotion).action_reject()
        self.env.flush_all()
        self.assertEqual(declaration.res_id, promotion.id)
        self._uphold("hr_officer", self._contest(declaration))
        row = self.env["tolerance.neutralisation"].search(
            [("res_model", "=", "tolerance.promotion"), ("res_id", "=", promotion.id)]
        )
        self.assertEqual((row.state, row.matter_id), ("to_check", self.matter))
        officer = self.as_user("hr_officer", row)
        with self.assertRaises(UserError) as caught:
            act(officer).action_name_matter()
        self.assertIn("neutral values", str(caught.exception))
        act(promotion).action_reconsider()
        self.env.flush_all()
        act(officer).action_name_matter()
        self.assertEqual(row.state, "named")
