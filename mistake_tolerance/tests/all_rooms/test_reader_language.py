from odoo.tests import tagged

from ..case.case_common import CaseWalk


@tagged("post_install", "-at_install")
class TestReaderLanguage(CaseWalk):
    """Requirement: each user reads in their own language, not in the writer's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        addon = cls.env.ref("base.module_mistake_tolerance")
        addon._update_translations(["zh_CN"])
        cls.users["officer"].lang = "zh_CN"
        cls.users["clerk"].lang = "en_US"

    def test_decision_is_served_in_the_language_of_the_applicant(self):
        case = self.accept()
        application = case.party_ids.application_id
        self.inquire(case)
        self.decide(case)
        self.serve(case)
        text = application.served_text
        self.assertTrue(text.startswith("容错认定书"))
        self.assertIn("认定结果：免除责任", text)
        self.assertIn("四、理由\nDecided together, no gain.", text)
        # The clerk drafted the decision in English; what people typed stays as it is.
        self.assertIn(f"事项{case.matter_id.name}", text)
        for word in ("Matter", "happened", "Party", "Art."):
            self.assertNotIn(word, text)

    def test_not_accepted_is_served_in_the_language_of_the_applicant(self):
        application = self.file()
        self.answer(
            application, decision="refuse", ground="out_of_scope", reason="Not ours."
        )
        self.assertIn("申请不予受理：不在规定适用范围内。", application.served_text)
        bodies = application.sudo().message_ids.mapped("body")
        told = f"申请{application.name}已有答复。请打开查看。"
        self.assertIn(told, " ".join(bodies))

    def test_two_readers_in_one_transaction(self):
        case = self.accept()
        english = case.with_context(lang="en_US")
        chinese = case.with_context(lang="zh_CN")
        self.assertEqual(english.next_action, "Press Start Inquiry and form the team.")
        self.assertEqual(chinese.next_action, "请点击“启动调查”并组成调查组。")
        limits = chinese.step_ids.mapped("limit_text")
        self.assertEqual(limits[:2], ["启动问责程序之日起7个工作日内"] * 2)
        self.assertEqual(set(limits[2:]), {"原文未作规定"})

    def test_lists_have_the_separators_of_the_language(self):
        case = self.accept()
        self.env["tolerance.case.party"]._create_unlocked(
            {
                "case_id": case.id,
                "subject_id": self.colleague.tolerance_subject_id.id,
            }
        )
        names = case.party_ids.subject_id.mapped("name")
        self.assertEqual(len(names), 2)
        english = case.with_context(lang="en_US").party_names
        self.assertEqual(english, " and ".join(names))
        chinese = case.with_context(lang="zh_CN").party_names
        self.assertEqual(chinese, "和".join(names))
