from odoo import api, fields, models

from ...base.field import written
from ...base.loading import is_loading


class ToleranceProceeding(models.Model):
    """Tells those concerned on the day on which it is registered."""

    _inherit = "tolerance.proceeding"

    told = written.Text(
        "What Those Concerned Are Told",
        help="What the proceeding is about, as the person and the heads of units read "
        "it. Left empty, they read the title of the matter.",
    )
    notice_ids = fields.One2many(
        "tolerance.proceeding.notice", "proceeding_id", "Who Was Told", readonly=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        proceedings = super().create(vals_list)
        proceedings._tell_concerned()
        return proceedings

    def write(self, vals):
        result = super().write(vals)
        if {"organ", "started_on", "notified_on", "reference", "told"} & vals.keys():
            # sudo: the clerk writes no notices; they follow from the proceeding.
            self.sudo().notice_ids._tell_change()
        return result

    def _tell_concerned(self):
        """Tell each person and unit concerned who has not been told yet."""
        # The file of a program, or of the sample, brings what was told before.
        if is_loading(self.env):
            return
        # sudo: whom a matter concerns is read to tell them.
        open_sudo = self.sudo().filtered(
            lambda p: p.matter_id.is_open and not p.closed_on
        )
        vals_list = [
            vals
            for proceeding_sudo in open_sudo
            for subject_sudo in proceeding_sudo.matter_id.subject_ids
            for vals in proceeding_sudo._prepare_notices(subject_sudo)
        ]
        if vals_list:
            self.env["tolerance.proceeding.notice"]._tell(vals_list)

    def _prepare_notices(self, subject):
        """Return the values of the notices that are still to be given.

        :param tolerance.subject subject: the person or unit concerned
        :rtype: list
        """
        self.ensure_one()
        company, matter = self.company_id, self.matter_id
        Version = self.env["tolerance.scheme.version"]
        known = {
            (notice.part, notice.user_id)
            for notice in self.notice_ids
            if notice.subject_id == subject
        }
        common = {
            "proceeding_id": self.id,
            "subject_id": subject.id,
            "applied_on": matter._get_applied_day(subject),
            "version_id": Version._get_applicable(
                company,
                matter.occurred_on,
                company._tolerance_today(),
                subject.kind,
                Version._get_scope_types(subject.kind, subject, company),
            ).id,
        }
        return [
            {**common, "part": part, "user_id": user.id, "department_id": unit.id}
            for part, user, unit in self._get_told(subject)
            if (part, user) not in known
        ]

    def _get_told(self, subject):
        """Return who is told: the person or head of the unit, and the head above.

        :return: ``(part, user or nobody, unit)``
        :rtype: list
        """
        company = self.company_id
        nobody = self.env["res.users"]
        if subject.kind == "unit":
            units = subject.department_ids.filtered(
                lambda unit: not unit.company_id or unit.company_id == company
            )
            heads = [
                ("unit", unit.manager_id.user_id, unit)
                for unit in units
                if unit.manager_id.user_id.active
            ]
            return heads or [("unit", nobody, units[:1])]
        employees = subject.employee_ids.filtered(lambda e: e.company_id == company)
        users = employees.user_id.filtered("active")
        unit = employees.department_id[:1]
        told = [("person", user, unit) for user in users or [nobody]]
        if head := unit._get_heads_above(users):
            # sudo: the account of the head is named in the notice.
            told.append(("head", head.sudo(), unit))
        return told
