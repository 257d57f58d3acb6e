"""Record types that are not ours, protected by configuration alone."""

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..common import act
from ..remedy.review_common import ReviewCase


@tagged("post_install", "-at_install")
class TestGuardForeign(ReviewCase):
    def test_written_negative_is_refused(self):
        determination = self._decide()
        with self.assertRaises(UserError) as caught:
            self._review(3)
        self.assertIn(determination.name, str(caught.exception))
        self._review(0)
        self._review(3, matter=self.other_matter)

    def test_change_of_a_link_on_the_guard_path_neutralises(self):
        line = self._review(3, sheet=self.other_sheet)
        self._decide()
        self.other_sheet.x_employee_id = self.officer
        self.env.flush_all()
        line.invalidate_recordset()
        self.assertEqual(line.x_result, 0)

    def test_existing_value_is_replaced_and_restored(self):
        line = self._review(3)
        determination = self._decide()
        self.assertEqual(line.x_result, 0)
        kept = self.env["tolerance.neutralisation"].search(
            [("res_model", "=", "x_review"), ("res_id", "=", line.id)]
        )
        self.assertEqual(kept.state, "neutralised")
        determination.revocation_reason = "Concealed."
        act(determination.with_user(self.decider)).action_revoke()
        self.assertEqual(line.x_result, -3)
        self.assertEqual(kept.state, "restored")

    def test_value_changed_since_is_left_alone(self):
        line = self._review(3)
        determination = self._decide()
        line.x_result = 5
        determination.revocation_reason = "Concealed."
        act(determination.with_user(self.decider)).action_revoke()
        self.assertEqual(line.x_result, 5)
        kept = self.env["tolerance.neutralisation"].search([("res_id", "=", line.id)])
        self.assertEqual(kept.state, "changed")

    def test_raw_sql_is_found_by_the_sweep(self):
        self._decide()
        line = self._review(0)
        self.env.cr.execute(
            "UPDATE x_review SET x_result = -3 WHERE id = %s", [line.id]
        )
        self.env.invalidate_all()
        self.env["tolerance.enforcement"]._cron_sweep()
        self.assertEqual(line.x_result, 0)

    def test_recomputation_is_neutralised_and_blocks_nobody(self):
        self._decide()
        line = self._review(0)
        field = line._fields["x_result"]
        self.env.cr.execute("UPDATE x_review SET x_points = 3 WHERE id = %s", [line.id])
        self.env.invalidate_all()
        self.env.add_to_compute(field, line)
        self.env.flush_all()
        self.assertEqual(line.x_result, 0)

    def test_guard_takes_effect_when_created(self):
        """A new guard watches at once."""
        self.guard.active = False
        self._decide()
        line = self._review(3)
        self.assertEqual(line.x_result, -3)
        self.guard.active = True
        self.assertEqual(line.x_result, 0)
        with self.assertRaises(UserError):
            self._review(2)

    def test_guard_that_cannot_read_is_refused(self):
        for values in (
            {"path_subject": "x_sheet_id"},
            {"path_subject": "x_day"},
            {"path_matter": "x_sheet_id"},
            {"negative_domain": "nonsense("},
            {"neutral_values": "[]"},
            {"neutral_values": '{"message_ids": 1}'},
        ):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self.guard.write(values)

    def test_guard_waits_for_a_type_that_is_not_there(self):
        guard = self.env["tolerance.guard"].create(
            {
                "name": "Not there",
                "model": "hr.appraisal.not.installed",
                "path_subject": "employee_id",
                "area_id": self.annual.id,
            }
        )
        self.assertIn("waits", guard.problem)
        self._decide()
        with self.assertRaises(UserError):
            self._review(1)

    def test_related_field_written_from_another_record(self):
        """The sheet shows points of a line and lets them be edited there."""
        fields = {"model_id": self.env["ir.model"]._get_id("x_review_sheet")}
        self.env["ir.model.fields"].create(
            [
                {
                    **fields,
                    "name": "x_line_id",
                    "ttype": "many2one",
                    "relation": "x_review",
                    "field_description": "Line",
                },
                {
                    **fields,
                    "name": "x_line_points",
                    "ttype": "float",
                    "related": "x_line_id.x_points",
                    "readonly": False,
                    "store": False,
                    "field_description": "Points of the Line",
                },
            ]
        )
        determination = self._decide()
        line = self._review(0)
        sheet = self.env["x_review_sheet"].browse(self.other_sheet.id)
        sheet.x_line_id = line.id
        self.env.flush_all()
        with self.assertRaisesRegex(UserError, determination.name):
            sheet.x_line_points = 3
            self.env.flush_all()
