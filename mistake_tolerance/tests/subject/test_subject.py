from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..common import ToleranceTestCase


@tagged("post_install", "-at_install")
class TestSubject(ToleranceTestCase):
    def _lineage(self, subject):
        rows = self.env["tolerance.subject.lineage"].search(
            [("subject_id", "=", subject.id)]
        )
        return rows.ancestor_id

    def test_every_employee_and_department_has_a_subject(self):
        self.assertEqual(self.officer.tolerance_subject_id.kind, "person")
        self.assertEqual(self.unit.tolerance_subject_id.kind, "unit")
        self.assertNotEqual(
            self.officer.tolerance_subject_id, self.colleague.tolerance_subject_id
        )

    def test_rehired_officer_keeps_the_person(self):
        first, second = self.env["hr.employee"].create(
            [
                {"name": name, "identification_id": "620102199001011233"}
                for name in ("Rehired", "rehired ")
            ]
        )
        self.assertEqual(first.tolerance_subject_id, second.tolerance_subject_id)
        first.active = False
        third = self.env["hr.employee"].create(
            {"name": "Rehired", "identification_id": "620102199001011233"}
        )
        self.assertEqual(first.tolerance_subject_id, third.tolerance_subject_id)

    def test_found_to_be_one_person(self):
        first = self.env["hr.employee"].create(
            {"name": "First", "identification_id": "620102199001019999"}
        )
        second = self.env["hr.employee"].create({"name": "First"})
        old = second.tolerance_subject_id
        second.identification_id = "620102199001019999"
        kept = first.tolerance_subject_id
        self.assertEqual(second.tolerance_subject_id, kept)
        self.assertEqual(self._lineage(kept), kept | old)

    def test_reorganised_unit(self):
        first, second, third = self.env["hr.department"].create(
            [{"name": name} for name in ("One", "Two", "Three")]
        )
        subjects = (first | second | third).mapped("tolerance_subject_id")
        unlocked(subjects[1]).predecessor_ids = subjects[0]
        unlocked(subjects[2]).predecessor_ids = subjects[1]
        self.assertEqual(self._lineage(subjects[2]), subjects)
        unlocked(subjects[1]).predecessor_ids = False
        self.assertEqual(self._lineage(subjects[2]), subjects[1:])
        unlocked(subjects[1]).predecessor_ids = subjects[0]
        with self.assertRaises(ValidationError):
            unlocked(subjects[0]).predecessor_ids = subjects[2]

    def test_many_employees_get_their_persons_together(self):
        vals_list = [{"name": f"Many {number}"} for number in range(30)]
        before = self.env["tolerance.subject"].search_count([])
        prepared = self.env["hr.employee"]._with_own_person(vals_list)
        self.assertTrue(all(vals["tolerance_subject_id"] for vals in prepared))
        after = self.env["tolerance.subject"].search_count([])
        self.assertEqual(after - before, 30)

    def test_two_records_of_one_batch_are_one_person(self):
        number = "620102199001017774"
        batch = self.env["hr.employee"].create(
            [
                {"name": "One", "identification_id": number},
                {"name": "Other"},
                {"name": "One", "identification_id": number},
            ]
        )
        subjects = batch.mapped("tolerance_subject_id")
        self.assertEqual(len(subjects), 2)
        self.assertEqual(batch[0].tolerance_subject_id, batch[2].tolerance_subject_id)
