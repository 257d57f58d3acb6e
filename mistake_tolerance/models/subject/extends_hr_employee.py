"""Links each employee record to the person that decisions protect.

Every new record gets a person of its own at once. ``tolerance.person.match`` then looks
for other records of the same human being. No other code may set the link, because it
decides who is protected.
"""

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import NO_ACCESS

from ...rules.person_number import get_person_name, get_person_number
from ..base.loading import is_loading
from ..base.write_permit import is_unlocked, lock, unlocked


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    tolerance_subject_id = fields.Many2one(
        "tolerance.subject",
        string="Person in Tolerance Matters",
        index=True,
        copy=False,
        ondelete="restrict",
        groups="mistake_tolerance.group_hr_officer,hr.group_hr_user",
        help="The person behind all employee records of the same human being.",
    )
    # Compared and never shown: only HR may read the number.
    tolerance_person_number = fields.Char(
        compute="_compute_tolerance_person_number",
        store=True,
        index="btree_not_null",
        copy=False,
        groups=NO_ACCESS,
        export_string_translation=False,
    )

    @api.depends("current_version_id.identification_id")
    def _compute_tolerance_person_number(self):
        for employee in self:
            employee.tolerance_person_number = get_person_number(
                employee.current_version_id.identification_id
            )

    tolerance_person_name = fields.Char(
        compute="_compute_tolerance_person_name",
        store=True,
        index="btree_not_null",
        copy=False,
        groups=NO_ACCESS,
        export_string_translation=False,
    )

    @api.depends("name")
    def _compute_tolerance_person_name(self):
        for employee in self:
            # Longest value that an index takes.
            name = get_person_name(employee.name)[:200]
            employee.tolerance_person_name = name or False

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("tolerance_subject_id") for vals in vals_list):
            self._check_person_open()
        employees = super().create(self._with_own_person(vals_list))
        employees._assign_tolerance_subject()
        return employees

    @api.model
    def _with_own_person(self, vals_list):
        """Add a new person to the values of each new employee record.

        Entered with the record, it costs nothing more; an employee written
        again one by one costs more than the rest of the creation.

        :param list vals_list: values as for ``create``
        :return: the same, with ``tolerance_subject_id`` where there is a name
        :rtype: list
        """
        alone = [
            index
            for index, vals in enumerate(vals_list)
            if vals.get("name") and not vals.get("tolerance_subject_id")
        ]
        # sudo: no user creates persons; they follow from employee records.
        subjects = (
            self.env["tolerance.subject"]
            .sudo()
            .create(
                [
                    {"name": vals_list[index]["name"], "kind": "person"}
                    for index in alone
                ]
            )
        )
        own_person = dict(zip(alone, subjects.ids, strict=True))
        # Defaults of the context or the user must not set the person.
        return [
            {"tolerance_subject_id": False}
            | vals
            | (
                {"tolerance_subject_id": own_person[index]}
                if index in own_person
                else {}
            )
            for index, vals in enumerate(vals_list)
        ]

    def _check_person_open(self):
        """Refuse to change the person of a record past the actions for it.

        :raises AccessError: if it is no action that writes
        """
        if not is_unlocked(self) and not is_loading(self.env):
            raise AccessError(
                self.env._(
                    "The person of an employee record is set under Records of One "
                    "Person. Enter there, with the reason, that two records are of "
                    "one person."
                )
            )

    def write(self, vals):
        before = []
        self._check_not_oneself(vals)
        if "tolerance_subject_id" in vals:
            # The person decides who is protected, so this check also holds for sudo.
            self._check_person_open()
            # sudo: HR may not read the person behind an employee record.
            before = [(e, e.sudo().tolerance_subject_id) for e in self]
        result = super().write(vals)
        if before:
            changes = [
                (e, old, e.sudo().tolerance_subject_id) for e, old in before if old
            ]
            # Records that HR separated go back to their earlier person.
            Match = self.env["tolerance.person.match"].sudo()
            excused = Match._get_separated_records(self)
            self.env["tolerance.subject"].sudo()._check_kept(
                {
                    (old, new)
                    for e, old, new in changes
                    if (e.id, old.id, new.id) not in excused
                }
            )
        lock(self)
        changed = vals.keys() & {"user_id", "work_contact_id"}
        if vals.keys() & {"name", "company_id"}:
            changed.add("tolerance_person_name")
        if changed:
            # sudo: identification numbers and archived records are compared.
            employees_sudo = self.sudo().with_context(active_test=False)
            employees_sudo.env["tolerance.person.match"]._match(employees_sudo, changed)
        return result

    def _check_not_oneself(self, vals):
        """Refuse to link one's own account to a person of a matter.

        :param dict vals: as for ``write``
        :raises UserError: if a record of such a person gets the writer's account
        """
        if vals.get("user_id") != self.env.uid or self.env.uid == SUPERUSER_ID:
            return
        # sudo: the check needs to know who is concerned; the user does not see it.
        others_sudo = self.sudo().filtered(lambda e: e.user_id != self.env.user)
        if others_sudo.tolerance_subject_id._is_concerned():
            raise UserError(
                self.env._(
                    "With this account you would become the person of a matter. Ask "
                    "another HR officer to enter it."
                )
            )

    def _get_tolerance_numbers(self):
        """Return the valid identification numbers of those who have one.

        :return: ``{employee id: number}``
        :rtype: dict
        """
        # sudo: the numbers are compared and not shown.
        return {
            employee.id: employee.tolerance_person_number
            for employee in self.sudo()
            if employee.tolerance_person_number
        }

    def _get_superiors(self):
        """Return the direct superior and the heads of the unit and those above.

        :rtype: hr.employee
        """
        self.ensure_one()
        superiors = self.parent_id
        department = self.department_id
        # The superior of a unit's head is the head of the unit above.
        while department and department.manager_id in (self, self.browse()):
            department = department.parent_id
        return (superiors | department.manager_id) - self

    def _assign_tolerance_subject(self):
        """Create a person for records that have none, and find those of one person.

        See :meth:`~.person_match.TolerancePersonMatch._match`.
        """
        # sudo: identification numbers are for HR alone; here they are only compared.
        employees_sudo = self.sudo().with_context(active_test=False)
        missing = employees_sudo.filtered(lambda e: not e.tolerance_subject_id)
        subjects = missing.env["tolerance.subject"].create(
            [{"name": employee.name, "kind": "person"} for employee in missing]
        )
        for employee, subject in zip(missing, subjects, strict=True):
            unlocked(employee).tolerance_subject_id = subject
        employees_sudo.env["tolerance.person.match"]._match(employees_sudo)


class HrVersion(models.Model):
    _inherit = "hr.version"

    @api.model_create_multi
    def create(self, vals_list):
        employees = self.env["hr.employee"].browse(
            {vals["employee_id"] for vals in vals_list if vals.get("employee_id")}
        )
        before = employees._get_tolerance_numbers()
        versions = super().create(vals_list)
        versions._match_tolerance_person(before)
        return versions

    def write(self, vals):
        # The number of the current version counts; a namesake without a number raises a
        # question within a unit.
        if not vals.keys() & {"identification_id", "date_version", "department_id"}:
            return super().write(vals)
        # sudo: the user who writes a version may not read its employee.
        before = self.sudo().employee_id._get_tolerance_numbers()
        result = super().write(vals)
        self._match_tolerance_person(before)
        return result

    def _match_tolerance_person(self, before):
        """Find the person anew of whose records the number may have changed.

        :param dict before: ``{employee id: valid number}`` before the change
        """
        # sudo: the user who writes a version may not read its employee.
        employees_sudo = self.sudo().with_context(active_test=False).employee_id
        if employees_sudo:
            employees_sudo.env["tolerance.person.match"]._match(
                employees_sudo,
                {"tolerance_person_number", "tolerance_person_name"},
                before,
            )
