from odoo.tests import TransactionCase, tagged

from .translation_common import TranslationMixin


@tagged("post_install", "-at_install")
class TestTranslations(TranslationMixin, TransactionCase):
    """Requirement: the addon speaks simplified and traditional Chinese."""

    module = "mistake_tolerance"
