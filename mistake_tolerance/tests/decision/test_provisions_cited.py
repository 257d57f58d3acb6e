from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestProvisionsCited(GuardCase):
    """What a decision cites of its regulation, and the areas that it protects."""

    def _make_principle(self, version, **values):
        return self.env["tolerance.scheme.principle"].create(
            {"version_id": version.id, "name": "Facts decide", **values}
        )

    def test_principles_are_those_of_the_regulation(self):
        principle = self._make_principle(self.version)
        draft = self._draft(principle_ids=[(6, 0, principle.ids)])
        other = self._make_version(person=(self.annual,), unit=())
        for strange in (
            self._make_principle(other),
            self._make_principle(self.version, is_open=True),
        ):
            with self.assertRaises(ValidationError):
                draft.with_user(self.decider).principle_ids = strange
        self.assertEqual(draft.principle_ids, principle)

    def test_a_confirmed_decision_keeps_its_principles(self):
        principle = self._make_principle(self.version)
        decision = self._decide(principle_ids=[(6, 0, principle.ids)])
        with self.assertRaises(AccessError):
            decision.with_user(self.decider).principle_ids = False
        entries = self.env["tolerance.ledger.entry"].search(
            [("res_model", "=", decision._name), ("res_id", "=", decision.id)]
        )
        self.assertIn(
            f'"principle_ids":[{principle.id}]',
            str(entries.mapped("content")).replace(" ", ""),
        )

    def test_a_situation_that_is_not_known_is_not_found(self):
        self.version.situation_ids.is_open = True
        with self.assertRaises(ValidationError):
            self._draft()

    def test_an_area_that_is_not_known_protects_nobody(self):
        honours = self.version.area_ids.filtered(lambda a: a.area_id == self.honours)
        honours.is_open = True
        self.assertNotIn(self.honours, self._draft().line_ids.area_id)

    def test_an_area_for_those_exempted_altogether(self):
        promotion = self.version.area_ids.filtered("free_after_period")
        self.assertIn(self.promotion_area, self._draft("lighter").line_ids.area_id)
        promotion.exempt_only = True
        other = self._make_party(matter=self.other_matter)
        self.assertNotIn(
            self.promotion_area, self._draft("lighter", other).line_ids.area_id
        )

    def test_an_area_for_one_outcome(self):
        """Its form is what the regulation says for it, and it goes before the rest."""
        promotion = self.version.area_ids.filtered("free_after_period")
        lighter = self.version.degree_ids.filtered(lambda d: d.kind == "lighter")
        promotion.copy({"degree_id": lighter.id, "form": "same_treatment"})
        line = self._draft("lighter").line_ids.filtered(
            lambda line: line.area_id == self.promotion_area
        )
        self.assertEqual(line.form, "same_treatment")
        other = self._make_party(matter=self.other_matter)
        line = self._draft("exempt", other).line_ids.filtered(
            lambda line: line.area_id == self.promotion_area
        )
        self.assertEqual(line.form, promotion.form)

    def test_an_area_for_those_exempted_protects_them(self):
        self.version.area_ids.filtered("free_after_period").exempt_only = True
        self.assertIn(self.promotion_area, self._draft().line_ids.area_id)
