"""Asks HR about employee records that may be of one human being.

It limits the questions: too many would not be answered, and too few would leave a way
round a protection through a second employee record.
"""

from itertools import combinations

from odoo import api, models
from odoo.tools import SQL

# Largest number of persons about whom HR is asked because of one user or contact that
# they share. More share it as a common account or line, which identifies nobody. A
# default of this product.
MAX_PERSONS_ASKED = 6


class TolerancePersonMatch(models.Model):
    """Asks HR about employee records that may be of one human being."""

    _inherit = "tolerance.person.match"

    @api.model
    def _ask(self, ground, records):
        """Ask HR whether records with a common user or contact are of one person.

        Each is asked about with each of the others: that one of them is somebody else
        says nothing about the rest. Nobody is asked about more persons than
        ``MAX_PERSONS_ASKED``.
        """
        subjects = records.tolerance_subject_id.sorted("id")
        if len(subjects) <= MAX_PERSONS_ASKED:
            self._ask_pairs(ground, records, combinations(subjects, 2))

    @api.model
    def _ask_pairs(self, ground, records, pairs):
        """Ask HR about pairs that were not asked before and that no numbers tell apart.

        :param str ground: what they have in common
        :param hr.employee records: of all these persons
        :param pairs: pairs of ``tolerance.subject``
        """
        asked = self._get_states_by_pair(records.tolerance_subject_id)
        numbers = {
            subject: set(own.mapped("tolerance_person_number")) - {False}
            for subject, own in records.grouped("tolerance_subject_id").items()
        }
        for one, other in pairs:
            # Both have a number, and persons with equal numbers were joined or asked
            # about before: they are two people, also with a user in common.
            proven = numbers[one] and numbers[other]
            if not proven and frozenset((one.id, other.id)) not in asked:
                self._propose(ground, one, other)._plan_answer()

    @api.model
    def _ask_namesakes(self, employees):
        """Ask HR about records of one name, of which neither has a number.

        Within one unit they are asked about, and with a record that has no unit. Of
        somebody whom a matter concerns, all records of that name in the agency are: a
        second record of a protected person must not be a way around the protection.
        Two who both work here with users of their own are two people.

        :param hr.employee employees: with all rights
        """
        names = set(employees.mapped("tolerance_person_name")) - {False}
        if not names:
            return
        found = employees.search_fetch(
            [
                ("tolerance_person_name", "in", sorted(names)),
                ("company_id", "in", employees.company_id.ids),
            ],
            ["tolerance_person_name", "tolerance_person_number", "company_id"],
        )
        alike = found.grouped(lambda e: (e.tolerance_person_name, e.company_id))
        alike = [own for own in alike.values() if len(own.tolerance_subject_id) > 1]
        if not alike:
            return
        subjects = employees.browse().union(*alike).tolerance_subject_id
        concerned = self._filter_concerned_or_successor(subjects)
        for records in alike:
            pairs = []
            for one, other in combinations(records.sorted("id"), 2):
                both = one | other
                if (
                    len(both.tolerance_subject_id) == 2
                    and not (all(both.mapped("active")) and len(both.user_id) == 2)
                    and (
                        both.tolerance_subject_id & concerned
                        or (
                            len(both.department_id) < 2
                            and not any(both.mapped("tolerance_person_number"))
                        )
                    )
                ):
                    pair = tuple(both.tolerance_subject_id.sorted("id"))
                    if pair not in pairs:
                        pairs.append(pair)
            self._ask_pairs("name", records, pairs)

    @api.model
    def _ask_hr_about(self, subjects):
        """Ask HR whether other employee records are of persons whom a matter concerns.

        :param tolerance.subject subjects: persons and units
        """
        persons = subjects.filtered(lambda subject: subject.kind == "person")
        # sudo: the user who enters the matter may not read employee records.
        records_sudo = persons.sudo().with_context(active_test=False).employee_ids
        if records_sudo:
            # The search has to find archived records, too.
            records_sudo.env[self._name]._ask_namesakes(records_sudo)

    @api.model
    def _filter_concerned_or_successor(self, subjects):
        """Return those of the subjects whom a matter or case concerns.

        Also those whose predecessor one concerns.

        :rtype: tolerance.subject
        """
        ancestors = subjects._get_ancestors_by_subject()
        concerned = subjects.union(*ancestors.values())._filter_concerned()
        return subjects.filtered(lambda one: bool(ancestors[one.id] & concerned))

    @api.model
    def _propose(self, ground, one, other):
        vals = {"subject_id": one.id, "other_id": other.id, "ground": ground}
        return self._create_unlocked([vals])

    @api.model
    def _get_states_by_pair(self, subjects, ground=None):
        """Return the latest state of each pair asked about, joined pairs apart.

        An answer about a person also holds for the persons joined with them.

        :param str ground: only what was asked because of that; None for all
        :return: ``{frozenset of two subject ids: state}``
        :rtype: dict
        """
        self.flush_model(["subject_id", "other_id", "state", "ground"])
        self.env.cr.execute(
            SQL(
                """
                SELECT a.subject_id, b.subject_id, m.state
                  FROM tolerance_person_match m
                  JOIN tolerance_subject_lineage a ON a.ancestor_id = m.subject_id
                  JOIN tolerance_subject_lineage b ON b.ancestor_id = m.other_id
                 WHERE a.subject_id = ANY(%(ids)s) AND b.subject_id = ANY(%(ids)s)
                   AND a.subject_id <> b.subject_id
                   AND m.state <> 'joined'
                   AND m.ground = COALESCE(%(ground)s, m.ground)
              -- The latest state of a pair replaces the earlier ones.
              ORDER BY m.id
                """,
                ids=subjects.ids,
                ground=ground,
            )
        )
        return {frozenset(row[:2]): row[2] for row in self.env.cr.fetchall()}
