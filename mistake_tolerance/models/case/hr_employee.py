from odoo import api, fields, models


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
        employees = super().create(vals_list)
        employees._assign_tolerance_subject()
        return employees

    def write(self, vals):
        result = super().write(vals)
        if {"identification_id", "user_id", "work_contact_id"} & vals.keys():
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
            if known:
                (employee | twins[employee.id]).tolerance_subject_id = known
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
        for name in ("identification_id", "user_id", "work_contact_id"):
            mine = self.filtered(name).grouped(name)
            if not mine:
                continue
            values = [getattr(value, "id", value) for value in mine]
            others = self.search([(name, "in", values)]).grouped(name)
            for value, employees in mine.items():
                for employee in employees:
                    found[employee.id] |= others[value] - employee
        return found
