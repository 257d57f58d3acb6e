"""One test for each way around the guard that somebody could think of."""

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.base.write_permit import unlocked
from ..common import act
from ..guard.guard_common import GuardCase

# Keys that Odoo's own sources use to skip something, and what a client might try.
SKIPPING_KEYS = (
    "tracking_disable",
    "mail_notrack",
    "mail_create_nolog",
    "mail_create_nosubscribe",
    "mail_auto_subscribe_no_notify",
    "install_mode",
    "import_file",
    "module_uninstall",
    "_force_unlink",
    "no_reset_password",
    "check_move_validity",
    "skip_readonly_check",
    "bypass_lock_check",
    "skip_validation_check",
    "leave_fast_create",
    "leave_skip_date_check",
    "leave_skip_state_check",
    "force_delete",
    "prefetch_fields",
    "recompute",
    "tolerance_permit",
    "tolerance.guard",
)


@tagged("post_install", "-at_install")
class TestGuardRoutes(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.determination = cls._decide()
        cls.appraisal = cls.env["tolerance.appraisal"].create(
            {"employee_id": cls.officer.id, "area_id": cls.annual.id, "year": 2026}
        )

    def _deduction(self, **values):
        return {
            "kind": "deduction",
            "points": 3,
            "matter_id": self.matter.id,
            "date": "2026-06-01",
            "reason": "Because of the matter.",
            **values,
        }

    def assertRefused(self, function):
        with self.assertRaises(UserError) as caught:
            function()
            self.env.flush_all()
        for words in (self.determination, self.version):
            self.assertIn(words.display_name, str(caught.exception))

    def test_every_skipping_context_key(self):
        for key in SKIPPING_KEYS:
            for value in (True, False):
                with self.subTest(key=key, value=value):
                    marks = self.env["tolerance.mark"].with_context(**{key: value})
                    self.assertRefused(lambda m=marks: m.create(self._mark_vals()))

    def test_superuser_and_sudo(self):
        marks = self.env["tolerance.mark"]
        self.assertTrue(marks.env.su)
        self.assertRefused(lambda: marks.create(self._mark_vals()))
        officer = self.as_user("hr_officer", marks)
        self.assertRefused(lambda: officer.create(self._mark_vals()))
        self.assertRefused(lambda: officer.sudo().create(self._mark_vals()))

    def test_web_save_of_the_parent(self):
        appraisal = self.as_user("hr_officer", self.appraisal)
        self.assertRefused(
            lambda: appraisal.web_save(
                {"mark_ids": [Command.create(self._deduction())]}, {}
            )
        )

    def test_web_save_two_levels_up(self):
        cycle = self.env["tolerance.appraisal.cycle"].create(
            {
                "name": "2027",
                "year": 2027,
                "area_id": self.annual.id,
                "department_id": self.unit.id,
            }
        )
        commands = [
            Command.create(
                {
                    "employee_id": self.officer.id,
                    "mark_ids": [Command.create(self._deduction())],
                }
            )
        ]
        self.assertRefused(lambda: cycle.web_save({"appraisal_ids": commands}, {}))

    def test_list_edit_and_copy(self):
        mark = self._make_mark(matter_id=self.other_matter.id)
        self.assertRefused(lambda: mark.web_save({"matter_id": self.matter.id}, {}))
        self.assertRefused(lambda: mark.copy({"matter_id": self.matter.id}))

    def test_import_of_many_with_one_hit(self):
        names = ["employee_id/.id", "kind", "area_id/.id", "matter_id/.id", "date"]
        names += ["points", "reason"]
        rows = [
            [
                str(self.colleague.id),
                "objection",
                str(self.promotion_area.id),
                str(self.matter.id),
                "2026-06-01",
                "0",
                f"Row {number}",
            ]
            for number in range(1000)
        ]
        rows[617][0] = str(self.officer.id)
        unlocked(self.matter).subject_ids += self.colleague.tolerance_subject_id
        before = self.env["tolerance.mark"].search_count([])
        result = self.as_user("hr_officer", self.env["tolerance.mark"]).load(
            names, rows
        )
        self.assertFalse(result["ids"])
        self.assertEqual(self.env["tolerance.mark"].search_count([]), before)
        self.assertEqual(len(result["messages"]), 1, result["messages"])
        (message,) = result["messages"]
        self.assertEqual(message["record"], 617)
        self.assertIn(self.determination.name, message["message"])

    def test_server_action(self):
        action = self.env["ir.actions.server"].create(
            {
                "name": "Deduct",
                "model_id": self.env["ir.model"]._get_id("tolerance.mark"),
                "state": "code",
                "code": f"model.create({self._mark_vals()!r})",
            }
        )
        self.assertRefused(lambda: action.run())

    def test_automation(self):
        if "base.automation" not in self.env:
            self.fail("Install base_automation: this route must be tried.")
        self.env["base.automation"].create(
            {
                "name": "Deduct when a department is renamed",
                "model_id": self.env["ir.model"]._get_id("hr.department"),
                "trigger": "on_create_or_write",
                "action_server_ids": [
                    Command.create(
                        {
                            "name": "Deduct",
                            "model_id": self.env["ir.model"]._get_id("hr.department"),
                            "state": "code",
                            "code": "env['tolerance.mark'].create("
                            f"{self._mark_vals()!r})",
                        }
                    )
                ],
            }
        )
        self.assertRefused(lambda: self.unit.write({"name": "Renamed"}))

    def test_scheduled_action(self):
        action = self.env["ir.cron"].create(
            {
                "name": "Deduct by night",
                "model_id": self.env["ir.model"]._get_id("tolerance.mark"),
                "state": "code",
                "code": f"model.create({self._mark_vals()!r})",
                "interval_number": 1,
                "interval_type": "days",
            }
        )
        self.assertRefused(lambda: action.ir_actions_server_id.run())

    def test_low_level_write_of_one_column(self):
        mark = self._make_mark(matter_id=self.other_matter.id)
        self.assertRefused(lambda: mark._write({"matter_id": self.matter.id}))

    def test_field_assigned_in_the_cache_only(self):
        mark = self._make_mark(matter_id=self.other_matter.id)
        field = mark._fields["matter_id"]
        self.assertRefused(lambda: field.write(mark, self.matter.id))

    def test_matter_moved_by_its_other_side(self):
        mark = self._make_mark(matter_id=self.other_matter.id)
        self.assertRefused(
            lambda: self.appraisal.write(
                {"mark_ids": [Command.update(mark.id, {"matter_id": self.matter.id})]}
            )
        )

    def test_date_moved_into_the_period(self):
        matter = self._make_matter("Protected from May on")
        draft = self._draft(party=self._make_party(matter))
        draft.with_user(self.decider).line_ids.write(
            {"date_from": "2026-05-01", "omission_reason": "The pilot began then."}
        )
        act(draft.with_user(self.decider)).action_confirm()
        mark = self._make_mark(matter_id=matter.id, date="2026-04-01")
        with self.assertRaisesRegex(UserError, draft.name):
            mark.write({"date": "2026-06-01"})
            self.env.flush_all()

    def test_date_put_before_the_matter(self):
        with self.assertRaises(ValidationError):
            self._make_mark(date="2026-01-05")

    def test_area_moved(self):
        area = self.env["tolerance.area"].search([("code", "=", "exchange")])
        mark = self._make_mark(area_id=area.id)
        self.assertRefused(lambda: mark.write({"area_id": self.honours.id}))

    @mute_logger("odoo.sql_db")
    def test_guard_switched_off_is_the_database(self):
        """Even with the guard archived, the table itself holds the rule."""
        guard = self.env.ref("mistake_tolerance.guard_mark")
        self._change_guards(guard, is_switched_off=True)
        self.assertFalse(guard.active)
        self._make_mark()
        with self.assertRaisesRegex(IntegrityError, "protects against this mark"):
            self.env.cr.execute("SET CONSTRAINTS tolerance_mark_check IMMEDIATE")

    @mute_logger("odoo.sql_db")
    def test_raw_sql_meets_the_trigger(self):
        mark = self._make_mark(matter_id=self.other_matter.id)
        with self.assertRaisesRegex(IntegrityError, "protects against this mark"):
            self.env.cr.execute(
                "UPDATE tolerance_mark SET matter_id = %s WHERE id = %s",
                [self.matter.id, mark.id],
            )
            self.env.cr.execute("SET CONSTRAINTS tolerance_mark_check IMMEDIATE")

    @mute_logger("odoo.sql_db")
    def test_raw_link_to_nothing_meets_the_trigger(self):
        mark = self._make_mark(matter_id=self.other_matter.id)
        effect = self.determination.effect_ids[:1]
        with self.assertRaisesRegex(IntegrityError, "protects against this mark"):
            self.env.cr.execute(
                "UPDATE tolerance_mark SET matter_id = %s, effect_id = %s, "
                "counted_points = 3 WHERE id = %s",
                [self.matter.id, effect.id, mark.id],
            )
            self.env.cr.execute("SET CONSTRAINTS tolerance_mark_check IMMEDIATE")

    @mute_logger("odoo.sql_db")
    def test_matter_of_an_effect_is_not_deleted(self):
        # PostgreSQL 18 has a code of its own for what RESTRICT refuses.
        with self.assertRaises(IntegrityError):
            self.matter.unlink()

    def test_second_company(self):
        """The same person employed by another bureau of the same database."""
        number = "62010219900101555X"
        self.officer.identification_id = number
        other = self.env["res.company"].create({"name": "Other bureau"})
        twin = self.env["hr.employee"].create(
            {
                "name": "Test Officer",
                "identification_id": number,
                "company_id": other.id,
            }
        )
        marks = self.env["tolerance.mark"].with_company(other)
        unlocked(self.matter).company_id = other
        self.assertRefused(lambda: marks.create(self._mark_vals(employee_id=twin.id)))

    def test_reorganised_unit(self):
        unit = self.env["hr.department"].create({"name": "Old ward"})
        area = self.env["tolerance.area"].search(
            [("code", "=", "unit_target_appraisal")]
        )
        matter = self._make_matter("Ward", unit.tolerance_subject_id)
        party = self._make_party(matter, unit.tolerance_subject_id)
        merged = self.env["hr.department"].create({"name": "New ward"})
        vals = self._mark_vals(
            employee_id=False,
            department_id=merged.id,
            matter_id=matter.id,
            area_id=area.id,
        )
        mark = self.env["tolerance.mark"].create(vals)
        self.env.flush_all()
        determination = self._decide(party=party)
        self.assertFalse(mark.is_neutralised)
        unlocked(
            merged.tolerance_subject_id
        ).predecessor_ids = unit.tolerance_subject_id
        self.assertTrue(mark.is_neutralised)
        with self.assertRaises(UserError) as caught:
            self.env["tolerance.mark"].create(vals)
        self.assertIn(determination.name, str(caught.exception))

    def test_lists_are_not_accepted_as_a_way_to_the_subject(self):
        """A many2many written from the other side never reaches the record."""
        with self.assertRaises(ValidationError):
            self.env["tolerance.guard"].create(
                {
                    "name": "Partners by tag",
                    "model": "res.partner",
                    "path_subject": "category_id",
                    "area_id": self.annual.id,
                }
            )

    def test_sweep_finds_what_came_in_below(self):
        mark = self._make_mark(matter_id=self.other_matter.id)
        self.env.cr.execute("SET CONSTRAINTS tolerance_mark_check DEFERRED")
        self.env.cr.execute(
            "UPDATE tolerance_mark SET matter_id = %s WHERE id = %s",
            [self.matter.id, mark.id],
        )
        self.env.invalidate_all()
        self.env["tolerance.enforcement"]._cron_sweep()
        self.assertTrue(mark.is_neutralised)
        self.env.flush_all()
        self.env.cr.execute("SET CONSTRAINTS tolerance_mark_check IMMEDIATE")
