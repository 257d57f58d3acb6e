from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..case.case_common import CaseWalk
from ..common import act


@tagged("post_install", "-at_install")
class TestAssessment(CaseWalk):
    def _assessment(self, **values):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        return inquiry.assessment_ids, inquiry

    def test_questions_come_from_the_scheme_and_the_claims(self):
        assessment, _inquiry = self._assessment()
        kinds = assessment.line_ids.filtered(lambda li: not li.is_stop).mapped("kind")
        factors = self.version.factor_ids
        self.assertEqual(kinds.count("condition"), 3)
        self.assertEqual(kinds.count("distinction"), 3)
        self.assertEqual(kinds.count("factor"), 5)
        self.assertEqual(assessment.line_ids.factor_id, factors)
        self.assertEqual(assessment.line_ids.exclusion_id, self.version.exclusion_ids)
        self.assertEqual(assessment.line_ids.part_id, self.situation.part_ids)

    def test_complete_only_with_every_answer(self):
        assessment, inquiry = self._assessment()
        evidence = self.enter_evidence(inquiry)
        self.assertFalse(assessment.is_complete)
        self.assess(inquiry, evidence)
        self.assertTrue(assessment.is_complete)
        line = assessment.line_ids[0]
        line.reasoning = False
        self.assertFalse(assessment.is_complete)
        line.reasoning = "See the minutes."
        line.evidence_ids = False
        self.assertFalse(assessment.is_complete)
        line.answer = "unclear"
        self.assertTrue(assessment.is_complete)
        assessment.nature = False
        self.assertFalse(assessment.is_complete)

    def test_form_of_an_answer(self):
        assessment, inquiry = self._assessment()
        self.enter_evidence(inquiry)
        with Form(assessment) as form:
            form.nature = "none"
            form.conclusion = "Nothing to hold against them."
        self.assertEqual(assessment.nature, "none")

    def test_only_the_team_answers(self):
        assessment, _inquiry = self._assessment()
        line = assessment.line_ids[0]
        for login in ("clerk", "officer", "member", "administrator"):
            with self.subTest(login=login), self.assertRaises(AccessError):
                self.as_user(login, line).write({"answer": "yes"})
        with self.assertRaises(AccessError):
            line.write({"kind": "factor"})
        line.answer = "yes"

    def test_answer_rests_on_evidence_of_its_own_case(self):
        assessment, _inquiry = self._assessment()
        other = self.accept("colleague", title="Another matter")
        foreign = self.enter_evidence(self.start_inquiry(other))
        with self.assertRaises(ValidationError):
            assessment.line_ids[0].evidence_ids = foreign

    def test_how_serious_is_not_answered_by_yes(self):
        assessment, _inquiry = self._assessment()
        asked = assessment.line_ids.filtered(lambda li: not li.is_stop)
        lines = asked.grouped(lambda line: line.factor_id.code)
        self.assertEqual(
            lines["gravity"].allowed_answers,
            ["minor", "ordinary", "serious", "unclear"],
        )
        for code, answer in (
            ("gravity", "yes"),
            ("nature_consequences", "no"),
            ("background", "yes"),
            ("motive", "serious"),
            ("lawful", "for"),
        ):
            with self.subTest(code=code), self.assertRaises(ValidationError):
                lines[code].answer = answer
        for line in assessment.line_ids:
            for answer in line.allowed_answers:
                line.answer = answer

    def test_the_database_knows_the_answers_too(self):
        assessment, _inquiry = self._assessment()
        line = assessment.line_ids.filtered(lambda li: li.scale == "gravity")[0]
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE tolerance_assessment_line SET answer = 'yes' WHERE id = %s",
                [line.id],
            )

    def test_a_condition_keeps_its_plain_no(self):
        draft = self.version.browse(self.version.action_new_draft()["res_id"])
        condition = draft.factor_ids.filtered(lambda f: f.kind == "condition")[0]
        self.assertEqual(
            draft.factor_ids.mapped("scale"), self.version.factor_ids.mapped("scale")
        )
        with self.assertRaises(ValidationError):
            condition.scale = "gravity"

    def test_partly_met_is_for_the_body_to_weigh(self):
        assessment, inquiry = self._assessment()
        evidence = self.enter_evidence(inquiry)
        self.assess(inquiry, evidence, condition="partly", situation="partly")
        self.assertFalse(assessment._get_stops())
        self.assertFalse(assessment._get_failed_situations())

    def test_no_citation_is_filled_in(self):
        """What an answer rests on is for the inquirer to say, answer by answer."""
        assessment, inquiry = self._assessment()
        minutes = self.enter_evidence(inquiry)
        with Form(assessment) as form:
            with form.line_ids.edit(0) as line:
                line.answer = "yes"
                line.reasoning = "See the minutes."
                self.assertFalse(line.evidence_ids.ids)
                line.evidence_ids.add(minutes)
            with form.line_ids.edit(1) as line:
                line.answer = "partly"
                line.reasoning = "Nothing shows it."
                self.assertFalse(line.evidence_ids.ids)
        self.assertEqual(
            assessment.line_ids.filtered("is_answered"), assessment.line_ids[:1]
        )

    def test_a_part_says_of_which_situation(self):
        assessment, _inquiry = self._assessment()
        line = assessment.line_ids.filtered("part_id")[0]
        self.assertEqual(
            line.name,
            f"({self.situation.number}) {self.situation.name}: {line.part_id.name}",
        )
        self.env["res.lang"]._activate_lang("zh_CN")
        chinese = line.with_context(lang="zh_CN").name
        self.assertRegex(chinese, "^（[一二三四五六七八九十]+）")

    def test_refusal_needs_the_assessment_too(self):
        case = self.accept()
        inquiry = self.start_inquiry(case)
        inquiry.report = "<p>Found.</p>"
        with self.assertRaises(UserError):
            act(inquiry).action_close()
        with self.assertRaises(UserError):
            case.action_open_session()

    def test_failed_groups_fail_the_situation(self):
        assessment, inquiry = self._assessment()
        self.assess(inquiry, self.enter_evidence(inquiry))
        self.assertFalse(assessment._get_failed_situations())
        parts = assessment.line_ids.filtered("part_id")
        group = parts[0].part_id.group
        for line in parts.filtered(lambda li: li.part_id.group == group):
            line.answer = "no"
        self.assertEqual(assessment._get_failed_situations(), self.situation)

    def test_one_part_of_an_or_group_is_enough(self):
        situation = self.version.situation_ids.filtered(
            lambda s: (
                len(s.part_ids.mapped("group")) > len(set(s.part_ids.mapped("group")))
            )
        )[:1]
        self.situation = situation
        assessment, inquiry = self._assessment()
        self.assess(inquiry, self.enter_evidence(inquiry), situation="no")
        self.assertEqual(assessment._get_failed_situations(), situation)
        for lines in (
            assessment.line_ids.filtered("part_id")
            .grouped(lambda line: line.part_id.group)
            .values()
        ):
            lines[0].answer = "yes"
        self.assertFalse(assessment._get_failed_situations())
