from odoo.tests import tagged

from ..common import ToleranceTestCase


@tagged("post_install", "-at_install")
class TestAdminAudit(ToleranceTestCase):
    """What an administrator changes around the records is in the ledger."""

    def get_entries(self, verb):
        return self.env["tolerance.ledger.entry"].search([("verb", "=", verb)])

    def test_roles_of_a_user(self):
        user = self.users["colleague"]
        known = self.get_entries("oversight.roles")
        user.group_ids |= self.env.ref("mistake_tolerance.group_clerk")
        given = self.get_entries("oversight.roles") - known
        self.assertEqual(len(given), 1)
        self.assertIn("Tolerance Clerk", given.content)
        user.group_ids -= self.env.ref("mistake_tolerance.group_clerk")
        self.assertEqual(len(self.get_entries("oversight.roles") - known), 2)
        user.group_ids |= self.env.ref("base.group_partner_manager")
        self.assertEqual(len(self.get_entries("oversight.roles") - known), 2)

    def test_members_of_a_group(self):
        known = self.get_entries("oversight.change")
        group = self.env.ref("mistake_tolerance.group_member")
        group.user_ids |= self.users["colleague"]
        entry = self.get_entries("oversight.change") - known
        self.assertEqual(entry.res_model, "res.groups")

    def test_rules_and_rights_on_our_models_alone(self):
        known = self.get_entries("oversight.change")
        rule = self.env.ref("mistake_tolerance.tolerance_case_rule_clerk")
        rule.domain_force = "[(1, '=', 1)]"
        entry = self.get_entries("oversight.change") - known
        self.assertIn("conflict_ids", entry.content)
        self.env.ref("base.res_partner_rule").active = False
        self.assertEqual(self.get_entries("oversight.change") - known, entry)
        access = self.env.ref("mistake_tolerance.case_clerk")
        access.perm_unlink = True
        self.assertEqual(len(self.get_entries("oversight.change") - known), 2)

    def test_a_rule_made_and_removed(self):
        known = self.get_entries("oversight.create")
        rule = self.env["ir.rule"].create(
            {
                "name": "Case: everybody reads all",
                "model_id": self.env["ir.model"]._get_id("tolerance.case"),
                "domain_force": "[(1, '=', 1)]",
            }
        )
        self.assertEqual(len(self.get_entries("oversight.create") - known), 1)
        known = self.get_entries("oversight.remove")
        rule.unlink()
        self.assertEqual(len(self.get_entries("oversight.remove") - known), 1)

    def test_scheduled_and_server_actions(self):
        known = self.get_entries("oversight.change")
        cron = self.env["ir.cron"].search(
            [("model_id.model", "=like", "tolerance.%")], limit=1
        )
        cron.active = not cron.active
        self.assertEqual(len(self.get_entries("oversight.change") - known), 1)
        known = self.get_entries("oversight.create")
        self.env["ir.actions.server"].create(
            {
                "name": "Reopen",
                "model_id": self.env["ir.model"]._get_id("tolerance.case"),
                "state": "code",
                "code": "pass",
            }
        )
        self.assertEqual(len(self.get_entries("oversight.create") - known), 1)
