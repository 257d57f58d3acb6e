from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .certificate_common import CertificateCase


@tagged("post_install", "-at_install")
class TestWhy(CertificateCase):
    """From what was decided to the article, the answer and the evidence, and back."""

    def setUp(self):
        super().setUp()
        self.case = self.decided()
        self.decision = self.case.sudo().determination_ids

    def ask(self, role, record):
        """Open the dialog as a user of the role, and return what it shows."""
        Why = self.as_user(role)["tolerance.why"].with_context(
            default_res_model=record._name, default_res_id=record.id
        )
        return str(Form(Why).content)

    def get_article_link(self, provision):
        article = provision.article_id
        return f'href="/odoo/tolerance.scheme.article/{article.id}"'

    def test_decision_shows_article_answer_and_evidence(self):
        content = self.ask("member", self.decision)
        line = self.decision.line_ids.filtered("is_selected")[0]
        for provision in (
            self.decision.degree_id,
            *self.decision.situation_ids,
            line.scheme_area_id,
        ):
            self.assertIn(self.get_article_link(provision), content)
            self.assertIn(provision.display_name, content)
        answers = self.case.sudo().party_ids.assessment_ids.line_ids
        answers = answers.filtered(lambda line: line.is_answered and line.evidence_ids)
        self.assertTrue(answers)
        self.assertIn(answers[0].name, content)
        self.assertIn(answers[0].reasoning, content)
        evidence = answers[0].evidence_ids[0]
        self.assertIn(f'href="/odoo/tolerance.evidence/{evidence.id}"', content)

    def test_step_shows_its_article_and_how_its_day_was_counted(self):
        step = self.case.sudo().step_ids.filtered("due_on")[0]
        content = self.ask("clerk", step)
        self.assertIn(self.get_article_link(step.scheme_step_id), content)
        self.assertIn(step.scheme_step_id.limit_text, content)

    def test_effect_shows_its_article_to_those_who_may_not_read_the_decision(self):
        effect = self.decision.effect_ids[0]
        area = self.decision.line_ids.filtered(
            lambda line: line.area_id == effect.area_id
        ).scheme_area_id
        content = self.ask("officer", effect)
        self.assertIn(self.get_article_link(area), content)
        self.assertNotIn("tolerance.evidence", content)
        answers = self.case.sudo().party_ids.assessment_ids.line_ids
        for reasoning in filter(None, answers.mapped("reasoning")):
            self.assertNotIn(reasoning, content)

    def test_assessment_shows_the_answer_that_stops(self):
        assessment = self.case.sudo().party_ids.assessment_ids
        self.assertIn(assessment.line_ids[0].reasoning, self.ask("member", assessment))

    def test_article_names_what_uses_it(self):
        article = self.decision.degree_id.article_id
        uses = str(self.as_user("member", article).used_by)
        self.assertIn(f'href="/odoo/tolerance.determination/{self.decision.id}"', uses)
        degree = self.decision.degree_id
        self.assertIn(f'href="/odoo/tolerance.scheme.degree/{degree.id}"', uses)
        # Who may read no decision is told of none.
        uses = str(self.as_user("colleague", article).used_by)
        self.assertNotIn("tolerance.determination", uses)
        self.assertIn(f'href="/odoo/tolerance.scheme.degree/{degree.id}"', uses)

    def test_a_user_in_conflict_learns_nothing(self):
        article = self.decision.degree_id.article_id
        member = self.users["member"]
        self.env["tolerance.conflict"]._add(
            [(self.case.matter_id.id, member.id, "recused")], self.case.matter_id
        )
        self.env.invalidate_all()
        uses = str(self.as_user("member", article).used_by)
        self.assertNotIn("tolerance.determination", uses)
        self.assertNotIn("tolerance.case.step", uses)
        with self.assertRaises(AccessError):
            self.ask("member", self.decision)
        with self.assertRaises(AccessError):
            self.ask("member", self.case.sudo().step_ids[0])

    def test_only_records_with_grounds_have_the_dialog(self):
        Why = self.as_user("clerk")["tolerance.why"]
        self.assertFalse(
            Why.new({"res_model": "res.users", "res_id": self.env.uid}).content
        )

    def test_texts_bring_no_markup(self):
        line = self.case.sudo().party_ids.assessment_ids.line_ids[0]
        content = self.env["tolerance.why"]._write_answer(
            line._list_found_answers()[0]._replace(argument="<script>alert(1)</script>")
        )
        self.assertNotIn("<script>", content)
        self.assertIn("&lt;script&gt;", content)
