from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestInfluencePeriod(GuardCase):
    """How long a lighter handling may weigh on promotion (Gansu art. 10)."""

    def test_lengths_are_suggestions(self):
        draft = self._draft("lighter").with_user(self.decider)
        form = Form(draft)
        for months, last in (
            ("6", "2026-09-09"),
            ("12", "2027-03-09"),
            ("18", "2027-09-09"),
            ("24", "2028-03-09"),
        ):
            form.influence_from = fields.Date.to_date("2026-03-10")
            form.influence_suggestion = months
            with self.subTest(months=months):
                self.assertEqual(form.influence_until, fields.Date.to_date(last))
        form.influence_until = fields.Date.to_date("2026-05-31")
        form.save()
        act(draft).action_confirm()
        promotion = draft.effect_ids.filtered(
            lambda effect: effect.area_id == self.promotion_area
        )
        self.assertEqual(promotion.date_from, fields.Date.to_date("2026-06-01"))

    def test_the_banner_says_what_hides_the_button(self):
        draft = self._draft("lighter").with_user(self.decider)
        self.assertFalse(draft.can_confirm)
        self.assertIn("influence period", draft.next_action)
        draft.has_no_influence_period = True
        self.assertTrue(draft.can_confirm)
        self.assertIn("Press Confirm Decision", draft.next_action)

    def test_influence_period_ends_on_its_last_day(self):
        """A mark dated in the period counts; the first day after it does not."""
        self._decide(
            "lighter", influence_from="2026-03-10", influence_until="2026-05-31"
        )
        self._make_mark(date="2026-05-31")
        with self.assertRaises(UserError):
            self._make_mark(date="2026-06-01")

    @mute_logger("odoo.sql_db")
    def test_influence_period_cannot_end_before_it_begins(self):
        with self.assertRaises(IntegrityError):
            self._draft(
                "lighter", influence_from="2026-06-01", influence_until="2026-05-31"
            )
