"""An exempt matter is not evaluated negatively in any area, also in a new one."""

from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestEveryArea(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        every = cls.env.ref("mistake_tolerance.area_every")
        cls.version.area_ids = [
            (
                0,
                0,
                {
                    "area_id": every.id,
                    "subject_kind": "person",
                    "form": "no_negative",
                    "exempt_only": True,
                },
            )
        ]
        cls.leadership = cls.env.ref("mistake_tolerance.area_leadership_appraisal")
        cls.new_area = cls.env["tolerance.area"].create(
            {"code": "annual_again", "name": "Annual Appraisal", "sequence": 20}
        )

    def _mark(self, area, **values):
        values = {"matter_id": self.matter.id, **values}
        appraisal = self.env["tolerance.appraisal"].create(
            {"employee_id": self.officer.id, "area_id": area.id, "year": 2026}
        )
        return self._make_mark(
            area_id=area.id,
            appraisal_id=appraisal.id,
            kind="deduction",
            points=2,
            **values,
        )

    def test_cited_in_an_area_that_the_decision_does_not_name(self):
        number = self._decide().name
        for area in (self.leadership, self.new_area):
            with (
                self.subTest(area=area.code),
                self.assertRaisesRegex(UserError, number),
            ):
                self._mark(area)

    def test_a_mark_from_before_is_neutralised(self):
        mark = self._mark(self.leadership)
        self._decide()
        self.assertTrue(mark.is_neutralised)
        self.assertEqual(mark.appraisal_id.score, 100)

    def test_what_cites_no_matter_is_asked_only_where_the_decision_names_the_area(self):
        self.other_matter._write_unlocked({"is_open": False})
        self._decide()
        self.matter._write_unlocked({"is_open": False})
        self.assertTrue(self._mark(self.leadership, matter_id=False))
        with self.assertRaises(UserError):
            self._mark(self.annual, matter_id=False)

    def test_only_where_exempt(self):
        self._decide("lighter", has_no_influence_period=True)
        self.assertFalse(self._mark(self.leadership).is_neutralised)

    def test_the_database_refuses_it_too(self):
        self._decide()
        mark = self._mark(self.leadership, matter_id=self.other_matter.id)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE tolerance_mark SET matter_id = %s WHERE id = %s",
                [self.matter.id, mark.id],
            )
            self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_programs_are_told_no(self):
        self._decide()
        question = {"subject": self.subject.id, "matter": self.matter.id}
        answers = self.as_user("hr_officer")["tolerance.effect"].check_protection(
            [
                {**question, "area": area.code}
                for area in (self.annual, self.leadership, self.new_area)
            ]
        )
        self.assertEqual([answer["answer"] for answer in answers], ["no"] * 3)

    def test_which_area_stands_for_all_is_fixed(self):
        every = self.env.ref("mistake_tolerance.area_every")
        with self.assertRaises(UserError):
            every.is_every = False
