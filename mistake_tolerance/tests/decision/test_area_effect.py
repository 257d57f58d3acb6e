from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestAreaEffect(GuardCase):
    """What an outcome protects, as the regulation says."""

    def _set(self, area_effect):
        self.version.degree_ids.filtered(
            lambda degree: degree.kind == "lighter"
        ).area_effect = area_effect

    def _get_forms(self):
        lines = self._draft("lighter").line_ids
        return {line.area_id.code: line.form for line in lines}

    def test_points_are_deducted_at_most_in_part(self):
        self.assertEqual(
            self._get_forms(),
            {
                "annual_appraisal": "deduction_reduced",
                "honours": "deduction_reduced",
                "promotion": "unaffected",
            },
        )

    def test_every_area_in_its_form(self):
        self._set("full")
        self.assertEqual(set(self._get_forms().values()), {"unaffected"})

    def test_only_what_is_free_after_the_period(self):
        self._set("after_period")
        self.assertEqual(self._get_forms(), {"promotion": "unaffected"})

    def test_no_area(self):
        self._set("none")
        self.assertFalse(self._get_forms())

    def test_an_influence_period_ends_only_where_there_is_one(self):
        self._set("after_period")
        draft = self._draft("lighter").with_user(self.decider)
        with self.assertRaises(UserError):
            act(draft).action_confirm()
        draft.has_no_influence_period = True
        act(draft).action_confirm()
        self.assertEqual(draft.effect_ids.date_from, self.matter.occurred_on)

    def test_a_reduced_deduction_says_to_how_many_points(self):
        draft = self._draft("lighter").with_user(self.decider)
        draft.has_no_influence_period = True
        reduced = draft.line_ids.filtered(lambda li: li.form == "deduction_reduced")
        reduced.write({"no_points": False})
        for _line in reduced:
            self.assertFalse(draft.can_confirm)
            lacking = reduced.filtered(lambda li: li._is_unlimited())[:1]
            self.assertIn(lacking.area_id.name, draft.next_action)
            self.assertIn("Points That May Count", draft.next_action)
            with self.assertRaisesRegex(UserError, "No Points May Count"):
                act(draft).action_confirm()
            lacking.cap_points = 2
        self.assertTrue(draft.can_confirm)
        reduced[0].write({"cap_points": 0, "no_points": True})
        words = f"{self.promotion_area.name} (without end)"
        self.assertIn(words, draft.protection_note)
        self.assertIn("(without end, at most 2 points)", draft.protection_note)
        with self.assertRaises(ValidationError):
            reduced[1].no_points = True
        act(draft).action_confirm()
        forms = {e.area_id: e.form_text for e in draft.effect_ids}
        self.assertEqual(forms[reduced[0].area_id], "Deduction Waived")
        self.assertEqual(forms[reduced[1].area_id], "Deduction Reduced")

    def test_a_kind_proposes_what_it_protects(self):
        effects = {d.kind: d.area_effect for d in self.version.degree_ids}
        self.assertEqual(
            effects,
            {
                "exempt": "full",
                "lighter": "reduced",
                "reduced": "reduced",
                "refused": "none",
            },
        )
