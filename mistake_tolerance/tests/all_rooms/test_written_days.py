"""Days inside sentences are written as the reader's language writes them."""

import ast
from pathlib import Path

from odoo.tests import TransactionCase, tagged

ADDONS = Path(__file__).parents[3]
# Ways to write a day that no reader is used to.
BARE = {"isoformat", "to_string", "str", "strftime"}
DAYS = ("date", "datetime")


@tagged("post_install", "-at_install")
class TestWrittenDays(TransactionCase):
    def test_every_day_goes_through_the_one_helper(self):
        """See ``write_day`` in models/base/wording.py."""
        names = {
            name
            for model in self.env.values()
            if model._name.startswith("tolerance.")
            for name, field in model._fields.items()
            if field.type in DAYS
        }
        found = [
            f"{path.relative_to(ADDONS)}:{value.lineno} {ast.unparse(value)}"
            for addon in ("mistake_tolerance", "mistake_tolerance_reports")
            for path in (ADDONS / addon).rglob("*.py")
            if "tests" not in path.parts
            for value in find_values(ast.parse(path.read_text(encoding="utf-8")))
            if is_bare(value, names)
        ]
        self.assertEqual(found, [])


def find_values(tree):
    """Return what is put into the sentences that a module translates."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    sentences = [call for call in calls if getattr(call.func, "attr", "") == "_"]
    dicts = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    # Values that several sentences share are put into them by ``**values``.
    shared = {
        keyword.value.id
        for call in sentences
        for keyword in call.keywords
        if keyword.arg is None and isinstance(keyword.value, ast.Name)
    }
    assigned = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Dict)
        and getattr(node.targets[0], "id", "") in shared
    ]
    values = [k.value for call in sentences for k in call.keywords if k.arg]
    return values + [v for d in dicts if d in assigned for v in d.values]


def is_bare(value, names):
    """Tell whether an expression gives a day as the computer writes it."""
    if isinstance(value, ast.Attribute):
        return value.attr in names
    if isinstance(value, ast.Call):
        name = getattr(value.func, "attr", getattr(value.func, "id", ""))
        inner = [a for a in value.args if isinstance(a, (ast.Attribute, ast.Name))]
        days = {getattr(a, "attr", getattr(a, "id", "")) for a in inner}
        return name in BARE - {"str"} or (name == "str" and bool(days & names))
    return False
