"""Asks HR about employee records that may be of one human being.

It decides about whom to ask: too many questions would not be answered, and too few
would leave a way round a protection through a second employee record.
"""

from itertools import combinations

from odoo import api, models
from odoo.tools import SQL

# A contact of more people than this is a line they share: it says nothing about who
# somebody is. An agency default of this product.
MOST = 6


class TolerancePersonMatch(models.Model):
    """Asks HR about employee records that may be of one human being."""

    _inherit = "tolerance.person.match"

    @api.model
    def _ask(self, ground, records):
        """Ask HR whether records with a common user or contact are of one person.

        Each is asked about with each of the others: that one of them is somebody else
        says nothing about the rest.
        """
        subjects = records.tolerance_subject_id.sorted("id")
        if len(subjects) <= MOST:
            self._ask_pairs(ground, records, combinations(subjects, 2))

    @api.model
    def _ask_pairs(self, ground, records, pairs):
        """Ask HR about pairs of persons, unless that is answered or proven.

        :param str ground: what they have in common
        :param hr.employee records: of all these persons
        :param pairs: pairs of ``tolerance.subject``
        """
        answered = self._get_answered(records.tolerance_subject_id)
        numbers = {
            subject: set(own.mapped("tolerance_person_number")) - {False}
            for subject, own in records.grouped("tolerance_subject_id").items()
        }
        for one, other in pairs:
            # Different numbers prove two people; a shared user does not join them.
            proven = numbers[one] and numbers[other]
            if not proven and frozenset((one.id, other.id)) not in answered:
                self._propose(ground, one, other)._plan_answer()

    @api.model
    def _ask_namesakes(self, employees):
        """Ask HR about records of one name that no number tells apart.

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
        concerned = subjects & self._find_matters_of(subjects)
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
        # sudo: the check needs the records of a person; the officer does not see them.
        records_sudo = persons.sudo().with_context(active_test=False).employee_ids
        if records_sudo:
            records_sudo.env[self._name]._ask_namesakes(records_sudo)

    @api.model
    def _find_matters_of(self, subjects):
        """Return the persons of a matter or a case, also those from before a joining.

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
    def _get_answered(self, subjects, ground=None):
        """Return the questions and answers about pairs of persons.

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
              ORDER BY m.id
                """,
                ids=subjects.ids,
                ground=ground,
            )
        )
        return {frozenset(row[:2]): row[2] for row in self.env.cr.fetchall()}
