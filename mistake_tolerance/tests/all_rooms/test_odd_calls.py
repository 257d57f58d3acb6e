from odoo.exceptions import MissingError, UserError
from odoo.tests import tagged

from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestOddCalls(GuardCase):
    """What no screen sends is answered in words, not by an error of the database."""

    def test_texts_that_no_database_keeps(self):
        Effect = self.as_user("hr_officer")["tolerance.effect"]
        pair = {"employee": self.officer.id, "matter": self.matter.id}
        for text in ("\0", "a\0", "\ud800", "x\udfff"):
            for key in ("matter", "area"):
                with self.subTest(f"{key} {text!r}"):
                    with self.assertRaisesRegex(UserError, "Pair 1"):
                        Effect.check_protection(
                            [{**pair, "area": "promotion", key: text}]
                        )

    def test_actions_of_abstract_models_are_refused(self):
        for model, name in (
            ("classified.mixin", "classify"),
            ("numbered.mixin", "number"),
            ("certified.mixin", "issue_certificate"),
        ):
            records = self.as_user("clerk")[f"tolerance.{model}"].browse(1)
            with self.subTest(model), self.assertRaises(MissingError):
                getattr(act(records), f"action_{name}")()
