"""Odoo's own checks of addons (module ``test_lint``), run on ours alone."""

from contextlib import nullcontext
from unittest.mock import patch

from odoo.modules import Manifest
from odoo.tests import tagged

from odoo.addons.test_lint.tests import (
    test_dunderinit,
    test_index,
    test_manifests,
    test_naming,
    test_onchange_domains,
    test_override_signatures,
    test_routes,
    test_test_holes,
)

OURS = ("mistake_tolerance", "mistake_tolerance_reports")


class OnOurAddons:
    """Show only our addons to checks that walk the addons path."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ours = [Manifest.for_addon(name) for name in OURS]
        patcher = patch.object(Manifest, "all_addon_manifests", return_value=ours)
        patcher.start()
        cls.addClassCleanup(patcher.stop)

    def subTest(self, *args, **kwargs):
        # Tens of thousands of methods are looked at: report the first bad one.
        return nullcontext()


@tagged("post_install", "-at_install")
class TestManifests(OnOurAddons, test_manifests.ManifestLinter):
    pass


@tagged("post_install", "-at_install")
class TestPackages(OnOurAddons, test_dunderinit.TestDunderinit):
    pass


@tagged("post_install", "-at_install")
class TestEveryTestFileIsImported(OnOurAddons, test_test_holes.TestTestHoles):
    pass


@tagged("post_install", "-at_install")
class TestOnchanges(OnOurAddons, test_onchange_domains.TestOnchangeDomains):
    pass


@tagged("post_install", "-at_install")
class TestParameterNames(OnOurAddons, test_naming.TestNaming):
    pass


@tagged("post_install", "-at_install")
class TestIndexes(OnOurAddons, test_index.TestIndex):
    pass


@tagged("post_install", "-at_install")
class TestOverrides(OnOurAddons, test_override_signatures.TestLintOverrideSignatures):
    pass


@tagged("post_install", "-at_install")
class TestRoutes(OnOurAddons, test_routes.RoutesLinter):
    pass
