from odoo.tests import tagged

from ...models.base.read_together import read_together
from ..confidentiality.closure_common import ClosureCase


@tagged("post_install", "-at_install")
class TestReadTogether(ClosureCase):
    """One statement reads what the ORM would read by one or two a relation."""

    PATHS = (
        "party_ids.subject_id",
        "step_ids.scheme_step_id",
        "inquiry_ids.member_ids",
    )

    def count(self, read):
        before = self.env.cr.sql_log_count
        read()
        return self.env.cr.sql_log_count - before

    def get_values(self, records):
        """Return all columns of what the paths lead to, as they are in the cache."""
        found = {}
        for path in self.PATHS:
            at = records
            for name in path.split("."):
                at = at[name]
                found[path, name] = at.read(load=None)
        return found

    def test_same_values_as_one_by_one(self):
        case = self.family["tolerance.case"].sudo()
        self.env.flush_all()
        self.env.invalidate_all()
        expected = self.get_values(case)
        self.env.invalidate_all()
        read_together(case, self.PATHS)
        self.assertEqual(self.get_values(case), expected)
        self.assertTrue(all(expected.values()))

    def test_one_statement_and_none_the_second_time(self):
        case = self.family["tolerance.case"].sudo()
        self.env.flush_all()
        self.env.invalidate_all()
        case.mapped("state")
        self.assertEqual(self.count(lambda: read_together(case, self.PATHS)), 1)
        self.assertEqual(self.count(lambda: read_together(case, self.PATHS)), 0)

        def ask():
            case.party_ids.subject_id.mapped("name")
            case.step_ids.scheme_step_id.mapped("kind")
            case.inquiry_ids.member_ids.mapped("state")

        self.assertEqual(self.count(ask), 0)

    def test_what_is_not_flushed_yet_stays(self):
        case = self.family["tolerance.case"].sudo()
        subject = case.party_ids.subject_id[:1]
        self.env.flush_all()
        self.env.invalidate_all()
        subject.name = "Renamed"
        read_together(case, self.PATHS)
        self.assertEqual(case.party_ids.subject_id[:1].name, "Renamed")

    def test_rules_hold(self):
        """Who may not read a party does not get it this way either."""
        case = self.family["tolerance.case"]
        parties = case.sudo().party_ids
        self.env.flush_all()
        self.bar()
        self.env.invalidate_all()
        own = case.with_user(self.users["clerk"]).sudo(False)
        self.assertTrue(parties)
        read_together(own, ("party_ids",))
        self.assertFalse(own._fields["party_ids"]._get_cache(own.env)[own.id])

    def test_what_comes_next_takes_few_statements(self):
        case = self.family["tolerance.case"].sudo()
        self.env.flush_all()

        def read():
            self.env.invalidate_all()
            return self.count(lambda: case.mapped("next_action"))

        read()
        self.assertLessEqual(read(), 3)
