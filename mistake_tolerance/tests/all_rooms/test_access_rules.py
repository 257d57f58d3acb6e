import re

from odoo.tests import TransactionCase, tagged

# Words of a rule's name, and the mode each of them promises.
WORDS = {
    "perm_read": r"reads?",
    "perm_write": r"writes?|answer|complete",
    "perm_create": r"creates?|makes?",
    "perm_unlink": r"deletes?",
}
STAFF = ("clerk", "inquirer", "member", "hr_officer", "supervisor", "auditor")
# Records of staff about people and units, but not of one case.
APART = {
    "tolerance.appraisal",
    "tolerance.commendation",
    "tolerance.promotion",
    "tolerance.promotion.check",
    "tolerance.return",
    "tolerance.hand.over",
    "tolerance.delegation",
    "tolerance.reporting.line",
    "tolerance.interest.declaration",
    # Number, day, place and members; the cases on the agenda are closed themselves.
    "tolerance.meeting",
    "tolerance.meeting.attendance",
}


@tagged("post_install", "-at_install")
class TestAccessRules(TransactionCase):
    """Rules do what they are called, and none of staff forgets the conflicts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ids = cls.env["ir.model.data"].search(
            [("model", "=", "ir.rule"), ("module", "=like", "mistake_tolerance%")]
        )
        cls.rules = cls.env["ir.rule"].browse(ids.mapped("res_id"))

    def test_rule_name_states_its_modes(self):
        wrong = []
        for rule in self.rules.filtered("groups"):
            _subject, _colon, name = rule.name.partition(": ")
            for mode, words in WORDS.items():
                said = bool(re.search(rf"\b({words})\b", name))
                if said != rule[mode]:
                    wrong.append(f"{rule.name}: {mode} is {rule[mode]}")
        self.assertFalse(wrong)

    def test_a_rule_for_everybody_holds_for_all_modes(self):
        for rule in self.rules.filtered(lambda rule: not rule.groups):
            with self.subTest(rule=rule.name):
                self.assertTrue(
                    rule.perm_read
                    and rule.perm_write
                    and rule.perm_create
                    and rule.perm_unlink
                )
                self.assertRegex(rule.name, "compan|: own")

    def test_rules_of_staff_leave_conflicts_apart(self):
        staff = self.env["res.groups"].union(
            *(self.env.ref(f"mistake_tolerance.group_{role}") for role in STAFF)
        )
        for rule in self.rules.filtered(lambda rule: rule.groups & staff):
            if rule.model_id.model in APART:
                continue
            with self.subTest(rule=rule.name):
                self.assertRegex(rule.domain_force, "conflict(_ids|ed)")
                self.assertIn("conflicts apart", rule.name)

    def test_every_model_with_a_company_keeps_to_it(self):
        """Two bureaux in one database: no model forgets whose its records are.

        What conflicts close keeps to its company without a rule, see
        ``TestMissingRule``.
        """
        kept = set(
            self.rules.filtered(
                lambda rule: not rule.groups and "company" in rule.domain_force
            ).model_id.mapped("model")
        )
        missing = [
            name
            for name, model in sorted(self.env.items())
            if name.startswith("tolerance.")
            and "company_id" in model._fields
            and not model._abstract
            and not model._transient
            and not model._conflict_paths
            and name not in kept
        ]
        self.assertFalse(missing)
