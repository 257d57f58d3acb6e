from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.base.write_permit import unlocked
from ..personnel.common_personnel import PersonnelCase


@tagged("post_install", "-at_install")
class TestProtectionStatus(PersonnelCase):
    """What an HR officer sees of protection on the employee."""

    def _count(self, employee):
        public = self.hr["hr.employee.public"].browse(employee.id)
        return public.tolerance_public_effect_count

    def test_effects_in_force_of_the_person_and_of_predecessors(self):
        subject = self.officer.tolerance_subject_id
        self.assertEqual(self._count(self.officer), 0)
        self.protect(subject, "promotion")
        self.protect(subject, "honours", date_to="2026-03-03")
        older = self.env["tolerance.subject"].create({"name": "Test Officer, before"})
        unlocked(subject).predecessor_ids = older
        self.protect(older, "exchange")
        self.env.invalidate_all()
        self.assertEqual(self._count(self.officer), 2)
        self.assertEqual(self._count(self.colleague), 0)
        self.assertEqual(self.officer.tolerance_effect_count, 2)
        public = self.hr["hr.employee.public"].browse(self.officer.id)
        action = public.action_view_tolerance_effects()
        effects = self.hr["tolerance.effect"].search(action["domain"])
        self.assertEqual(set(effects.area_id.mapped("code")), {"promotion", "exchange"})

    def test_others_do_not_see_it(self):
        self.protect(self.officer.tolerance_subject_id, "promotion")
        for role in ("colleague", "head", "administrator"):
            employee = self.as_user(role)["hr.employee.public"].browse(self.officer.id)
            with self.subTest(role), self.assertRaises(AccessError):
                employee.read(["tolerance_public_effect_count"])
            action = employee.action_view_tolerance_effects()
            self.assertEqual(action["domain"], [("id", "in", [])])
