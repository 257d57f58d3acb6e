"""The same answer from a search, from SQL and from Python, on the same rows."""

from datetime import date, timedelta
from itertools import pairwise, product

from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import SQL

from ...models.base.write_permit import unlocked
from ...models.case.concern import get_concern_sql
from ...models.decision.effects_in_force import (
    PROTECTED_SUBJECTS,
    get_covering_sql,
    get_in_force_domain,
    get_in_force_sql,
)
from ..guard.guard_common import GuardCase

BEGINS = (date(2026, 3, 2), date(2026, 6, 1))
ENDS = (None, date(2026, 6, 1), date(2026, 8, 31))
DAYS = (
    date(2026, 3, 1),
    date(2026, 3, 2),
    date(2026, 5, 31),
    date(2026, 6, 1),
    date(2026, 8, 31),
    date(2026, 9, 1),
    date(2199, 1, 1),
)


@tagged("post_install", "-at_install")
class TestEffectsInForce(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        rows = list(product(BEGINS, ENDS, (False, True)))
        employees = cls.env["hr.employee"].create(
            [{"name": f"Test in Force {number}"} for number in range(len(rows))]
        )
        cls.effects = (
            unlocked(cls.env["tolerance.effect"])
            .create(
                [
                    {
                        "name": f"Row {number}",
                        "company_id": cls.company.id,
                        "subject_id": employee.tolerance_subject_id.id,
                        "matter_id": cls.matter.id,
                        "area_id": cls.annual.id,
                        "form": "no_negative",
                        "decided_on": "2026-03-02",
                        "date_from": begin,
                        "date_to": end,
                        "is_lifted": is_lifted,
                    }
                    for number, (employee, (begin, end, is_lifted)) in enumerate(
                        zip(employees, rows, strict=True)
                    )
                ]
            )
            .with_env(cls.env)
        )
        cls.env.flush_all()

    def _select(self, condition):
        rows = self.env.execute_query(
            SQL(
                "SELECT e.id FROM tolerance_effect e WHERE e.id = ANY(%s) AND %s",
                self.effects.ids,
                condition,
            )
        )
        return self.effects.browse(sorted(row_id for (row_id,) in rows))

    def _expect(self, first, last):
        return self.effects.filtered(
            lambda e: (
                not e.is_lifted
                and (last is None or e.date_from <= last)
                and (first is None or not e.date_to or e.date_to >= first)
            )
        )

    def test_between_two_days(self):
        seen = set()
        for first, last in product((None, *DAYS), repeat=2):
            with self.subTest(first=first, last=last):
                expected = self._expect(first, last)
                domain = get_in_force_domain(first, last)
                found = self.effects.search(domain) & self.effects
                self.assertEqual(found.sorted("id"), expected)
                self.assertEqual(self.effects.filtered_domain(domain), expected)
                condition = get_in_force_sql(
                    first and SQL("%s::date", first), last and SQL("%s::date", last)
                )
                self.assertEqual(self._select(condition), expected)
                seen.add(len(expected))
        # The table tells something: none, some and all of those that stand.
        self.assertGreater(len(seen), 3)

    def test_filter_of_effects_in_force_today(self):
        found = self.effects.search([("is_in_force", "=", True)]) & self.effects
        self.assertEqual(
            found.sorted("id"), self.effects.filtered(lambda e: e.is_in_force)
        )
        today = self.company._tolerance_today()
        self.assertEqual(found.sorted("id"), self._expect(today, today))
        self.assertEqual(self.effects._filter_in_force(), self._expect(today, None))

    def test_covering_a_record_of_a_day(self):
        tomorrow = date.today() + timedelta(days=1)
        for day, occurred_on in product(DAYS, DAYS[:5]):
            with self.subTest(day=day, occurred_on=occurred_on):
                condition = get_covering_sql(
                    SQL("%s::date", day), SQL("%s::date", occurred_on)
                )
                self.assertEqual(
                    self._select(SQL("%s AND %s", get_in_force_sql(), condition)),
                    self._expect(min(day, tomorrow), max(day, occurred_on)),
                )

    def test_effect_covers_subject_and_predecessors(self):
        """Predecessors of predecessors, and nobody beside them."""
        chain = self.effects.subject_id[:4]
        for newer, older in pairwise(chain):
            unlocked(newer).predecessor_ids = older
        self.env.flush_all()
        for number, subject in enumerate(chain):
            with self.subTest(number=number):
                self.assertEqual(subject._get_ancestors(), chain[number:])
                rows = self.env.execute_query(
                    SQL(
                        "SELECT e.id FROM %s WHERE l.subject_id = %s",
                        PROTECTED_SUBJECTS,
                        subject.id,
                    )
                )
                in_force = self.effects.search(
                    get_in_force_domain()
                    & Domain("subject_id", "in", subject._get_ancestors().ids)
                )
                self.assertEqual({row_id for (row_id,) in rows}, set(in_force.ids))
        self.assertEqual(chain[3]._get_descendants(), chain)
        by_subject = chain._get_ancestors_by_subject()
        self.assertEqual(list(by_subject), chain.ids)
        self.assertEqual(by_subject[chain[1].id], chain[1:])
        self.assertFalse(chain.browse()._get_ancestors())
        self.assertEqual(chain.new(origin=chain[2])._get_ancestors(), chain[2:])

    def test_matter_concerns_listed_parties_and_successors(self):
        """Listed in it, party of a case on it, or descended from one who is."""
        party, heir, stranger = self.effects.subject_id[:3]
        self._make_party(self.other_matter, party)
        unlocked(heir).predecessor_ids = party
        self.env.flush_all()
        expected = {
            (self.subject, self.matter),
            (self.subject, self.other_matter),
            (party, self.other_matter),
            (heir, self.other_matter),
        }
        for subject, matter in product(
            (self.subject, party, heir, stranger), (self.matter, self.other_matter)
        ):
            with self.subTest(subject=subject.name, matter=matter.title):
                is_concerned = (subject, matter) in expected
                domain = matter._get_subject_domain(subject._get_ancestors())
                self.assertEqual(matter in matter.search(domain), is_concerned)
                self.assertEqual(matter in subject._get_matters(), is_concerned)
                ((by_sql, by_function),) = self.env.execute_query(
                    SQL(
                        "SELECT %s, tolerance_concerned(%s, %s)",
                        get_concern_sql(SQL("%s", subject.id), SQL("%s", matter.id)),
                        subject.id,
                        matter.id,
                    )
                )
                self.assertEqual((by_sql, by_function), (is_concerned, is_concerned))
