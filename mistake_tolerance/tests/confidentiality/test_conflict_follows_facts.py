"""Conflicts of interest follow every change of persons, accounts and the line."""

import random

from odoo.tests import tagged

from ..common import act
from ..guard.guard_common import GuardCase

CHANGES = 12
SEEDS = range(6)


@tagged("post_install", "-at_install")
class TestConflictFollowsFacts(GuardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.units = cls.env["hr.department"].create(
            [{"name": f"Test Branch {number}"} for number in range(3)]
        )
        cls.people = cls.env["hr.employee"].create(
            [
                {
                    "name": f"Test Person {number}",
                    "company_id": cls.company.id,
                    "department_id": cls.units[number % 3].id,
                }
                for number in range(8)
            ]
        )
        cls.accounts = [cls.make_user(f"account_{n}", "clerk") for n in range(5)]
        cls.matters = cls.env["tolerance.matter"].union(
            *(
                cls._make_matter(f"Matter {n}", cls.people[n].tolerance_subject_id)
                for n in range(3)
            ),
            cls._make_matter("Of a unit", cls.units[2].tolerance_subject_id),
        )

    def _get_stored(self):
        rows = self.env["tolerance.conflict"].search(
            [("matter_id", "in", self.matters.ids), ("reason", "!=", "recused")]
        )
        return {(row.matter_id.id, row.user_id.id, row.reason) for row in rows}

    def _assert_follows(self, message=""):
        self.env.flush_all()
        self.env.invalidate_all()
        found = self.env["tolerance.conflict"].sudo()._find(self.matters)
        self.assertEqual(self._get_stored(), found, message)

    # -- what can change ------------------------------------------------------

    def _give_superior(self, chance):
        low, high = sorted(chance.sample(range(len(self.people)), 2))
        self.people[high].parent_id = self.people[low]

    def _move(self, chance):
        chance.choice(self.people).department_id = chance.choice(self.units)

    def _head_a_unit(self, chance):
        chance.choice(self.units).manager_id = chance.choice(self.people)

    def _place_a_unit(self, chance):
        low, high = sorted(chance.sample(range(3), 2))
        self.units[high].parent_id = self.units[low]

    def _link_account(self, chance):
        account = chance.choice(self.accounts)
        if not account.employee_ids:
            chance.choice(self.people).user_id = account

    def _unlink_account(self, chance):
        chance.choice(self.people).user_id = False

    def _archive(self, chance):
        person = chance.choice(self.people)
        person.active = not person.active

    def _join(self, chance):
        one, other = chance.sample(list(self.people), 2)
        subjects = one.tolerance_subject_id, other.tolerance_subject_id
        if subjects[0] != subjects[1]:
            match = self.as_user("hr_officer")["tolerance.person.match"].create(
                {
                    "subject_id": subjects[0].id,
                    "other_id": subjects[1].id,
                    "reason": "Both files seen.",
                }
            )
            act(match).action_join()

    def _change_parties(self, chance):
        matter = chance.choice(self.matters)
        person = chance.choice(self.people).tolerance_subject_id
        self.matters.browse(matter.id)._write_unlocked(
            {"subject_ids": [(6, 0, person.ids)]}
        )

    def _declare_interest(self, chance):
        account = chance.choice(self.accounts)
        act(self.env["tolerance.interest.declaration"].with_user(account)).create(
            {"subject_id": chance.choice(self.people).tolerance_subject_id.id}
        )

    # -------------------------------------------------------------------------

    def test_after_any_sequence_of_changes(self):
        changes = [
            self._give_superior,
            self._give_superior,
            self._move,
            self._head_a_unit,
            self._place_a_unit,
            self._link_account,
            self._link_account,
            self._unlink_account,
            self._archive,
            self._join,
            self._change_parties,
            self._declare_interest,
        ]
        for seed in SEEDS:
            chance = random.Random(seed)
            done = []
            with self.subTest(seed=seed), self.env.cr.savepoint(flush=False) as point:
                for _step in range(CHANGES):
                    change = chance.choice(changes)
                    change(chance)
                    done.append(change.__name__)
                    self._assert_follows(f"{seed}: {done}")
                point.rollback()
                self.env.invalidate_all()

    def test_account_of_a_superior_two_levels_up(self):
        boss, middle, top, party = self.people[:4]
        party.parent_id = middle
        middle.parent_id = boss
        boss.parent_id = top
        matter = self._make_matter("Below", party.tolerance_subject_id)
        boss.user_id = self.accounts[0]
        self.assertIn(self.accounts[0], matter.sudo().conflict_ids.user_id)

    def test_second_record_of_a_superior(self):
        superior, party, second = self.people[:3]
        party.parent_id = superior
        matter = self._make_matter("Below", party.tolerance_subject_id)
        second.user_id = self.accounts[0]
        self.assertNotIn(self.accounts[0], matter.sudo().conflict_ids.user_id)
        match = self.as_user("hr_officer")["tolerance.person.match"].create(
            {
                "subject_id": superior.tolerance_subject_id.id,
                "other_id": second.tolerance_subject_id.id,
                "reason": "Both files seen.",
            }
        )
        act(match).action_join()
        self.assertIn(self.accounts[0], matter.sudo().conflict_ids.user_id)
