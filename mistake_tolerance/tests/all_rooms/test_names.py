"""Names follow the personnel record; units and posts that a matter needs stay."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..guard.guard_common import GuardCase

# Where a deletion takes the link along, and why nothing is lost by it.
MAY_GO = {
    # Who was above whom is about that record and goes with it.
    ("tolerance.reporting.line", "employee_id"),
    ("tolerance.reporting.line", "superior_id"),
}


@tagged("post_install", "-at_install")
class TestNames(GuardCase):
    def test_corrected_name_arrives(self):
        party = self._make_party()
        self.officer.name = "Corrected Name"
        self.assertEqual(self.subject.name, "Corrected Name")
        found = party.search([("subject_id", "ilike", "Corrected")])
        self.assertIn(party, found)
        # From a user's own card or an import, past the employee form.
        self.officer.resource_id.name = "Second Name"
        self.assertEqual(self.subject.name, "Second Name")

    def test_renamed_unit_arrives_in_any_language(self):
        self.unit.name = "Renamed Ward"
        self.assertEqual(self.unit.tolerance_subject_id.name, "Renamed Ward")
        self.env["res.lang"]._activate_lang("zh_CN")
        self.unit.with_context(lang="zh_CN").name = "一监区"
        self.assertEqual(self.unit.tolerance_subject_id.name, "一监区")

    def test_name_of_departed_user_stays_readable(self):
        again = self.officer.create({"name": self.officer.name})
        self.officer.identification_id = "11010519491231002X"
        self.officer.active = False
        again.identification_id = "11010519491231002x"
        self.assertEqual(again.tolerance_subject_id, self.subject)
        again.name = "New Name"
        self.assertEqual(self.subject.name, "New Name", "the record in use")

    def test_certificate_keeps_the_name_of_its_day(self):
        self._decide()
        Certificate = self.env["tolerance.certificate"]
        effects = self.env["tolerance.effect"].search(
            [("subject_id", "=", self.subject.id)]
        )
        certificate = Certificate._issue(self.subject, effects)
        name = self.subject.name
        self.officer.name = "Later Name"
        report = self.env["report.mistake_tolerance.report_certificate"]
        self.assertIn(name, str(report._get_paper(certificate)["intro"]))

    def test_unit_and_post_of_a_party_are_archived_not_deleted(self):
        job = self.env["hr.job"].create({"name": "Guard"})
        other = self.env["hr.department"].create({"name": "Served there once"})
        free = self.env["hr.department"].create({"name": "Nobody's"})
        self.officer.write({"job_id": job.id, "department_id": other.id})
        self.env.flush_all()
        for record in (job, other):
            with self.assertRaisesRegex(UserError, "Archive it instead") as caught:
                record.unlink()
            self.assertNotIn(self.officer.name, str(caught.exception))
            record.active = False
        free.unlink()

    def test_deletion_never_empties_our_links(self):
        """Deleting a unit, a post or an employee never empties a field of ours."""
        emptied = {
            (name, field.name)
            for name, model in self.env.items()
            if name.startswith("tolerance.")
            and not model._abstract
            and model._auto
            and not model._transient
            for field in model._fields.values()
            if field.type == "many2one"
            and field.store
            and field.comodel_name in ("hr.department", "hr.job", "hr.employee")
            and field.ondelete != "restrict"
        }
        self.assertEqual(emptied - MAY_GO, set())
