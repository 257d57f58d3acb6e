"""Records that nobody wrote and that name no matter: somebody says what they are."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ...models.base.write_permit import unlocked
from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestWorklist(GuardCase):
    def _get_unclear_mark(self, **values):
        """A mark about another record, which turns out to be the person's."""
        twin = self._make_former()
        mark = self._make_mark(employee_id=twin.id, matter_id=False, **values)
        self._find_same(twin)
        row = self.env["tolerance.neutralisation"].search(
            [("res_model", "=", mark._name), ("res_id", "=", mark.id)]
        )
        self.assertEqual(row.state, "to_check")
        return mark, self.as_user("hr_officer", row)

    def test_about_the_protected_matter(self):
        determination = self._decide()
        mark, row = self._get_unclear_mark()
        with self.assertRaisesRegex(UserError, "fill in first: It Is About"):
            act(row).action_name_matter()
        row.matter_id = self.matter
        act(row).action_name_matter()
        self.assertEqual(row.state, "named")
        self.assertEqual(mark.effect_id.name, determination.name)
        self.assertFalse(mark.matter_id, "the record stays as it was written")

    def test_about_another_matter(self):
        self._decide()
        mark, row = self._get_unclear_mark()
        row.matter_id = self.other_matter
        act(row).action_name_matter()
        self.assertFalse(mark.is_neutralised)
        # That one is decided later, and the decision looks back.
        self._decide(party=self._make_party(self.other_matter))
        self.assertTrue(mark.is_neutralised)

    def test_matter_of_another_person_is_refused(self):
        self._decide()
        _mark, row = self._get_unclear_mark()
        strange = self._make_matter("Strange", self.colleague.tolerance_subject_id)
        row.matter_id = strange
        with self.assertRaisesRegex(UserError, "does not concern"):
            act(row).action_name_matter()
        self.assertEqual(row.state, "to_check")

    def test_another_ground(self):
        self._decide()
        mark, row = self._get_unclear_mark()
        with self.assertRaisesRegex(UserError, "fill in first: Reason"):
            act(row).action_declare()
        row.reason = "Absent without leave on 30 May."
        act(row).action_declare()
        self.assertEqual(row.state, "declared")
        declaration = self.env["tolerance.declaration"].search(
            [("res_id", "=", mark.id)]
        )
        self.assertEqual(declaration.create_uid, self.users["hr_officer"])
        self.assertIn(self.users["officer"], declaration.sudo().activity_ids.user_id)
        mark.reason = "Absent on 30 May."
        self.env.flush_all()

    def test_a_type_that_was_uninstalled_leaves_its_rows_readable(self):
        self._decide()
        _mark, row = self._get_unclear_mark()
        values = {"guard_id": row.sudo().guard_id.id, "res_id": 1, "state": "to_check"}
        values.update(subject_id=row.subject_id.id, company_id=row.company_id.id)
        rows = unlocked(self.env["tolerance.neutralisation"]).create(
            [{**values, "res_model": "gone.model"}]
        )
        rows = self.as_user(
            "hr_officer", rows.with_env(self.env) | row.with_env(self.env)
        )
        name = {"fields": {"display_name": {}}}
        read = rows.web_read({"res_model": {}, "res_id": name})
        self.assertEqual([values["id"] for values in read], rows.ids)
        self.assertEqual(read[0]["res_id"], 1)
        self.assertTrue(read[1]["res_id"]["display_name"])

    def test_settled_rows_stay(self):
        self._decide()
        _mark, row = self._get_unclear_mark()
        row.write({"matter_id": self.matter.id, "reason": "Read in the file."})
        for vals in ({"state": "named"}, {"res_id": 3}, {"settled_on": "2026-05-01"}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                row.write(vals)
        act(row).action_name_matter()
        with self.assertRaises(AccessError):
            row.matter_id = self.other_matter
        for action in ("name_matter", "declare"):
            with self.subTest(action=action), self.assertRaises(UserError):
                getattr(act(row), f"action_{action}")()

    def test_cap_counts_what_was_named(self):
        """Points of a named record and of one that cites the matter add up."""
        draft = self._draft("reduced", influence_until="2026-12-31")
        line = draft.with_user(self.decider).line_ids.filtered(
            lambda li: li.area_id == self.annual
        )
        line.cap_points = 2
        act(draft.with_user(self.decider)).action_confirm()
        mark, row = self._get_unclear_mark(
            kind="deduction", area_id=self.annual.id, points=1.5
        )
        row.matter_id = self.matter
        act(row).action_name_matter()
        self.assertEqual(mark.counted_points, 1.5)
        with self.assertRaises(UserError):
            self._make_mark(kind="deduction", area_id=self.annual.id, points=1)
        self._make_mark(kind="deduction", area_id=self.annual.id, points=0.5)

    def test_officer_cannot_settle_own_rows(self):
        self._decide()
        _mark, row = self._get_unclear_mark()
        self.users["officer"].group_ids |= self.env.ref(
            "mistake_tolerance.group_hr_officer"
        )
        with self.assertRaises(AccessError):
            row.with_user(self.users["officer"]).reason = "Nothing."

    def test_page_of_the_officer(self):
        self._decide()
        mark, row = self._get_unclear_mark()
        form = Form(row)
        form.matter_id = self.matter
        form.reason = "Read in the file."
        form.save()
        self.assertTrue(row.can_name_matter)
        act(row).action_name_matter()
        self.assertTrue(mark.is_neutralised)
        self.assertFalse(row.can_declare)
