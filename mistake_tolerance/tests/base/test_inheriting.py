import inspect
import re
from pathlib import Path

from odoo.tests import TransactionCase, tagged

from ...models.base import workflow_mixin

COLLECTED = re.compile(r'iter_declared\(.*?"(_\w+)"')


@tagged("post_install", "-at_install")
class TestInheriting(TransactionCase):
    """A class that extends a model adds to what the model declares."""

    def _find_collected(self):
        """Read which attributes are collected from all classes of a model."""
        folder = Path(inspect.getfile(workflow_mixin)).parents[1]
        return {
            name
            for path in folder.rglob("*.py")
            for name in COLLECTED.findall(path.read_text(encoding="utf-8"))
        }

    def test_an_extension_takes_nothing_away(self):
        collected = self._find_collected()
        self.assertLessEqual({"_workflow_fields", "_transitions"}, collected)
        count = 0
        for name, model in self.env.registry.items():
            for part in model.mro():
                if "mistake_tolerance" not in part.__module__:
                    continue
                if getattr(part, "_name", None) != name:
                    continue
                for attribute, value in vars(part).items():
                    if attribute in collected or not attribute.startswith("_"):
                        continue
                    if not isinstance(value, frozenset):
                        continue
                    kept = getattr(model, attribute)
                    # A property adds to what its parents declare.
                    if isinstance(kept, property):
                        continue
                    count += 1
                    with self.subTest(attribute, model=name):
                        self.assertLessEqual(value, kept)
        self.assertGreater(count, 10)

    def test_all_fields_that_actions_write_are_collected(self):
        for name, declared in (
            ("tolerance.application", {"state", "check_code", "withdrawn_on"}),
            ("tolerance.case", {"state", "filed_on", "own_level", "document_number"}),
            ("tolerance.session", {"state", "meeting_id", "is_voting_over"}),
            ("tolerance.letter", {"state", "file", "own_level", "differences"}),
        ):
            with self.subTest(name):
                found = self.env.registry[name]._get_workflow_fields()
                self.assertLessEqual(declared, found)
        party = self.env.registry["tolerance.case.party"]
        self.assertNotIn("state", party._get_workflow_fields())
