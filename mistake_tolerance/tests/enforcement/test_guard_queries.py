"""How many statements the guard adds: counted with it, and with it archived."""

from odoo.tests import tagged

from ..guard.guard_common import GuardCase


@tagged("post_install", "-at_install")
class TestGuardQueries(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employees = cls.env["hr.employee"].create(
            [{"name": f"Unprotected {number}"} for number in range(50)]
        )
        cls.mark = cls._make_mark(employee_id=cls.colleague.id, matter_id=False)
        cls.guards = cls.env["tolerance.guard"].search([])
        # There is something to find, for somebody else.
        cls._decide()

    def _count(self, function):
        """Return the statements of the second call; the first fills caches."""
        counts = []
        for number in range(2):
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            function(number)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        return counts[-1]

    def _compare(self, function):
        """Return the statements of ``function`` with the guards and without."""
        guarded = self._count(function)
        self._change_guards(self.guards, is_switched_off=True)
        self.assertFalse(self.env["tolerance.enforcement"]._get_watch_table())
        return guarded, self._count(function)

    def _create_marks(self, count):
        def create(_number):
            self.env["tolerance.mark"].create(
                [
                    self._mark_vals(
                        employee_id=self.employees[number % 50].id,
                        matter_id=self.other_matter.id if number % 10 == 0 else False,
                    )
                    for number in range(count)
                ]
            )

        return create

    def test_write_of_another_field(self):
        def write(number):
            self.mark.reason = f"Reworded {number}"

        guarded, plain = self._compare(write)
        self.assertGreater(plain, 0)
        self.assertEqual(guarded, plain)

    def test_write_on_an_unguarded_record_type(self):
        partner = self.env["res.partner"].create({"name": "Nobody"})

        def write(number):
            partner.name = f"Nobody {number}"
            self.env["res.partner"].create({"name": f"New {number}"})

        guarded, plain = self._compare(write)
        self.assertGreater(plain, 0)
        self.assertEqual(guarded, plain)

    def test_write_of_a_field_that_matters(self):
        def write(number):
            self.mark.date = f"2026-06-{10 + number}"

        guarded, plain = self._compare(write)
        self.assertGreater(plain, 0)
        self.assertEqual(guarded, plain + 1)

    def test_batch_of_a_hundred(self):
        guarded, plain = self._compare(self._create_marks(100))
        self.assertGreater(guarded, plain)
        self.assertLessEqual(guarded, plain + 2)

    def test_batch_of_a_thousand(self):
        guarded, plain = self._compare(self._create_marks(1000))
        self.assertGreater(guarded, plain)
        self.assertLessEqual(guarded, plain + 2)
