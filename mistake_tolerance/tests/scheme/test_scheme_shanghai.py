from odoo.tests import tagged

from .regulation_common import RegulationCase


@tagged("post_install", "-at_install")
class TestSchemeShanghai(RegulationCase):
    """Shanghai: an intention, in the words of an article by its Party secretary."""

    code = "shanghai"

    def test_it_stays_a_draft(self):
        self.assertEqual(self.version.state, "draft")
        self.assertTrue(self.version.publish_missing)
        self.assertFalse(
            self.version.situation_ids
            or self.version.degree_ids
            or self.version.area_ids
        )
        self.assertFalse(self.version.step_ids or self.version.step_ids.body_id)
        self.assertFalse(self.version.follow_up_months)

    def test_the_list_of_conditions_is_open(self):
        conditions = self.version.factor_ids.filtered(lambda f: f.kind == "condition")
        self.assert_open(conditions, 1)
        self.assertEqual(conditions.citation[:4], "第八部分")

    def test_duties_and_powers_are_asked_both_ways(self):
        self.assert_table(
            self.version.factor_ids - self.version.factor_ids[:1],
            "name scale citation",
            [
                ("法定职责必须为", "text", "第四部分"),
                ("法无授权不可为", "text", "第四部分"),
            ],
        )

    def test_lists_points_and_registers_are_named_with_text_open(self):
        measures = self.version.measure_ids
        self.assert_open(measures, 12)
        self.assertEqual(len(measures), 12)
        self.assertLessEqual(
            {
                "power_list",
                "responsibility_list",
                "points",
                "interference_register",
                "insider_register",
                "ledger",
                "duty_norm",
            },
            set(measures.mapped("code")),
        )

    def test_legal_bases_that_it_names(self):
        self.assertEqual(len(self.version.legal_basis_ids), 3)
        self.assertIn(
            "关于深化监狱制度改革的若干意见", self.version.legal_basis_ids[0].name
        )
