from datetime import timedelta

import psycopg2

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_care import CareCase


@tagged("post_install", "-at_install")
class TestCorrectionPlan(CareCase):
    """What a plan has to name, and how it changes."""

    def test_refusal_names_what_the_plan_lacks(self):
        as_clerk = self.as_user("clerk", self._decide().correction_ids)
        with self.assertRaisesRegex(UserError, "Measure.*Deadline.*Checker"):
            as_clerk.action_plan()
        as_clerk.write(self.plan_vals(measure_id=self.risk_measure.id))
        with self.assertRaisesRegex(UserError, "not a measure for tolerated parties"):
            as_clerk.action_plan()
        as_clerk.write(self.plan_vals(deadline=self.today - timedelta(days=1)))
        with self.assertRaisesRegex(UserError, "deadline is over"):
            as_clerk.action_plan()
        as_clerk.write(self.plan_vals(deadline=self.today))
        self.assertTrue(as_clerk.action_plan())

    def test_a_measure_of_another_regulation_is_refused(self):
        other = self.env["tolerance.scheme.version"].create(
            {
                "scheme_id": self.version.scheme_id.id,
                "number": 2,
                "measure_ids": [(0, 0, {"name": "Letter", "for_granted": True})],
            }
        )
        correction = self._decide().correction_ids
        with self.assertRaisesRegex(ValidationError, "another regulation"):
            self.as_user("clerk", correction).measure_id = other.measure_ids

    def test_responsible_person_is_not_the_checker(self):
        correction = self._decide().correction_ids
        as_clerk = self.as_user("clerk", correction)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.CheckViolation),
            self.cr.savepoint(),
        ):
            as_clerk.write(self.plan_vals(checker_id=self.users["officer"].id))
        as_clerk.write(
            self.plan_vals(
                responsible_id=self.users["head"].id,
                checker_id=self.users["officer"].id,
            )
        )
        with self.assertRaisesRegex(UserError, "checker must be another person"):
            as_clerk.action_plan()

    def test_a_plan_changes_only_by_planning_anew_with_a_reason(self):
        correction = self.make_planned()
        as_clerk = self.as_user("clerk", correction)
        later = self.today + timedelta(days=90)
        with self.assertRaisesRegex(AccessError, "Deadline"):
            as_clerk.deadline = later
        with self.assertRaisesRegex(UserError, "Reason for a New Plan"):
            as_clerk.action_replan()
        as_clerk.replan_reason = "The device comes in three months."
        as_clerk.action_replan()
        as_clerk.deadline = later
        as_clerk.action_plan()
        self.assertEqual(correction.deadline, later)
        replanned = self.get_entries(correction)[-2]
        self.assertEqual(replanned.verb, "correction.replan")
        self.assertIn(str(self.today + timedelta(days=10)), replanned.content)
        self.assertIn("The device comes in three months.", replanned.content)
