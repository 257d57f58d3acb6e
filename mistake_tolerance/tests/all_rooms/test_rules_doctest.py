import doctest
import importlib
import pkgutil

from odoo.tests import BaseCase, tagged

from ... import rules


@tagged("post_install", "-at_install")
class TestRulesDoctest(BaseCase):
    def test_every_rule_module_shows_examples_that_hold(self):
        names = [info.name for info in pkgutil.walk_packages(rules.__path__)]
        self.assertTrue(names)
        for name in names:
            with self.subTest(module=name):
                module = importlib.import_module(f"{rules.__name__}.{name}")
                result = doctest.testmod(module)
                self.assertTrue(result.attempted, f"{name} has no doctest")
                self.assertFalse(result.failed, f"a doctest of {name} fails")
