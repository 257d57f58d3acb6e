"""Who is whom against SQL: nobody is led away from a decision below the ORM."""

from psycopg2.errors import CheckViolation

from odoo import Command
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ...models.base.write_permit import unlocked
from ..common import act
from ..guard.guard_common import GuardCase

DEFERRED = (
    "tolerance_lineage_kept",
    "tolerance_predecessor_kept",
    "tolerance_person_kept",
    "tolerance_mark_check",
)


@tagged("post_install", "-at_install")
class TestPersonTriggers(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.env["tolerance.subject"].create({"name": "Nobody"})
        cls.heir = unlocked(cls.other).create(
            {"name": "Heir", "predecessor_ids": [Command.link(cls.subject.id)]}
        )
        cls.env["tolerance.person.match"]._create_unlocked(
            [
                {
                    "subject_id": cls.heir.id,
                    "other_id": cls.subject.id,
                    "state": "joined",
                }
            ]
        )
        cls.free = cls.colleague.tolerance_subject_id
        cls.determination = cls._decide()

    def _end_transaction(self):
        """Run the checks that wait for the end of the transaction."""
        self.env.flush_all()
        for mode in ("IMMEDIATE", "DEFERRED"):
            self.env.cr.execute(f"SET CONSTRAINTS {', '.join(DEFERRED)} {mode}")

    def assertRefused(self, statement, *params):
        self._end_transaction()
        with (
            self.subTest(statement),
            mute_logger("odoo.sql_db"),
            self.assertRaises(CheckViolation),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(SQL(statement, *params))
            self._end_transaction()

    def assertDone(self, statement, *params):
        self.env.cr.execute(SQL(statement, *params))
        self._end_transaction()

    def test_lineage(self):
        table = "tolerance_subject_lineage"
        for who in (self.subject, self.heir):
            self.assertRefused(f"DELETE FROM {table} WHERE subject_id = %s", who.id)
            self.assertRefused(
                f"UPDATE {table} SET ancestor_id = %s WHERE subject_id = %s"
                " AND ancestor_id = %s",
                self.free.id,
                who.id,
                self.subject.id,
            )
        self.assertRefused(
            f"UPDATE {table} SET subject_id = %s WHERE subject_id = %s",
            self.other.id,
            self.subject.id,
        )
        self.assertRefused(f"TRUNCATE {table}")
        # Whom no decision protects is none of the database's business.
        self.assertDone(f"DELETE FROM {table} WHERE subject_id = %s", self.free.id)

    def test_predecessors(self):
        table = "tolerance_subject_predecessor_rel"
        self.env.flush_all()
        self.env.cr.execute("SET CONSTRAINTS tolerance_person_descended IMMEDIATE")
        self.assertRefused(f"DELETE FROM {table} WHERE subject_id = %s", self.heir.id)
        self.assertRefused(
            f"UPDATE {table} SET predecessor_id = %s WHERE subject_id = %s",
            self.free.id,
            self.heir.id,
        )
        self.assertRefused(f"TRUNCATE {table}")

    def test_longer_line_of_predecessors(self):
        grandchild = unlocked(self.other).create(
            {"name": "Heir", "predecessor_ids": [Command.link(self.heir.id)]}
        )
        self.assertRefused(
            "DELETE FROM tolerance_subject_predecessor_rel WHERE subject_id = %s",
            grandchild.id,
        )
        # Another way leads there as well.
        unlocked(grandchild).predecessor_ids += self.subject
        self._end_transaction()
        self.assertDone(
            "DELETE FROM tolerance_subject_predecessor_rel"
            " WHERE subject_id = %s AND predecessor_id = %s",
            grandchild.id,
            self.heir.id,
        )

    def test_records_of_the_person(self):
        statement = "UPDATE hr_employee SET tolerance_subject_id = %s WHERE id = %s"
        for becomes in (self.other.id, None):
            self.assertRefused(statement, becomes, self.officer.id)
        self.assertRefused("DELETE FROM hr_employee WHERE id = %s", self.officer.id)
        self.assertDone(statement, self.heir.id, self.officer.id)
        self.assertDone(statement, self.other.id, self.colleague.id)

    def test_records_of_the_unit(self):
        unit = self.unit.tolerance_subject_id
        self._decide(party=self._make_party(subject=unit))
        other = unit.create({"name": "Nothing", "kind": "unit"})
        self.assertRefused(
            "UPDATE hr_department SET tolerance_subject_id = %s WHERE id = %s",
            other.id,
            self.unit.id,
        )

    def test_mark_of_the_person_under_another_name(self):
        """The guard reads the person that is computed from the employee."""
        unlocked(self.matter).subject_ids += self.free
        mark = self._make_mark(employee_id=self.colleague.id)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(CheckViolation, "protects against this mark"),
        ):
            self.env.cr.execute(
                "UPDATE tolerance_mark SET employee_id = %s WHERE id = %s",
                [self.officer.id, mark.id],
            )
            self._end_transaction()

    def test_orm_still_merges_and_separates_people(self):
        """Merged and revoked, people follow their records and leave again."""
        first = self.officer | self.colleague
        self.colleague.name = self.officer.name
        first.identification_id = "620102199001011233"
        self._end_transaction()
        self.assertEqual(len(first.tolerance_subject_id), 1)
        self.determination.revocation_reason = "Facts were concealed."
        act(self.determination.with_user(self.decider)).action_revoke()
        unlocked(self.heir).predecessor_ids = False
        self._end_transaction()
