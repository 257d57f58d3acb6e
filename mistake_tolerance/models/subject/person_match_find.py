from itertools import combinations

from odoo import api, models
from odoo.tools import SQL

from ...rules.person_number import get_person_name

# What two employee records may have in common, the surest first.
GROUNDS = {
    "number": "tolerance_person_number",
    "user": "user_id",
    "contact": "work_contact_id",
    "name": "tolerance_person_name",
}
# A contact of more people than this is a line they share: it says nothing about who
# somebody is. An agency default of this product.
MOST = 6


class TolerancePersonMatch(models.Model):
    """Finds the employee records that are, or may be, of one human being."""

    _inherit = "tolerance.person.match"

    @api.model
    def _match(self, employees, names=None, before=None):
        """Join the records of one person, and ask HR where it only may be one.

        :param hr.employee employees: records that are new or have changed, with all
            rights and archived ones in sight
        :param set names: the fields that have changed; None for all
        :param dict before: ``{employee id: valid number}`` before the change
        """
        for ground, name in GROUNDS.items():
            if names is not None and name not in names:
                continue
            values = {getattr(value, "id", value) for value in employees.mapped(name)}
            if not (values := values - {False}):
                continue
            if ground == "name":
                self._ask_namesakes(employees)
                continue
            found = employees.search_fetch(
                [(name, "in", list(values))], [name, "tolerance_subject_id"]
            )
            for value, records in found.grouped(name).items():
                if len(records.tolerance_subject_id) < 2:
                    continue
                if ground == "number":
                    self._match_number(records, before or {})
                # A company as the contact of its staff says nothing about them.
                elif ground == "user" or not value.is_company:
                    self._ask(ground, records)
        if names is None or GROUNDS["number"] in names:
            self._doubt(employees, before)

    @api.model
    def _match_number(self, records, before):
        """Join those who have the same valid number, unless HR must say first.

        One slip in a number must not join two people: a question is asked where their
        names differ, or where one of the records had another valid number.
        Whoever was said to be two persons because of a user or contact alone is asked
        about again: their number is new evidence, but not against HR's word.

        :param hr.employee records: all that have the number
        :param dict before: ``{employee id: valid number}`` before the change
        """
        subjects = records.tolerance_subject_id
        answered = self._get_answered(subjects)
        asked = self._get_answered(subjects, "number")
        names = [
            {get_person_name(record.name) for record in own}
            for own in records.grouped("tolerance_subject_id").values()
        ]
        speaks_against = (
            asked
            or {"apart", "separated"}.intersection(answered.values())
            or not set.intersection(*names)
            or self._is_about_oneself(records)
            or any(
                before.get(record.id, record.tolerance_person_number)
                != record.tolerance_person_number
                for record in records
            )
        )
        if not speaks_against:
            kept = subjects._get_kept()
            for other in subjects - kept:
                match = self._get_open(other).filtered(
                    lambda m, pair=kept | other: m.subject_id | m.other_id == pair
                )[:1] or self._propose("number", kept, other)
                match._write_verb({"ground": "number"})
                match._do_join(self.env["res.users"])
            return
        # Two people have that number: which is a third, HR must say as well.
        for one, other in combinations(subjects.sorted("id"), 2):
            if frozenset((one.id, other.id)) not in asked:
                self._propose("number", one, other)._plan_answer()

    @api.model
    def _is_about_oneself(self, records):
        """Tell whether somebody would become another person by their own account.

        :param hr.employee records: of persons that have the same number
        """
        own = records.filtered(lambda record: record.user_id == self.env.user)
        others = records.tolerance_subject_id - own.tolerance_subject_id
        return bool(own and others)

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
    def _ask_concerned(self, subjects):
        """Ask HR who else may be one of those whom a matter has come to concern.

        :param tolerance.subject subjects: persons and units
        """
        persons = subjects.filtered(lambda subject: subject.kind == "person")
        # Who has which record is read for the rule, not shown.
        records_sudo = persons.sudo().with_context(active_test=False).employee_ids
        if records_sudo:
            records_sudo.env[self._name]._ask_namesakes(records_sudo)

    @api.model
    def _find_matters_of(self, subjects):
        """Return those whom a matter or a case is about, or was before a joining.

        :rtype: tolerance.subject
        """
        rows = self.env["tolerance.subject.lineage"].search(
            [("subject_id", "in", subjects.ids)]
        )
        concerned = rows.ancestor_id._filter_concerned()
        return rows.filtered(lambda row: row.ancestor_id in concerned).subject_id

    @api.model
    def _doubt(self, employees, before=None):
        """Ask HR whether a joining stands whose number has been corrected.

        Nothing is separated by itself: until HR answers, what protects either goes on
        protecting both.

        :param hr.employee employees: whose number may have changed, with all rights
        :param dict before: ``{employee id: valid number}`` before the change
        """
        changed = employees.filtered(
            lambda e: (
                before is not None
                and (before.get(e.id) or False) != (e.tolerance_person_number or False)
            )
        )
        joined = self.search(
            [
                ("state", "=", "joined"),
                ("employee_ids", "!=", False),
                ("subject_id", "in", employees.tolerance_subject_id.ids),
            ]
        )
        for match in joined.with_context(active_test=False):
            moved = match.employee_ids.filtered(
                lambda e, kept=match.subject_id: e.tolerance_subject_id == kept
            )
            stay = match.subject_id.employee_ids - moved
            theirs, others = (
                set(records.mapped(GROUNDS["number"])) - {False}
                for records in (moved, stay)
            )
            in_doubt = not theirs & others and (
                match.ground == "number" or (theirs and others)
            )
            # Once HR has answered, only another number is new evidence.
            is_new = not match.doubt or (
                match.doubt == "upheld" and (moved | stay) & changed
            )
            if in_doubt and is_new:
                match._write_verb({"doubt": "open"})
                match._plan_answer()
            elif not in_doubt and match.doubt:
                match._write_verb({"doubt": False})
                match._finish_todo("answer_match")

    @api.model
    def _propose(self, ground, one, other):
        vals = {"subject_id": one.id, "other_id": other.id, "ground": ground}
        return self._create_verb([vals])

    @api.model
    def _get_answered(self, subjects, ground=None):
        """Return what has been asked or said about pairs of persons.

        What was said of a person holds for whom they have been joined with.

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

    @api.model
    def _get_separated_records(self, employees):
        """Return which records may go back to whom they stood for.

        :return: ``(employee id, id of the person who stays, id of the other)``
        :rtype: set
        """
        return {
            (employee.id, match.subject_id.id, match.other_id.id)
            for match in self.search(
                [("state", "=", "separated"), ("employee_ids", "in", employees.ids)]
            )
            for employee in match.employee_ids
        }

    @api.model
    def _cron_match(self):
        """Find every night what came in below the ORM, or with the date."""
        Employee = self.env["hr.employee"].with_context(active_test=False)
        Employee.flush_model()
        self.env["hr.version"].flush_model()
        numbers = self.env.execute_query(
            SQL(
                """
                SELECT e.id FROM hr_employee e
             LEFT JOIN hr_version v ON v.id = e.current_version_id
                 WHERE v.identification_id IS NOT NULL
                    OR e.tolerance_person_number IS NOT NULL
                """
            )
        )
        employees = Employee.browse(row[0] for row in numbers)
        self.env.add_to_compute(Employee._fields[GROUNDS["number"]], employees)
        Employee.flush_model()
        for name in GROUNDS.values():
            column = SQL.identifier(name)
            # Who has the same name elsewhere is nobody to ask about.
            own = SQL(", company_id" if name == GROUNDS["name"] else "")
            rows = self.env.execute_query(
                SQL(
                    """
                    SELECT min(id) FROM hr_employee WHERE %s IS NOT NULL
                  GROUP BY %s%s HAVING count(DISTINCT tolerance_subject_id) > 1
                    """,
                    column,
                    column,
                    own,
                )
            )
            self._match(Employee.browse(row[0] for row in rows))
        joined = self.search([("state", "=", "joined"), ("employee_ids", "!=", False)])
        self._doubt(joined.subject_id.employee_ids)
