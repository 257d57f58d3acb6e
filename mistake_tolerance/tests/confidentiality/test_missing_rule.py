from odoo.tests import new_test_user, tagged

from .closure_common import STAFF, ClosureCase


@tagged("post_install", "-at_install")
class TestMissingRule(ClosureCase):
    """A record type for which nobody wrote a rule is closed by its paths."""

    def setUp(self):
        super().setUp()
        names = self.env["tolerance.conflict"]._get_closable_models()
        self.names = sorted(set(names) & self.family.keys())
        self.rules = self.env["ir.rule"].search([("model_id.model", "in", self.names)])

    def find(self, user):
        """Return the names of the record types of which the user reads the record."""
        return {
            name
            for name in self.names
            if self.family[name].with_user(user)._filtered_access("read")
        }

    def test_conflict_closes_without_a_rule(self):
        self.rules.unlink()
        before = {user: self.find(user) for user in self.staff}
        self.bar()
        for user in self.staff:
            self.assertTrue(before[user])
            self.assertEqual(self.find(user), set())
        self.assertEqual(self.find(self.other), set().union(*before.values()))

    def test_rule_of_an_administrator_does_not_open_it(self):
        name = "tolerance.interference"
        self.rules.unlink()
        self.env["ir.rule"].create(
            {
                "name": "Made by hand",
                "model_id": self.env["ir.model"]._get_id(name),
                "domain_force": "[('state', '=', 'recorded')]",
            }
        )
        self.assertIn(name, self.find(self.users["clerk"]))
        self.bar()
        self.assertNotIn(name, self.find(self.users["clerk"]))

    def test_company_holds_without_a_rule(self):
        self.rules.unlink()
        company = self.env["res.company"].create({"name": "Closure Bureau"})
        roles = ",".join(f"mistake_tolerance.group_{role}" for role in STAFF)
        stranger = new_test_user(
            self.env,
            login="closure_stranger",
            groups=f"base.group_user,{roles}",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        # Some records of the family are of no company, as a subject's.
        kept = {
            name
            for name in self.names
            if "company_id" in self.family[name] and self.family[name].sudo().company_id
        }
        self.assertGreater(len(kept), 20)
        self.assertEqual(self.find(stranger) & kept, set())
