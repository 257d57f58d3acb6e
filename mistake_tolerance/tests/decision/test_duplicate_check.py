from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestDuplicateCheck(GuardCase):
    """The same facts entered twice, to cite the second."""

    def _enter(self, role="hr_officer", **values):
        return self.as_user(role)["tolerance.matter"].create(
            {
                "title": "The same under another name",
                "occurred_on": "2026-03-02",
                "subject_ids": [(6, 0, self.subject.ids)],
                **values,
            }
        )

    def test_a_second_matter_needs_the_difference(self):
        self._decide()
        self.other_matter._write_unlocked({"is_open": False})
        with self.assertRaises(UserError) as caught:
            self._enter()
        self.assertIn(self.matter.name, str(caught.exception))
        self.assertNotIn(self.other_matter.name, str(caught.exception))
        matter = self._enter(different_reason="Another ward, in the evening.")
        entry = self.env["tolerance.ledger.entry"].search(
            [("verb", "=", "matter.distinguish"), ("res_id", "=", matter.id)]
        )
        self.assertIn("another ward", entry.payload.lower())
        # Whom the mark is against reads it.
        mark = self._make_mark(matter_id=matter.id)
        mine = self.as_user("officer", mark)
        self.assertEqual(mine.matter_difference, "Another ward, in the evening.")
        with self.assertRaises(AccessError):
            self.as_user("clerk", matter).different_reason = "Otherwise."

    def test_near_in_time_and_in_one_unit(self):
        self._decide()
        self.matter.department_id = self.unit
        near = {"occurred_on": "2026-03-04", "department_id": self.unit.id}
        with self.assertRaises(UserError):
            self._enter(**near)

    def test_protected_whatever_the_day_and_the_unit(self):
        """Day, unit and kind of a second entry of one event are typed freely."""
        early = self._enter(
            "clerk", occurred_on="2026-01-05", different_reason="Another winter."
        )
        empty = self._enter("clerk", occurred_on="2026-01-05", subject_ids=False)
        self._decide()
        for values in (
            {"occurred_on": "2026-05-01"},
            {"occurred_on": "2026-01-05"},
            {"title": "Something else", "kind": "deviation"},
        ):
            with (
                self.subTest(values),
                self.assertRaisesRegex(UserError, self.matter.name),
            ):
                self._enter(**values)
        with self.assertRaisesRegex(UserError, self.matter.name):
            empty.subject_ids = self.subject
        # What was on file before the decision is not asked about anew.
        early.title = "In other words"
        self.assertTrue(
            self._enter(
                occurred_on="2026-05-01", different_reason="Absent on 1 May."
            ).name
        )
        # Nor is one of somebody else.
        colleague = self.colleague.tolerance_subject_id
        self._enter(occurred_on="2026-05-01", subject_ids=[(6, 0, colleague.ids)])

    def test_number_is_given_by_the_system(self):
        """No number of another matter, none that is still to come."""
        Matter = self.as_user("hr_officer")["tolerance.matter"]
        vals = {"title": "T", "occurred_on": "2026-03-02"}
        for one in (
            Matter.create({**vals, "name": self.matter.name}),
            Matter.with_context(default_name=self.matter.name).create(vals),
        ):
            self.assertNotEqual(one.name, self.matter.name)
        for role in ("hr_officer", "clerk"):
            with self.assertRaisesRegex(UserError, "given once"):
                self.as_user(role, one).name = self.matter.name
        result = Matter.load(
            ["name", "title", "occurred_on"], [[self.matter.name, "T", "2026-03-02"]]
        )
        imported = Matter.browse(result["ids"])
        self.assertNotEqual(imported.name, self.matter.name)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE tolerance_matter SET name = %s WHERE id = %s",
                [self.matter.name, one.id],
            )

    def test_subject_added_later_is_compared(self):
        self._decide()
        matter = self._enter("clerk", subject_ids=False)
        with self.assertRaises(UserError):
            matter.subject_ids = self.subject

    def test_case_of_others_is_no_examination_of_this_one(self):
        self._decide()
        others = self.colleague.tolerance_subject_id
        matter = self._make_matter("A colleague's", others)
        self._make_party(matter, others)
        with self.assertRaisesRegex(UserError, "write why"):
            self.as_user("clerk", matter).subject_ids |= self.subject
        self._make_party(matter)
        self.as_user("clerk", matter).subject_ids |= self.subject

    def test_somebody_else_or_nothing_protected(self):
        self._enter(subject_ids=[(6, 0, self.colleague.tolerance_subject_id.ids)])
        (self.matter | self.other_matter)._write_unlocked({"is_open": False})
        self._enter()

    def test_page_warns_before_it_is_saved(self):
        self._decide()
        form = Form(self.as_user("clerk")["tolerance.matter"])
        form.title = "Again"
        form.occurred_on = "2026-03-02"
        self.assertFalse(form.similar_note)
        form.subject_ids.add(self.subject)
        self.assertIn(self.matter.name, form.similar_note)
        form.different_reason = "Another ward."
        self.assertTrue(form.save().name)
