from odoo.tests import TransactionCase, tagged

# Verbs that need no person who is logged in: an integration or an automation may run
# them in somebody's name, and the ledger says both names.
WORK = {
    # They move work along, and decide nothing about anybody.
    "tolerance.application": {"answer"},
    "tolerance.case": {"start_inquiry", "open_session", "file"},
    "tolerance.case.step": {"finish"},
    "tolerance.case.step.pause": {"end"},
    "tolerance.certificate": {"print"},
    "tolerance.correction": {"plan", "report", "replan", "void"},
    "tolerance.follow.up": {"plan", "change_helper", "complete"},
    "tolerance.follow.up.talk": {"record", "cancel"},
    "tolerance.hand.over": {"preview", "hand_over"},
    "tolerance.handling": {"record"},
    "tolerance.post.adjustment": {"propose", "carry_out", "void"},
    "tolerance.scheme.version": {"publish", "withdraw", "new_draft"},
    # What the personnel system reports: the guard judges it, whoever writes it.
    "tolerance.appraisal": {"confirm", "reopen"},
    "tolerance.commendation": {
        "nominate",
        "grant",
        "drop",
        "reconsider",
        "withdraw",
        "restore",
    },
    "tolerance.promotion": {"propose", "approve", "reject", "reconsider"},
}


@tagged("post_install", "-at_install")
class TestPersonalVerbs(TransactionCase):
    """Each verb is the act of a person, or it is said why it need not be."""

    def get_models(self):
        for name in sorted(self.registry.models):
            model = self.env[name]
            if name.startswith("tolerance.") and getattr(model, "_verbs", ()):
                yield model

    def test_every_verb_is_personal_or_explained(self):
        found = {}
        for model in self.get_models():
            with self.subTest(model._name):
                personal = set(model._personal_verbs)
                self.assertLessEqual(personal, set(model._verbs))
                work = set(model._verbs) - personal
                for verb in personal:
                    self.assertTrue(hasattr(model, f"action_{verb}"), verb)
                self.assertEqual(work, WORK.get(model._name, set()))
                found[model._name] = work
        self.assertLessEqual(WORK.keys(), found.keys())
