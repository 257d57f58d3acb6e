from lxml import etree

from odoo.tests import tagged

from ..common import ToleranceTestCase

# What counts as handed in, or stays as it was entered, once its record exists.
MODELS = (
    "tolerance.violation.report",
    "tolerance.declaration",
    "tolerance.declaration.contest",
    "tolerance.evidence",
    "tolerance.follow.up.concern",
    "tolerance.interference",
    "tolerance.joint.opinion",
    "tolerance.recusal",
    "tolerance.remedy.request",
    "tolerance.session.contest",
    "tolerance.decision.delivery",
)


@tagged("post_install", "-at_install")
class TestSubmitForm(ToleranceTestCase):
    """A form that hands something in has a button for it, and says it is a draft."""

    def test_submission_happens_by_the_button_only(self):
        for name in MODELS:
            form = etree.fromstring(self.env[name].get_view(False, "form")["arch"])
            with self.subTest(name):
                self.assertEqual(form.get("js_class"), "tolerance_submit_form")
                self.assertTrue(form.xpath("//header/button[@special='save']"))
                drafts = form.xpath("//div[@role='status'][@invisible='id']")
                self.assertIn("Draft", drafts[0].text)
                for bar in form.xpath("//header/field[@widget='statusbar']"):
                    self.assertEqual(bar.get("invisible"), "not id")

    def test_every_view_of_ours_is_read_in_full(self):
        """Long words wrap; on a phone buttons stay in view and a thumb finds help."""
        modules = ("mistake_tolerance", "mistake_tolerance_reports")
        found = self.env["ir.model.data"].search(
            [("model", "=", "ir.ui.view"), ("module", "in", modules)]
        )
        views = self.env["ir.ui.view"].browse(found.mapped("res_id"))
        for kind in ("form", "list"):
            ours = views.filtered(lambda v: v.type == kind and v.mode == "primary")
            self.assertGreater(len(ours), 40)
            for view in ours:
                with self.subTest(view.name):
                    classes = etree.fromstring(view.arch).get("class", "").split()
                    self.assertIn(f"o_tolerance_{kind}", classes)
