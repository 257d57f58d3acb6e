from odoo.tests import TransactionCase, tagged

from odoo.addons.mistake_tolerance.tests.all_rooms.translation_common import (
    TranslationMixin,
)


@tagged("post_install", "-at_install")
class TestReportTranslations(TranslationMixin, TransactionCase):
    """Requirement: the returns speak simplified and traditional Chinese."""

    allow_inherited_tests_method = True
    module = "mistake_tolerance_reports"
