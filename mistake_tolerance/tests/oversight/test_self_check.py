"""The nightly self-check finds what was changed around the records, however."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

from ...models.base.write_permit import unlocked
from ..common import act
from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestSelfCheck(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Check = cls.env["tolerance.self.check"]
        # Jobs of a fresh database have not run yet.
        cls.env["ir.cron"].search([])._write({"lastcall": "2100-01-01"})
        cls.Check._check()

    def _find(self, kind):
        """What a new check finds of a kind."""
        self.env.flush_all()
        found = self.Check._check().finding_ids.filtered(lambda f: f.kind == kind)
        return {(finding.what, finding.name) for finding in found}

    def test_nothing_changed(self):
        check = self.Check._check()
        self.assertEqual(check.state, "sound", check.finding_ids.mapped("name"))
        self.assertFalse(check.finding_ids)

    def test_trigger_switched_off_changed_or_dropped(self):
        table = SQL.identifier("tolerance_effect")
        self.env.cr.execute(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
            " AND tgrelid = 'tolerance_effect'::regclass ORDER BY tgname"
        )
        (first,), (second,) = self.env.cr.fetchall()[:2]
        self.env.cr.execute(
            SQL("ALTER TABLE %s DISABLE TRIGGER %s", table, SQL.identifier(first))
        )
        self.env.cr.execute(SQL("DROP TRIGGER %s ON %s", SQL.identifier(second), table))
        found = self._find("trigger")
        self.assertIn(("off", f"{first} (tolerance_effect)"), found)
        self.assertIn(("missing", f"{second} (tolerance_effect)"), found)
        self.env.cr.execute(
            "CREATE OR REPLACE FUNCTION tolerance_mark_check() RETURNS trigger AS"
            " 'BEGIN RETURN NULL; END' LANGUAGE plpgsql"
        )
        self.assertEqual(self._find("function"), {("changed", "tolerance_mark_check")})

    def test_trigger_taken_off_the_list_as_well(self):
        self.env.cr.execute(
            "DELETE FROM tolerance_db_object WHERE name = 'tolerance_mark_check'"
            " AND kind = 'function'"
        )
        self.assertEqual(self._find("trigger"), {("removed", "tolerance_mark_check")})

    def test_role_by_a_group_that_implies_it(self):
        user = self.make_user("newcomer")
        group = self.env["res.groups"].create({"name": "Test Harmless"})
        user.group_ids |= group
        self._find("role")
        role = self.env.ref("mistake_tolerance.group_clerk")
        # Past the screens and the ledger.
        self.env.cr.execute(
            "INSERT INTO res_groups_implied_rel (gid, hid) VALUES (%s, %s)",
            [group.id, role.id],
        )
        self.env.registry.clear_all_caches()
        self.env.invalidate_all()
        self.assertEqual(
            self._find("role"), {("added", f"{user.login}: {role.full_name}")}
        )

    def test_rule_changed_by_sql(self):
        rule = self.env.ref("mistake_tolerance.ledger_entry_rule_auditor")
        self.env.cr.execute(
            "UPDATE ir_rule SET domain_force = '[(1, ''='', 1)]' WHERE id = %s",
            [rule.id],
        )
        self.env.invalidate_all()
        self.assertEqual(self._find("rule"), {("changed", rule.display_name)})

    def test_server_action_on_any_model(self):
        action = self.env["ir.actions.server"].create(
            {
                "name": "Test Tidy Up",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "state": "code",
                "code": "env['tolerance.mark'].search([])",
            }
        )
        self.assertEqual(self._find("action"), {("added", action.name)})

    def test_sweep_switched_off_postponed_or_failing(self):
        sweep = self.env.ref("mistake_tolerance.ir_cron_sweep")
        sweep.nextcall = "2099-01-01"
        self.assertEqual(self._find("job"), {("late", sweep.name)})
        sweep._write({"failure_count": 3})
        self.env.invalidate_all()
        self.assertIn(("fails", sweep.name), self._find("job"))
        sweep.active = False
        self.assertIn(("off", sweep.name), self._find("job"))

    def test_a_job_of_every_few_minutes_is_late_after_a_day(self):
        seal = self.env.ref("mistake_tolerance.ledger_seal_cron_seal")
        now = fields.Datetime.now()
        for days, expected in ((0.5, set()), (2, {("late", seal.name)})):
            with self.subTest(days=days):
                seal._write({"lastcall": now - timedelta(days=days)})
                self.env.invalidate_all()
                self.assertEqual(self._find("job"), expected)

    def test_only_the_last_run_keeps_what_it_saw(self):
        checks = self.Check._check() | self.Check._check()
        first, last = checks.sorted("id").sudo()
        self.assertFalse(first.settings_seen)
        self.assertTrue(last.settings_seen)

    def test_default_and_time_zone(self):
        self.env["ir.default"].set("hr.employee", "name", "X")
        self.assertEqual(len(self._find("default")), 1)
        self.env.company.tolerance_tz = "Asia/Urumqi"
        self.assertEqual(self._find("zone"), {("changed", self.env.company.name)})

    def test_guard_changed_by_sql(self):
        guard = self.env.ref("mistake_tolerance.guard_mark")
        self.env.cr.execute(
            "UPDATE tolerance_guard SET active = FALSE WHERE id = %s", [guard.id]
        )
        self.env.invalidate_all()
        found = self._find("guard")
        self.assertIn(("off", guard.name), found)
        self.assertIn(("changed", guard.name), found)

    def test_decision_that_the_ledger_does_not_know(self):
        self._decide()
        self.assertFalse(self._find("decision"))
        self.env.cr.execute("ALTER TABLE tolerance_ledger_entry DISABLE TRIGGER USER")
        self.env.cr.execute(
            "WITH confirmed AS (SELECT id FROM tolerance_ledger_entry"
            " WHERE verb = 'determination.confirm'),"
            " waiting AS (DELETE FROM tolerance_ledger_pending"
            " WHERE entry_id IN (SELECT id FROM confirmed))"
            " UPDATE tolerance_ledger_entry SET verb = 'case.step'"
            " WHERE id IN (SELECT id FROM confirmed)"
        )
        self.env.cr.execute("ALTER TABLE tolerance_ledger_entry ENABLE TRIGGER USER")
        self.assertEqual(self._find("decision"), {("unproved", "1")})
        self.assertTrue(self._find("ledger"))

    def test_worklist_row_for_a_record_to_come(self):
        unlocked(self.env["tolerance.neutralisation"]).create(
            {
                "guard_id": self.env.ref("mistake_tolerance.guard_mark").id,
                "res_model": "tolerance.mark",
                "res_id": 2**30,
                "state": "to_check",
            }
        )
        self.assertEqual(self._find("worklist"), {("missing", "tolerance.mark")})

    def test_a_fault_alarms_once_and_is_told_until_it_is_mended(self):
        auditor = self.users["auditor"]
        sweep = self.env.ref("mistake_tolerance.ir_cron_sweep")
        sweep.active = False
        check = self.Check._check()
        self.assertEqual(check.state, "alarm")
        self.assertIn(auditor, check.activity_ids.user_id)
        again = self.Check._check()
        self.assertEqual(again.state, "known")
        self.assertFalse(again.activity_ids)
        sweep.active = True
        self.assertEqual(self.Check._check().state, "alarm")  # the change back
        self.assertEqual(self.Check._check().state, "sound")

    def test_only_auditors_check_and_read(self):
        for role in ("administrator", "clerk", "hr_officer", "supervisor"):
            mine = self.as_user(role, self.Check)
            with self.subTest(role=role):
                with self.assertRaises(AccessError):
                    act(mine).action_check()
                with self.assertRaises(AccessError):
                    mine.search([]).mapped("state")
        action = act(self.as_user("auditor", self.Check)).action_check()
        check = self.as_user("auditor", self.Check).browse(action["res_id"])
        self.assertEqual(check.state, "sound")
        with self.assertRaises(AccessError):
            check.state = "alarm"
