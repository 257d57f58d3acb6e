import re

from lxml import etree

from odoo.tests import tagged

from ..common import ToleranceTestCase
from .matrix_operations import get_transitions

# Buttons that begin something, hand it on, or are undone by another button. The act of
# every other one binds others or is not taken back, so that it asks before.
OTHER = {
    "tolerance.appraisal": {"reopen"},
    "tolerance.application": {
        "submit",
        "forward",
        "submit_directly",
        "accept",
        "withdraw",
    },
    # Casting opens a dialog that repeats the choice and names the party.
    "tolerance.ballot": {"cast"},
    "tolerance.violation.report": {"contest"},
    "tolerance.case": {"start_inquiry", "open_session", "prepare_hearing"},
    "tolerance.case.step": {"finish"},
    "tolerance.certificate": {"print"},
    "tolerance.commendation": {"nominate", "reconsider", "restore"},
    "tolerance.correction": {"plan", "report", "send_back", "replan"},
    "tolerance.declaration.contest": {"contest"},
    "tolerance.follow.up": {"plan", "change_helper"},
    "tolerance.guard.change": {"decline"},
    "tolerance.hand.over": {"preview", "next"},
    "tolerance.letter": {"send_back"},
    "tolerance.minutes": {"send_back", "refresh"},
    "tolerance.neutralisation": {"name_matter"},
    "tolerance.post.adjustment": {"propose"},
    # The panel is called for a request that is accepted.
    "tolerance.remedy.request": {"call_panel"},
    "tolerance.promotion": {"propose", "reconsider"},
    "tolerance.scheme.version": {"new_draft"},
    "tolerance.delegation": {"appoint"},
}
# They open a dialog that asks for what is entered.
DIALOGS = {
    "adjourn",
    "call_in",
    "call_members",
    "change_level",
    "classify",
    "name_number",
    "number",
}
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@tagged("post_install", "-at_install")
class TestFinalButtons(ToleranceTestCase):
    """Before a final act the question names the record that it is about."""

    def _get_form(self, name, lang):
        # Who is not of the staff sees no buttons of a guard, and no name in a recusal.
        role = {"tolerance.guard": "administrator", "tolerance.recusal": "member"}.get(
            name
        )
        env = self.as_user(role) if role else self.env
        model = env[name].with_context(lang=lang)
        return etree.fromstring(model.get_view(False, "form")["arch"])

    def _get_buttons(self, name, lang):
        form = self._get_form(name, lang)
        shown = {
            node.get("name")
            for node in form.iter("field")
            if not any(parent.tag == "field" for parent in node.iterancestors())
        }
        return shown, [
            (node.get("name").removeprefix("action_"), node)
            for node in form.xpath("//header//button[@type='object']")
        ]

    def _get_models(self):
        action = self.registry["tolerance.workflow.mixin"]
        return [
            name
            for name, model in self.registry.items()
            if name.startswith("tolerance.")
            and not model._abstract
            and not model._transient
            and issubclass(model, action)
        ]

    def _iter_final(self, lang="en_US"):
        """Give each model with final buttons: its name, fields and those buttons."""
        for name in self._get_models():
            shown, buttons = self._get_buttons(name, lang)
            actions = set(get_transitions(self.env[name]))
            actions -= OTHER.get(name, set()) | DIALOGS
            if final := [(a, node) for a, node in buttons if a in actions]:
                yield name, shown, final

    def test_a_final_button_names_what_it_is_about(self):
        count = 0
        for name, shown, buttons in self._iter_final():
            for action, node in buttons:
                count += 1
                with self.subTest(action, model=name):
                    names = set(PLACEHOLDER.findall(node.get("confirm") or ""))
                    self.assertTrue(names, "it asks before, or stands in OTHER")
                    self.assertFalse(names - shown - {"display_name"})
                    # Not by the party alone: somebody may have two cases.
                    self.assertEqual("matter_title" in shown, "matter_title" in names)
        self.assertGreater(count, 30)

    def test_translated_questions_keep_their_placeholders(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        translated = self._iter_final("zh_CN")
        for mine, theirs in zip(self._iter_final(), translated, strict=True):
            for (action, node), (_same, other) in zip(mine[2], theirs[2], strict=True):
                with self.subTest(action, model=mine[0]):
                    self.assertEqual(
                        sorted(PLACEHOLDER.findall(node.get("confirm") or "")),
                        sorted(PLACEHOLDER.findall(other.get("confirm") or "")),
                    )
