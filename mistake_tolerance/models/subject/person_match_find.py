"""Finds employee records that share a number, a user, a contact or a name."""

from itertools import combinations

from odoo import api, models
from odoo.tools import SQL

from ...rules.person_number import get_person_name

# Facts that two employee records may share, the most certain first.
GROUNDS = {
    "number": "tolerance_person_number",
    "user": "user_id",
    "contact": "work_contact_id",
    "name": "tolerance_person_name",
}


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
                # A company as work contact does not identify a person.
                elif ground == "user" or not value.is_company:
                    self._ask(ground, records)
        if names is None or GROUNDS["number"] in names:
            self._doubt(employees, before)

    @api.model
    def _match_number(self, records, before):
        """Join persons who have the same valid number, unless HR must answer first.

        A typing error in a number must not join two people. So HR is asked if their
        names differ, or if one of the records had another valid number before. HR is
        asked again about two persons who were separated because of a user or contact
        alone: the number is new evidence, but it does not override what HR said.

        :param hr.employee records: all that have the number
        :param dict before: ``{employee id: valid number}`` before the change
        """
        subjects = records.tolerance_subject_id
        answered = self._get_states_by_pair(subjects)
        asked = self._get_states_by_pair(subjects, "number")
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
                match._write_unlocked({"ground": "number"})
                match._do_join(self.env["res.users"])
            return
        # If two persons have that number, HR is asked about a third record as well.
        for one, other in combinations(subjects.sorted("id"), 2):
            if frozenset((one.id, other.id)) not in asked:
                self._propose("number", one, other)._plan_answer()

    @api.model
    def _is_about_oneself(self, records):
        """Return whether somebody would become another person by their own account.

        :param hr.employee records: of persons that have the same number
        """
        own = records.filtered(lambda record: record.user_id == self.env.user)
        others = records.tolerance_subject_id - own.tolerance_subject_id
        return bool(own and others)

    @api.model
    def _doubt(self, employees, before=None):
        """Ask HR whether a joining remains whose number has been corrected.

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
            joined_records = match.employee_ids.filtered(
                lambda e, kept=match.subject_id: e.tolerance_subject_id == kept
            )
            kept_records = match.subject_id.employee_ids - joined_records
            joined_numbers, kept_numbers = (
                set(records.mapped(GROUNDS["number"])) - {False}
                for records in (joined_records, kept_records)
            )
            in_doubt = not joined_numbers & kept_numbers and (
                match.ground == "number" or (joined_numbers and kept_numbers)
            )
            # Once HR has answered, only another number is new evidence.
            is_new = not match.doubt or (
                match.doubt == "upheld" and (joined_records | kept_records) & changed
            )
            if in_doubt and is_new:
                match._write_unlocked({"doubt": "open"})
                match._plan_answer()
            elif not in_doubt and match.doubt:
                match._write_unlocked({"doubt": False})
                match._finish_todo("answer_match")

    @api.model
    def _get_separated_records(self, employees):
        """Return which records may go back to their earlier person.

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
        """Find every night what was written without the ORM."""
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
            # A person with the same name in another company raises no question.
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
