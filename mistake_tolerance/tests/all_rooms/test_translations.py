from odoo.tests import TransactionCase, tagged

from .translation_common import TranslationMixin


@tagged("post_install", "-at_install")
class TestTranslations(TranslationMixin, TransactionCase):
    """Requirement: the addon speaks simplified and traditional Chinese."""

    allow_inherited_tests_method = True
    module = "mistake_tolerance"
