from collections import Counter

from odoo import api, fields, models

SAME_PERSON = ("identification_id", "user_id", "work_contact_id")


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

    @api.model_create_multi
    def create(self, vals_list):
        employees = super().create(self._with_own_person(vals_list))
        employees._assign_tolerance_subject()
        return employees

    @api.model
    def _with_own_person(self, vals_list):
        """Give a person of their own to records that can be nobody's twin.

        Entered with the record, it costs nothing more; an employee written
        again one by one costs more than the rest of the creation.

        :param list vals_list: values as for ``create``
        :return: the same, with ``tolerance_subject_id`` where it is sure
        :rtype: list
        """
        marks = [
            {(name, vals[name]) for name in SAME_PERSON if vals.get(name)}
            for vals in vals_list
        ]
        counts = Counter(mark for own in marks for mark in own)
        # Identification numbers are for HR alone; here they are only compared.
        Employee = self.sudo().with_context(active_test=False)
        taken = set()
        for name in SAME_PERSON:
            values = [value for key, value in counts if key == name]
            if values:
                found = Employee.search([(name, "in", values)])
                taken.update((name, value) for value in found._get_plain(name))
        alone = [
            index
            for index, (vals, own) in enumerate(zip(vals_list, marks, strict=True))
            if vals.get("name")
            and not vals.get("tolerance_subject_id")
            and not own & taken
            and all(counts[mark] == 1 for mark in own)
        ]
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
        return [
            {**vals, "tolerance_subject_id": own_person[index]}
            if index in own_person
            else vals
            for index, vals in enumerate(vals_list)
        ]

    def _get_plain(self, name):
        """Return the values of a field as they are written: ids of records."""
        return [getattr(value, "id", value) for value in self.mapped(name)]

    def write(self, vals):
        before = []
        if "tolerance_subject_id" in vals:
            # Who the person is decides about protection, whoever writes.
            before = [(e, e.sudo().tolerance_subject_id) for e in self]
        result = super().write(vals)
        if before:
            self.env["tolerance.subject"].sudo()._check_kept(
                {(old, e.sudo().tolerance_subject_id) for e, old in before if old}
            )
        if vals.keys() & set(SAME_PERSON):
            self._assign_tolerance_subject()
        return result

    def _assign_tolerance_subject(self):
        """Bind each employee record to the person it is another record of.

        The same identification number, else the same user or work contact,
        makes the same person. Persons found to be one are joined: their
        records move to one of them, who keeps the others as predecessors.
        """
        # Identification numbers are for HR alone; here they are only compared.
        employees_sudo = self.sudo().with_context(active_test=False)
        Subject = self.env["tolerance.subject"].sudo()
        twins = employees_sudo._find_same_person()
        for employee in employees_sudo:
            known = (employee | twins[employee.id]).tolerance_subject_id
            if len(known) > 1:
                known = known._join()
            others = (employee | twins[employee.id]).filtered(
                lambda e, known=known: e.tolerance_subject_id != known
            )
            if known and others:
                others.tolerance_subject_id = known
        missing = employees_sudo.filtered(lambda e: not e.tolerance_subject_id)
        # Several new records of one person get one subject between them.
        heads = {min((e | twins[e.id]).ids): e for e in reversed(missing)}
        subjects = Subject.create(
            [{"name": employee.name, "kind": "person"} for employee in heads.values()]
        )
        for employee, subject in zip(heads.values(), subjects, strict=True):
            (employee | twins[employee.id]).tolerance_subject_id = subject

    def _find_same_person(self):
        """Find the other employee records of the same human beings.

        :return: ``{employee id: hr.employee}``, for every record of ``self``
        :rtype: dict
        """
        found = dict.fromkeys(self.ids, self.browse())
        for name in SAME_PERSON:
            mine = self.filtered(name).grouped(name)
            if not mine:
                continue
            values = [getattr(value, "id", value) for value in mine]
            others = self.search([(name, "in", values)]).grouped(name)
            for value, employees in mine.items():
                for employee in employees:
                    found[employee.id] |= others[value] - employee
        return found
