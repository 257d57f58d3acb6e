from odoo.tests import tagged

from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestEffectMeaning(GuardCase):
    """The protected person reads what protects them, in words."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.effects = cls._decide().effect_ids

    def _open(self, role, domain=()):
        """Open the list and a form as a browser does."""
        Effect = self.env["tolerance.effect"].with_user(self.users[role])
        return Effect.web_search_read(
            list(domain), {"meaning": {}, "is_mine": {}, "matter_id": {"fields": {}}}
        )["records"]

    def test_person_reads_one_sentence_per_area(self):
        rows = self._open("officer", [("is_mine", "=", True)])
        self.assertEqual({row["id"] for row in rows}, set(self.effects.ids))
        for row in rows:
            effect = self.effects.browse(row["id"])
            for part in (effect.area_id.name, self.matter.name, self.officer.name):
                self.assertIn(part, row["meaning"])

    def test_each_form_has_its_own_sentence_but_those_that_bind_alike(self):
        forms = [key for key, _label in self.effects._fields["form"].selection]
        said = set()
        for form in forms:
            values = {
                "form": form,
                "area_id": self.annual.id,
                "matter_id": self.matter.id,
                "subject_id": self.officer.tolerance_subject_id.id,
                "cap_points": 2,
            }
            said.add(self.env["tolerance.effect"].new(values).meaning)
        self.assertEqual(len(said), len(forms) - 1)
        self.assertEqual(len([text for text in said if "2 points" in text]), 1)

    def test_person_sees_only_own_effects(self):
        self.assertFalse(self._open("hr_officer", [("is_mine", "=", True)]))
        rows = self._open("hr_officer")
        self.assertTrue(rows)
        self.assertFalse([row for row in rows if row["is_mine"]])
