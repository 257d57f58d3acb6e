from odoo.tests import tagged

from .regulation_common import RegulationCase


@tagged("post_install", "-at_install")
class TestSchemeBincheng(RegulationCase):
    """Bincheng District 2017, as the press report of 22 March 2017 tells it."""

    code = "bincheng_2017"

    def test_title_and_state(self):
        self.assertEqual(self.version.state, "published")
        self.assertTrue(self.version.trial)
        scheme = self.version.scheme_id
        self.assertEqual(
            scheme.name, "滨城区建立容错免责机制 激励干部干事创业实施办法（试行）"
        )
        self.assertEqual(scheme.issuer, "中共滨城区委")
        # The report gives no day of issue.
        self.assertFalse(self.version.date_issued or self.version.date_from)

    def test_eight_chapters_and_seventeen_open_articles(self):
        chapters = self.version.article_ids.filtered(lambda a: a.kind == "chapter")
        self.assert_table(
            chapters,
            "number title",
            [
                ("1", "总则"),
                ("2", "容错免责原则"),
                ("3", "容错免责情形"),
                ("4", "认定容错免责程序"),
                ("5", "容错免责结果运用"),
                ("6", "建立澄清保护机制"),
                ("7", "建立失误纠正机制"),
                ("8", "附则"),
            ],
        )
        articles = self.version.article_ids - chapters
        self.assertEqual(articles.mapped("number"), [str(n) for n in range(1, 18)])
        self.assertTrue(all(articles.mapped("is_open")))
        self.assertFalse(any(articles.mapped("summary")))
        self.assertFalse(any(self.version.article_ids.mapped("source_text")))

    def test_four_principles(self):
        self.assert_table(
            self.version.principle_ids,
            "name citation",
            [
                ("解放思想，鼓励创新，宽容过错", "第二章"),
                ("支持改革，激励担当，保护实干", "第二章"),
                ("实事求是，客观公正，区别对待", "第二章"),
                ("认真甄别，准确研判，严明纪律", "第二章"),
            ],
        )

    def test_whom_it_covers(self):
        self.assertTrue(self.version.covers_persons and self.version.covers_units)
        for kind in ("乡镇（街道）", "区直部门（单位）", "国有企业", "村（居）"):
            with self.subTest(kind):
                self.assertIn(kind, self.version.scope_units)
        self.assertEqual(self.version.scope_staff, "党员干部")
        kinds = {"town", "district_department", "state_enterprise", "village"}
        found = self.version.scope_type_ids.mapped("code")
        self.assertEqual(set(found), kinds | {"party_cadre"})

    def test_ten_situations_of_which_six_are_the_citys(self):
        situations = self.version.situation_ids
        self.assertEqual(situations.mapped("number"), list(range(1, 11)))
        self.assert_open(situations, 6)
        self.assert_table(
            situations[6:],
            "number name citation",
            [
                (7, "处置突发事件，或者执行其他急难险重任务", "第三章"),
                (8, "化解矛盾焦点、解决历史遗留问题", "第三章"),
                (9, "自然灾害", "第三章"),
                (10, "其他符合容错免责的情形", "第三章"),
            ],
        )
        self.assertFalse(situations[:6].part_ids)

    def test_the_city_stands_above_with_six_open_situations(self):
        city = self.version.scheme_id.parent_id
        self.assertEqual(city.code, "binzhou")
        version = city.version_ids
        self.assertEqual(version.state, "draft")
        self.assertTrue(version._get_publish_refusal())
        self.assertEqual(
            version.situation_ids.mapped("code"),
            self.version.situation_ids[:6].mapped("code"),
        )
        self.assert_open(version.situation_ids, 6)
        self.assertFalse(version.degree_ids or version.step_ids)

    def test_minor_violations_are_admitted(self):
        distinction = self.version.factor_ids.filtered(
            lambda factor: factor.code == "minor_or_violation"
        )
        self.assertIn("轻微违纪", distinction.question)
        self.assertIn("超出轻微程度", distinction.stop_question)
        self.assertNotIn("serious_violation", self.version.exclusion_ids.mapped("code"))

    def test_distinctions_have_two_questions(self):
        """The side that rules tolerance out is asked by itself, and is a choice."""
        factors = self.version.factor_ids.grouped("kind")
        self.assertEqual(factors["condition"].mapped("code"), ["diligent", "no_intent"])
        self.assertEqual(
            factors["distinction"].mapped("code"),
            [
                "minor_or_violation",
                "trial_or_knowing",
                "explored_or_forbidden",
                "public_or_private",
            ],
        )
        for factor in factors["distinction"]:
            with self.subTest(factor.code):
                self.assertTrue(factor.stop_question and factor.is_choice)

    def test_exclusions_are_choices(self):
        self.assert_table(
            self.version.exclusion_ids,
            "code kind is_choice article_id.number",
            [
                ("wasteful", "stop", True, "2"),
                ("harm_to_masses", "stop", True, "2"),
                ("inaction", "stop", True, False),
                ("slow_action", "stop", True, False),
                ("reckless_action", "stop", True, False),
            ],
        )

    def test_three_degrees_and_refusal(self):
        self.assert_table(
            self.version.degree_ids,
            "kind name is_choice",
            [
                ("exempt", "免予问责或处分", False),
                ("reduced", "减轻问责或处分", False),
                ("lighter", "从轻问责或处分", False),
                ("refused", "不予容错免责", True),
            ],
        )

    def test_five_areas_three_named_and_promotion_beside(self):
        areas = self.version.area_ids
        self.assert_open(areas, 2)
        deduction = areas.filtered(lambda a: a.form == "deduction_waived")
        named = deduction.filtered("area_id")
        self.assertEqual(
            set(named.mapped("code")),
            {"clean_government_appraisal", "leadership_appraisal", "honours"},
        )
        self.assertEqual(len(named), 6)  # each for persons and for units
        beside = areas.filtered(lambda a: a.area_id and a not in deduction)
        self.assert_table(
            beside,
            "code subject_kind form exempt_only citation",
            [("promotion", "person", "unaffected", True, "第五章")],
        )

    def test_six_steps_under_their_own_labels(self):
        steps = self.version.step_ids
        hearing = steps.filtered(lambda step: step.kind == "hearing")
        self.assertIn("结论认定", hearing.note)
        self.assert_table(
            steps - hearing,
            "name kind citation limit limit_text required",
            [
                (name, kind, "第四章", 0, steps[:1].limit_text, True)
                for name, kind in (
                    ("认定程序", "apply"),
                    ("调查核实", "inquiry"),
                    ("结论认定", "decision"),
                    ("结果反馈", "feedback"),
                    ("事项公开", "disclosure"),
                    ("报告备案", "filing"),
                )
            ],
        )
        self.assertEqual(
            steps[:1].with_context(lang="en_US").limit_text,
            "Not prescribed by the source",
        )
        decision = steps.filtered(lambda step: step.kind == "decision")
        self.assertEqual(steps[steps.ids.index(decision.id) - 1], hearing)
        self.assertEqual(decision.body_id.code, "adjudication_committee")
        disclosure = steps.filtered(lambda step: step.kind == "disclosure")
        for word in ("会议", "书面通报", "一定范围"):
            self.assertIn(word, disclosure.note)

    def test_disclosure_by_meeting_or_circular_within_a_range(self):
        self.assert_table(
            self.version.disclosure_ids,
            "name citation",
            [("召开会议", "第四章"), ("书面通报", "第四章")],
        )
        self.assertEqual(self.version.disclosure_range, "一定范围内")

    def test_one_year_of_follow_up_prescribed(self):
        self.assertEqual(self.version.follow_up_months, 12)
        self.assertEqual(self.version.follow_up_staff, "leading")
        self.assertFalse(self.version.follow_up_is_default)

    def test_measures(self):
        self.assert_table(
            self.version.measure_ids,
            "code kind citation",
            [
                ("correct", "correction", "第七章"),
                ("risk_study", "prevention", "第七章"),
                ("clarification", "protection", "第六章"),
                ("heart_to_heart_talk", "protection", "第五章"),
            ],
        )
