from odoo.tests import tagged

from .regulation_common import RegulationCase


@tagged("post_install", "-at_install")
class TestSchemeProvince(RegulationCase):
    """A province's responsibility system, as its report of experience tells it."""

    code = "province_responsibility"

    def test_each_kind_of_responsibility_is_named_with_its_group(self):
        """办案责任 stands in two groups: beside 监管责任, and beside 违纪违法责任."""
        kinds = self.version.responsibility_ids
        self.assertEqual(len(kinds), 11)
        self.assertLess(len(set(kinds.mapped("name"))), 11)
        self.assertEqual(len(set(kinds.mapped("display_name"))), 11)

    def test_four_phases_and_kinds_of_responsibility(self):
        self.assert_table(
            self.version.responsibility_ids.sorted("sequence"),
            "axis name",
            [
                ("phase", "明责"),
                ("phase", "履责"),
                ("phase", "考责"),
                ("phase", "追责"),
                ("type", "政治责任"),
                ("type", "办案责任"),
                ("type", "监管责任"),
                ("quality", "错案"),
                ("quality", "办案瑕疵"),
                ("route", "办案责任"),
                ("route", "违纪违法责任"),
            ],
        )

    def test_opinions_to_discipline_or_not(self):
        self.assert_table(
            self.version.degree_ids,
            "kind name citation",
            [
                ("exempt", "不予惩戒意见", "第三部分（二）"),
                ("refused", "惩戒意见", "第三部分（二）"),
            ],
        )

    def test_the_committee_concludes_and_handling_waits(self):
        self.assertEqual(self.version.state, "published")
        self.assertTrue(self.version.hold_until_decision)
        self.assert_table(
            self.version.step_ids,
            "kind name body_id.name limit",
            [
                ("apply", "向惩戒委员会提出", "惩戒工作处", 0),
                ("decision", "审议结论", "法官检察官惩戒委员会", 0),
            ],
        )

    def test_the_ground_of_an_opinion_not_to_discipline(self):
        self.assert_table(
            self.version.situation_ids,
            "name citation",
            [("不应承担错案责任", "第三部分（二）")],
        )

    def test_protection_measures_are_named_with_text_open(self):
        measures = self.version.measure_ids.grouped("kind")
        self.assertEqual(
            measures["correction"].mapped("name"),
            ["信函提醒", "专门督导", "会议推动"],
        )
        self.assertEqual(
            measures["prevention"].mapped("name"),
            ["情况通报", "案例公开", "警示教育"],
        )
        self.assert_open(self.version.measure_ids, 5)
        self.assertTrue(all(measures["protection"].mapped("is_open")))

    def test_what_is_protected_is_labelled_a_choice(self):
        self.assert_table(
            self.version.area_ids,
            "code form is_choice",
            [("promotion", "unaffected", True)],
        )
        self.assertFalse(self.version.follow_up_months)
