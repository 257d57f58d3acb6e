from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestSimilarMatter(GuardCase):
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
        self.other_matter._write_verb({"is_open": False})
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
        self._enter(**{**near, "occurred_on": "2026-04-02"})

    def test_whom_it_concerns_entered_later(self):
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
        (self.matter | self.other_matter)._write_verb({"is_open": False})
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
