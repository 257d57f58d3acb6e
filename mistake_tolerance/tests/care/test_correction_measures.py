from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common_care import CareCase


@tagged("post_install", "-at_install")
class TestCorrectionMeasures(CareCase):
    """Which measures of the regulation a correction chooses from."""

    def _correct(self):
        return self.as_user("clerk", self._decide().correction_ids)

    def test_one_error_is_not_corrected_by_prevention(self):
        correction = self._correct()
        correction.measure_id = self.risk_measure
        correction.measure_id = False
        self.risk_measure.kind = "prevention"
        with self.assertRaises(ValidationError):
            correction.measure_id = self.risk_measure

    def test_what_is_always_due_is_not_chosen_in_place_of_a_measure(self):
        correction = self._correct()
        self.assertFalse(correction.always_due)
        self.risk_measure.is_always = True
        self.assertEqual(correction.always_due, "Risk study")
        with self.assertRaises(ValidationError):
            correction.measure_id = self.risk_measure

    def test_a_measure_that_is_not_known_is_not_taken(self):
        correction = self._correct()
        self.talk_measure.is_open = True
        with self.assertRaises(ValidationError):
            correction.measure_id = self.talk_measure
