import re

from lxml import etree

from odoo.tests import tagged

from ..common import ToleranceTestCase
from .matrix_operations import get_transitions

# Buttons whose act nobody takes back by pressing another one, or that binds others.
FINAL = {
    "tolerance.appraisal": {"confirm"},
    "tolerance.violation.report": {"resolve", "dismiss"},
    "tolerance.case": {"file"},
    "tolerance.case.step": {"return"},
    "tolerance.commendation": {"grant", "drop", "withdraw"},
    "tolerance.correction": {"verify", "void"},
    "tolerance.declaration.contest": {"resolve", "dismiss"},
    # A revocation opens a dialog that names decision and person.
    "tolerance.determination": {"confirm"},
    "tolerance.follow.up": {"complete"},
    "tolerance.follow.up.talk": {"record", "cancel"},
    "tolerance.follow.up.concern": {"dismiss", "uphold"},
    "tolerance.guard": {"switch_on"},
    "tolerance.guard.change": {"approve"},
    "tolerance.hand.over": {"hand_over"},
    "tolerance.handling": {"record"},
    "tolerance.interference": {"answer"},
    "tolerance.inquiry": {"close"},
    "tolerance.neutralisation": {"declare"},
    "tolerance.person.match": {"join", "keep_apart", "separate", "stay_joined"},
    "tolerance.post.adjustment": {"agree", "object", "uphold", "carry_out", "void"},
    "tolerance.promotion": {"approve", "reject"},
    "tolerance.scheme.version": {"publish", "withdraw"},
    "tolerance.session": {"close"},
    "tolerance.delegation": {"end"},
}
# Buttons that begin something, hand it on, or are undone by another button.
OTHER = {
    "tolerance.appraisal": {"reopen"},
    "tolerance.application": {"submit", "forward", "submit_directly", "accept"},
    # Casting opens a dialog that repeats the choice and names the party.
    "tolerance.ballot": {"cast"},
    "tolerance.violation.report": {"contest"},
    "tolerance.case": {"start_inquiry", "open_session"},
    "tolerance.case.step": {"finish"},
    "tolerance.certificate": {"print"},
    "tolerance.commendation": {"nominate", "reconsider", "restore"},
    "tolerance.correction": {"plan", "report", "send_back", "replan"},
    "tolerance.declaration.contest": {"contest"},
    "tolerance.follow.up": {"plan", "change_helper"},
    "tolerance.guard.change": {"decline"},
    "tolerance.hand.over": {"preview", "next"},
    "tolerance.neutralisation": {"name_matter"},
    "tolerance.post.adjustment": {"propose"},
    "tolerance.promotion": {"propose", "reconsider"},
    "tolerance.scheme.version": {"new_draft"},
    "tolerance.delegation": {"appoint"},
}
# They open a dialog that asks for what is entered.
DIALOGS = {"classify", "number"}
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@tagged("post_install", "-at_install")
class TestFinalButtons(ToleranceTestCase):
    """Before a final act the question names the record that it is about."""

    def _get_form(self, name, lang="en_US"):
        # Only administrators are shown the buttons of a guard.
        role = "administrator" if name == "tolerance.guard" else None
        env = self.as_user(role) if role else self.env
        model = env[name].with_context(lang=lang)
        return etree.fromstring(model.get_view(False, "form")["arch"])

    def _get_buttons(self, name):
        form = self._get_form(name)
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

    def test_every_action_is_listed_as_final_or_other(self):
        for name in self._get_models():
            _fields, buttons = self._get_buttons(name)
            actions = set(get_transitions(self.env[name]))
            actions &= {action for action, _node in buttons}
            known = FINAL.get(name, set()) | OTHER.get(name, set()) | DIALOGS
            with self.subTest(name):
                self.assertFalse(actions - known)

    def test_a_final_button_names_what_it_is_about(self):
        for name, actions in FINAL.items():
            shown, buttons = self._get_buttons(name)
            found = [(action, node) for action, node in buttons if action in actions]
            self.assertEqual({action for action, _node in found}, actions, name)
            for action, node in found:
                with self.subTest(action, model=name):
                    names = set(PLACEHOLDER.findall(node.get("confirm") or ""))
                    self.assertTrue(names)
                    self.assertFalse(names - shown - {"display_name"})
                    # Not by the party alone: somebody may have two cases.
                    self.assertEqual("matter_title" in shown, "matter_title" in names)

    def test_translated_questions_keep_their_placeholders(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        for name, actions in FINAL.items():
            _shown, buttons = self._get_buttons(name)
            translated = self._get_form(name, "zh_CN")
            nodes = translated.xpath("//header//button[@type='object']")
            for (action, node), other in zip(buttons, nodes, strict=True):
                if action in actions:
                    with self.subTest(action, model=name):
                        self.assertEqual(
                            sorted(PLACEHOLDER.findall(node.get("confirm"))),
                            sorted(PLACEHOLDER.findall(other.get("confirm"))),
                        )
