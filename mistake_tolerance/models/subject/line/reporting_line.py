"""The history of who was whose superior."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class ToleranceReportingLine(models.Model):
    """Who was whose superior, from when to when; kept since the installation.

    Odoo stores only the present manager. A superior at the time of the matter must
    stay out of the case even after a change.
    """

    _name = "tolerance.reporting.line"
    _description = "Reporting Line"
    _inherit = ["tolerance.original"]
    _order = "date_from desc, id desc"
    _rec_name = "employee_id"

    employee_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, ondelete="cascade", index=True
    )
    superior_id = fields.Many2one(
        "hr.employee", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="employee_id.company_id", store=True)
    date_from = fields.Date("From", required=True, readonly=True)
    date_to = fields.Date("To", readonly=True, help="Empty: still in force.")

    _open_uniq = models.UniqueIndex(
        "(employee_id, superior_id) WHERE date_to IS NULL",
        "This superior is in the log already.",
    )

    @api.model
    def _log_all(self):
        """Record the present reporting line; called at every installation."""
        # The whole reporting line, logged at installation.
        # pylint: disable-next=no-search-all
        employees = self.env["hr.employee"].with_context(active_test=False).search([])
        self._sync(employees)

    @api.model
    def _sync(self, employees):
        """Compare the log with the present superiors, close and open rows.

        :param hr.employee employees: whose superiors may have changed
        :return: the employees whose superiors did change
        :rtype: hr.employee
        """
        # sudo: the system keeps the log; the user who changes employees may not.
        employees_sudo = employees.sudo()
        rows = self.sudo().search(
            [("employee_id", "in", employees_sudo.ids), ("date_to", "=", False)]
        )
        known = {(row.employee_id.id, row.superior_id.id): row for row in rows}
        wanted = {
            (employee.id, superior.id)
            for employee in employees_sudo
            for superior in employee._get_superiors()
        }
        ended = rows.browse(
            [row.id for pair, row in known.items() if pair not in wanted]
        )
        today = self.env.company._tolerance_today()
        changed = ended.employee_id
        # Lines that ended on the day they began are corrections.
        brief = ended.filtered(lambda row: row.date_from == today)
        (ended - brief).date_to = today
        brief.unlink()
        begun = self.sudo().create(
            [
                {
                    "employee_id": employee_id,
                    "superior_id": superior_id,
                    "date_from": today,
                }
                for employee_id, superior_id in sorted(wanted - known.keys())
            ]
        )
        return changed | begun.employee_id

    @api.model
    def _get_superiors_since(self, employees, since):
        """Find the superiors of employees, of any level, since a day.

        The head of the agency is everybody's superior, and heads the bodies too. So
        the head counts only as a direct superior.

        :param hr.employee employees: from whom to climb
        :param date since: superiors up to then no longer count
        :return: ``{employee id: ids of superiors}``, with all records of each person
        :rtype: dict
        """
        up = {}
        level = set(employees.ids)
        while level:
            up |= self._get_next(level, "superior_id", self._is_since(since))
            level = set().union(*(up[one] for one in level)) - up.keys()
        found = {}
        for employee_id in employees.ids:
            direct = above = up[employee_id]
            seen = set(direct)
            while above:
                above = {top for lower in above for top in up[lower]} - seen
                seen |= above
            found[employee_id] = direct | {top for top in seen if up[top]}
            found[employee_id].discard(employee_id)
        return found

    @api.model
    def _get_subordinates(self, employees, since):
        """Find the direct subordinates of employees since a day.

        :return: ``{employee id: ids of subordinates}``, with all records of each person
        :rtype: dict
        """
        return self._get_next(set(employees.ids), "employee_id", self._is_since(since))

    @api.model
    def _get_affected(self, employees):
        """Return the employees whose superiors or subordinates these can be.

        That is everybody below them, of any level and at any time, and their direct
        superiors.

        :param hr.employee employees: whose place or account has changed
        :rtype: hr.employee
        """
        start = set(employees.ids)
        found = set(start)
        level = start
        while level:
            below = self._get_next(level, "employee_id")
            level = set().union(*below.values()) - found
            found |= level
        found = found.union(*self._get_next(start, "superior_id").values())
        return employees.browse(sorted(found))

    @api.model
    def _get_next(self, employee_ids, direction, domain=Domain.TRUE):
        """Find who is one level above or below each of the employees.

        :param set employee_ids: of whom
        :param str direction: ``superior_id`` for above, ``employee_id`` for below
        :param Domain domain: which lines count
        :return: ``{employee id: ids}``. All employee records of one human being count
            as one, so each set holds all records of those found
        :rtype: dict
        """
        other = {"superior_id": "employee_id", "employee_id": "superior_id"}[direction]
        records = self._get_records_of_persons(employee_ids)
        everyone = set().union(*records.values())
        # sudo: the system keeps the log; who changes employees may not read it.
        lines_sudo = self.sudo().search(domain & Domain(other, "in", sorted(everyone)))
        found = {}
        for line_sudo in lines_sudo:
            found.setdefault(line_sudo[other].id, set()).add(line_sudo[direction].id)
        of_persons = self._get_records_of_persons(set().union(*found.values()))
        return {
            employee_id: {
                same
                for one in ids
                for next_id in found.get(one, ())
                for same in of_persons[next_id]
            }
            for employee_id, ids in records.items()
        }

    @api.model
    def _get_records_of_persons(self, employee_ids):
        """Return all employee records of the persons of these.

        :param set employee_ids: some of their records
        :return: ``{employee id: ids of the records of that person, itself included}``
        :rtype: dict
        """
        found = {employee_id: {employee_id} for employee_id in employee_ids}
        if not found:
            return found
        self.env["hr.employee"].flush_model(["tolerance_subject_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT e.id, other.id
                  FROM hr_employee e
                  JOIN tolerance_subject_lineage l
                    ON l.ancestor_id = e.tolerance_subject_id
                  JOIN hr_employee other ON other.tolerance_subject_id = l.subject_id
                 WHERE e.id = ANY(%s)
                """,
                sorted(found),
            )
        )
        for employee_id, other_id in rows:
            found[employee_id].add(other_id)
        return found

    @api.model
    def _is_since(self, since):
        return Domain("date_to", "=", False) | Domain("date_to", ">=", since)
