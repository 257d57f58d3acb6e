from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_personnel import PersonnelCase


@tagged("post_install", "-at_install")
class TestRecordName(PersonnelCase):
    """Personnel records are found by the name they show, and by no other."""

    def _import(self, *rows):
        fields = ["appraisal_id", "kind", "points", "reason", "date"]
        return self.hr["tolerance.mark"].load(fields, [list(row) for row in rows])

    def test_an_import_finds_the_right_person(self):
        mine = self.make_appraisal()
        theirs = self.make_appraisal(self.colleague)
        result = self._import(
            (mine.display_name, "deduction", "1", "Mine", "2026-06-01"),
            (theirs.display_name, "deduction", "2", "Theirs", "2026-06-01"),
        )
        self.assertTrue(result["ids"], result["messages"])
        self.assertEqual((mine.deduction, theirs.deduction), (1, 2))

    @mute_logger("odoo.sql_db")
    def test_an_import_takes_nobody_else_for_a_name_that_is_wrong_or_borne_twice(self):
        mine = self.make_appraisal()
        wrong = mine.display_name.replace("2026", "2025")
        row = ("deduction", "1", "Test", "2026-06-01")
        result = self._import((wrong, *row))
        self.assertFalse(result["ids"])
        namesake = self.env["hr.employee"].create({"name": self.officer.name})
        self.make_appraisal(namesake)
        result = self._import((mine.display_name, *row))
        self.assertFalse(result["ids"])
        self.assertFalse(mine.mark_ids)

    def test_typed_words_narrow_the_search(self):
        Appraisal = self.hr["tolerance.appraisal"]
        year = self.make_appraisal()
        half = self.make_appraisal(period="half_1")
        self.make_appraisal(self.colleague)
        name = self.officer.name
        self.assertIn("First Half-Year", half.display_name)

        def found(text):
            return Appraisal.search([("display_name", "ilike", text)])

        self.assertEqual(found(name), year | half)
        self.assertEqual(found(f"{name}, Annual 2026 First"), half)
        self.assertFalse(found(f"{name} 2025"))
        self.assertEqual(
            Appraisal.search([("display_name", "=", year.display_name)]), year
        )

    def test_promotions_and_commendations(self):
        promotion = self.make_promotion()
        self.make_promotion(to_job="Head")
        commendation = self.make_commendation()
        self.make_commendation(title="Model Unit")
        for record in (promotion, commendation):
            with self.subTest(record):
                self.assertEqual(
                    record.name_search(record.display_name, operator="="),
                    [(record.id, record.display_name)],
                )
