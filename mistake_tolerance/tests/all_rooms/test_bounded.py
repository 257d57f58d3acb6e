from math import inf, nan

from psycopg2.errors import CheckViolation

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL, mute_logger

from ...models.base.bounded import MAX_INTEGER

NUMERIC = ("integer", "float", "monetary")
OURS = ("mistake_tolerance", "mistake_tolerance_reports")


@tagged("post_install", "-at_install")
class TestBounded(TransactionCase):
    """Requirement: no number of ours can be something that is no number."""

    def iter_columns(self):
        """Yield every stored number that our addons add to any table."""
        for model in self.env.registry.values():
            if model._abstract or not model._auto:
                continue
            for field in model._fields.values():
                is_ours = field._module in OURS and field.name != "id"
                if (
                    is_ours
                    and field.type in NUMERIC
                    and field.store
                    and not field.related
                ):
                    yield model, field

    def test_every_number_is_bounded_in_the_database(self):
        self.env.cr.execute(
            """
            SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
              FROM pg_constraint WHERE contype = 'c'
            """
        )
        checks = {(table, name): text for table, name, text in self.env.cr.fetchall()}
        found = 0
        for model, field in self.iter_columns():
            with self.subTest(f"{model._name}.{field.name}"):
                name = f"{model._table}_{field.name}_bounds"
                check = checks.get((model._table, name[:63]), "")
                self.assertIn(">=", check)
                self.assertIn("<=", check)
                found += 1
        self.assertGreater(found, 60)

    def test_every_number_refuses_what_is_outside(self):
        for model, field in self.iter_columns():
            if field.compute and field.readonly:
                continue
            record = self.env[model._name].new()
            for value in (field.low - 1, field.high + 1, nan, inf, -inf, "nan", "?"):
                with self.subTest(f"{model._name}.{field.name}", value=value):
                    with self.assertRaises(ValidationError):
                        field.convert_to_cache(value, record)
                    with self.assertRaises(ValidationError):
                        field.convert_to_column(value, record)

    def test_a_score_that_is_no_number_confirms_nobody(self):
        employee = self.env["hr.employee"].create({"name": "An officer"})
        area = self.env.ref("mistake_tolerance.area_annual_appraisal")
        values = {"employee_id": employee.id, "area_id": area.id}
        appraisal = self.env["tolerance.appraisal"].create(values)
        for value in (nan, inf, -1, "nan", "1e400"):
            with self.subTest(value):
                with self.assertRaises(ValidationError):
                    appraisal.write({"points": value})
                with self.assertRaises(ValidationError):
                    self.env["tolerance.appraisal"].create({**values, "points": value})
                with self.assertRaises(ValidationError):
                    appraisal.mark_ids = [
                        Command.create(
                            {"kind": "deduction", "points": value, "reason": "Late"}
                        )
                    ]
        self.assertEqual(appraisal.points, 0)
        self.assertFalse(appraisal.mark_ids)

    def test_an_imported_row_is_named_and_nothing_is_stored(self):
        before = self.env["tolerance.grade"].search_count([])
        result = self.env["tolerance.grade"].load(
            ["name", "minimum_score", "quota"],
            [["Good", "80", "20"], ["None", "nan", "20"]],
        )
        self.assertFalse(result["ids"])
        self.assertTrue(result["messages"])
        self.assertEqual(self.env["tolerance.grade"].search_count([]), before)

    def test_the_database_refuses_below_the_orm(self):
        for value in ("NaN", "Infinity", "-1"):
            with (
                self.subTest(value),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(
                    SQL("UPDATE tolerance_grade SET quota = %s::float8", value)
                )
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                SQL("UPDATE tolerance_grade SET sequence = %s", MAX_INTEGER)
            )

    def test_searching_beyond_the_bounds_finds_nothing(self):
        grades = self.env["tolerance.grade"]
        self.assertFalse(grades.search([("minimum_score", ">", 10_000)]))
        self.assertFalse(grades.search([("quota", "<", -5)]))
