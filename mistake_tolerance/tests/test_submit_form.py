from lxml import etree

from odoo.tests import tagged

from .common import ToleranceCase

# What counts as handed in, or stays as it was entered, once its record exists.
MODELS = (
    "tolerance.breach",
    "tolerance.declaration",
    "tolerance.declaration.contest",
    "tolerance.evidence",
    "tolerance.follow.up.concern",
    "tolerance.service",
)


@tagged("post_install", "-at_install")
class TestSubmitForm(ToleranceCase):
    """A form that hands something in has a button for it, and says it is a draft."""

    def test_nothing_is_handed_in_but_by_the_button(self):
        for name in MODELS:
            form = etree.fromstring(self.env[name].get_view(False, "form")["arch"])
            with self.subTest(name):
                self.assertEqual(form.get("js_class"), "tolerance_submit_form")
                self.assertTrue(form.xpath("//header/button[@special='save']"))
                drafts = form.xpath("//div[@role='status'][@invisible='id']")
                self.assertIn("Draft", drafts[0].text)
                for bar in form.xpath("//header/field[@widget='statusbar']"):
                    self.assertEqual(bar.get("invisible"), "not id")
