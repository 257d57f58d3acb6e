import ast
import re
from pathlib import Path

from odoo.modules import get_module_path
from odoo.tests import TransactionCase, tagged

from ..all_rooms.matrix_operations import get_transitions

CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+")
# The methods that take a code of the ledger, or the last part of one, first.
WRITERS = {"_append", "_ledger_append"}
# Where a code is put together, the codes that come out of it.
MADE = {
    "inquiry.{}": ["stated", "withdrawn"],
    "application.{}": ["returned", "not_accepted"],
    "post.{}": ["agree", "object"],
    "follow_up.talk_{}": ["record", "cancel"],
    "follow_up.concern_{}": ["raise", "uphold", "dismiss"],
    "recusal.{}": ["declared", "requested", "grant", "refuse"],
    # The prefix is an attribute of each model: see the test of verbs.
    "{}.{}": [],
    "{}.void": [],
    "{}.report": [],
    "{}.contest": [],
}


def read_trees():
    for module in ("mistake_tolerance", "mistake_tolerance_reports"):
        path = get_module_path(module, display_warning=False)
        if path:
            for file in sorted(Path(path, "models").rglob("*.py")):
                yield file, ast.parse(file.read_text(encoding="utf-8"))


def find_codes():
    """Yield the place and the first argument of each call that writes an entry."""
    for file, tree in read_trees():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in WRITERS
            ):
                for part in ast.walk(node):
                    place = f"{file.name}:{node.lineno}"
                    if isinstance(part, ast.JoinedStr):
                        yield (
                            place,
                            "".join(
                                value.value if isinstance(value, ast.Constant) else "{}"
                                for value in part.values
                            ),
                        )
                    elif isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield place, part.value


@tagged("post_install", "-at_install")
class TestLedgerNames(TransactionCase):
    """Requirement: an auditor reads names, never codes."""

    def setUp(self):
        super().setUp()
        self.names = self.env["tolerance.ledger.entry"]._get_act_names()

    def test_every_code_that_is_written_has_a_name(self):
        families = {name.split(".")[0] for name in self.names}
        nameless, found = [], 0
        for place, code in find_codes():
            if "{" in code:
                if code.count("{}") and re.fullmatch(r"[a-z_{}]+(\.[a-z_{}]+)+", code):
                    self.assertIn(code, MADE, f"{place}: which codes are these?")
                    made = [code.replace("{}", part) for part in MADE[code]]
                    nameless += [c for c in made if c not in self.names]
            elif (
                CODE.fullmatch(code)
                and not code.endswith("_")
                and (
                    code.split(".")[0] in families or not code.startswith("tolerance.")
                )
            ):
                if code.split(".")[0] in ("ir", "res", "mail", "hr", "tolerance"):
                    continue
                found += 1
                if code not in self.names:
                    nameless.append(f"{place} {code}")
        self.assertGreater(found, 30)
        self.assertFalse(nameless)

    def test_every_ledger_code_has_a_name(self):
        checked = 0
        for model in self.env.registry.values():
            prefix = getattr(model, "_ledger_prefix", "")
            verbs = set(get_transitions(model))
            if issubclass(model, self.env.registry["tolerance.grievance"]):
                verbs.add("report")
            elif issubclass(model, self.env.registry["tolerance.care.record"]):
                # The parent voids; the rest is entered with its code in full.
                verbs = {"void"}
            for verb in verbs if prefix and not model._abstract else ():
                checked += 1
                self.assertIn(f"{prefix}.{verb}", self.names)
        self.assertGreater(checked, 15)

    def test_code_has_one_name_in_all_models(self):
        named = {}
        for name, model in self.env.registry.items():
            acts = {} if model._abstract else self.env[name]._get_ledger_acts()
            for code, words in acts.items():
                self.assertEqual(named.setdefault(code, words), words, (name, code))
        self.assertEqual(named, self.names)

    def test_names_of_acts_are_words(self):
        for code, name in self.names.items():
            self.assertFalse(CODE.fullmatch(name), code)
