"""Code that swallows a refusal and goes on stores nothing of it."""

from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..remedy.review_common import ReviewCase


@tagged("post_install", "-at_install")
class TestSwallowed(ReviewCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.decision = cls._decide()

    def _end_transaction(self):
        self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.env.cr.execute("SET CONSTRAINTS ALL DEFERRED")

    def _run(self, code):
        """Run code of a server action that an administrator has written."""
        action = self.env["ir.actions.server"].create(
            {
                "name": "Clean up",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "state": "code",
                "code": code,
            }
        )
        action.run()

    def assertNotCommitted(self, write):
        code = f"try:\n    {write}\n    env.flush_all()\n"
        code += "except UserError:\n    pass\nenv.cr.precommit.clear()\n"
        self._end_transaction()
        # Not assertRaises: the savepoint ends before the transaction does.
        with (
            self.subTest(write),
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(CheckViolation, "not taken back|protects against"),
            self.env.cr.savepoint(),
        ):
            self._run(code)
            self._end_transaction()

    def test_marks_and_foreign_records_with_and_without_a_matter(self):
        mark = self._make_mark(matter_id=self.other_matter.id)
        line = self._review(0)
        for matter in (self.matter.id, False):
            vals = self._mark_vals(matter_id=matter)
            self.assertNotCommitted(f"env['tolerance.mark'].sudo().create({vals})")
            self.assertNotCommitted(
                f"env['tolerance.mark'].browse({mark.id}).sudo()"
                f".write({{'matter_id': {matter}}})"
            )
            review = {
                "x_sheet_id": self.sheet.id,
                "x_matter_id": matter,
                "x_day": "2026-06-01",
                "x_points": 3,
            }
            self.assertNotCommitted(f"env['x_review'].sudo().create({review})")
            self.assertNotCommitted(
                f"env['x_review'].browse({line.id}).sudo()"
                f".write({{'x_matter_id': {matter}, 'x_points': 4}})"
            )

    def test_rolled_back_savepoint_leaves_the_rest(self):
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._make_mark()
        mark = self._make_mark(matter_id=self.other_matter.id)
        self._end_transaction()
        self.assertTrue(mark.exists())
