from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestGuardDryRun(GuardCase):
    """An agency tries a guard on commendations before switching it on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guard = cls.env["tolerance.guard"].create(
            {
                "name": "Marks, read once more",
                "model": "tolerance.mark",
                "active": False,
                "path_subject": "subject_id",
                "path_matter": "matter_id",
                "path_date": "date",
                "path_amount": "points",
                "path_area": "area_id",
                "negative_domain": '[("active", "=", True)]',
            }
        )

    def _run(self, role="hr_officer"):
        action = self.as_user(role, self.guard).action_dry_run()
        return self.env[action["res_model"]].browse(action["res_id"])

    def test_shows_what_it_would_have_hit_and_changes_nothing(self):
        covered = self._make_mark()
        free = self._make_mark(matter_id=self.other_matter.id)
        before = self._run()
        self.assertEqual(before.hit_count, "0")
        self.assertGreaterEqual(int(before.negative_count), 2)
        self._decide()
        values = (covered | free).read()
        kept = self.env["tolerance.neutralisation"].search_count([])
        touched = self.matter.guard_touch
        run = self._run()
        self.assertEqual(run.hit_count, "1")
        self.assertEqual(run.line_ids.mapped("res_id"), covered.ids)
        self.assertEqual(run.line_ids.outcome, "covered")
        self.assertEqual(run.negative_count, before.negative_count)
        self.env.invalidate_all()
        self.assertEqual((covered | free).read(), values)
        self.assertEqual(self.matter.guard_touch, touched)
        self.assertEqual(self.env["tolerance.neutralisation"].search_count([]), kept)
        self.assertFalse(self.guard.active)

    def test_an_administrator_counts_and_reads_nothing(self):
        self._make_mark()
        self._decide()
        run = self._run("administrator")
        self.assertEqual(run.hit_count, "fewer than 5")
        self.assertEqual(run.ground_count, "fewer than 5")
        self.assertFalse(run.line_ids)
        for _number in range(5):
            self._make_mark(matter_id=self.other_matter.id)
        marks = self.env["tolerance.mark"].search_count([])
        self.assertEqual(self._run("administrator").negative_count, str(marks))

    def test_personal_condition_is_counted_by_hr_only(self):
        for condition in (
            [("employee_id", "=", self.officer.id)],
            [("create_uid", "=", self.users["hr_officer"].id)],
            [("reason", "like", "a%")],
            [("employee_id.active", "=", True)],
            ["|", ("active", "=", True), ("id", "=", 1)],
        ):
            self.guard.negative_domain = str(condition)
            with self.subTest(condition):
                with self.assertRaisesRegex(UserError, "counted by an HR officer"):
                    self._run("administrator")
                self.assertTrue(self._run("hr_officer"))

    def test_records_of_others_are_counted_by_who_may_read_them(self):
        guard = self.env["tolerance.guard"].create(
            {
                "name": "Probes",
                "model": "x_probe",
                "active": False,
                "path_subject": "x_employee_id",
                "area_id": self.annual.id,
            }
        )
        self._make_foreign_model()
        with self.assertRaisesRegex(UserError, "counted by an HR officer"):
            self.as_user("administrator", guard).action_dry_run()
        # No right to read: no right to count.
        with self.assertRaises(AccessError):
            self.as_user("hr_officer", guard).action_dry_run()

    def _make_foreign_model(self):
        model = self.env["ir.model"].create({"name": "Probe", "model": "x_probe"})
        self.env["ir.model.fields"].create(
            {
                "model_id": model.id,
                "name": "x_employee_id",
                "ttype": "many2one",
                "relation": "hr.employee",
            }
        )

    def test_guard_path_through_closed_models_is_refused(self):
        base = {"name": "Probe", "active": False, "area_id": self.annual.id}
        self._make_foreign_model()
        self.env["ir.model.fields"].create(
            {
                "model_id": self.env["ir.model"]._get_id("x_probe"),
                "name": "x_ballot_id",
                "ttype": "many2one",
                "relation": "tolerance.ballot",
            }
        )
        own = {**base, "model": "x_probe", "path_subject": "x_employee_id"}
        for values in (
            {
                **base,
                "model": "tolerance.protected.source",
                "path_subject": "subject_id",
            },
            {
                **base,
                "model": "tolerance.ballot",
                "path_subject": "party_id.subject_id",
            },
            {**base, "model": "tolerance.application", "path_subject": "subject_id"},
            {**base, "model": "hr.employee", "path_subject": "tolerance_subject_id"},
            {**base, "model": "res.users", "path_subject": "create_uid"},
            {**own, "path_subject": "x_ballot_id.party_id.subject_id"},
            {**own, "path_date": "x_ballot_id.create_date"},
            {**own, "negative_domain": "[('x_ballot_id.state', '=', 'cast')]"},
            {**own, "negative_domain": "[('x_employee_id.barcode', '=', '1')]"},
            {**own, "neutral_values": '{"x_employee_id": 1}'},
        ):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.env["tolerance.guard"].create(values)
        self.assertTrue(self.env["tolerance.guard"].create(own))

    def test_runs_of_a_day_are_bounded_and_in_the_ledger(self):
        entries = self.env["tolerance.ledger.entry"]
        domain = [("verb", "=", "guard.dry_run")]
        before = entries.search_count(domain)
        for _number in range(20):
            self._run("administrator")
        with self.assertRaisesRegex(UserError, "tomorrow"):
            self._run("administrator")
        self._run("hr_officer")
        self.assertEqual(entries.search_count(domain), before + 21)
        entry = entries.search(domain, limit=1)
        self.assertIn("active", entry.payload)

    def test_only_officers_and_administrators(self):
        for role in ("auditor", "officer", "clerk", "member"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._run(role)

    def test_guard_that_waits_says_so(self):
        self.guard.model = "hr.appraisal.not.installed"
        with self.assertRaisesRegex(UserError, "waits"):
            self._run()
