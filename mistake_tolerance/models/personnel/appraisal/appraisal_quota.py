from odoo import models
from odoo.tools import SQL

from ....rules.quota import get_allowed
from ...base.wording import write_list


class ToleranceAppraisal(models.Model):
    """How many of one round of appraisals may have a grade.

    A cycle too small for even one is counted together with the other small ones of
    the same round, so that neither a unit of one is shut out nor many small cycles
    get round the quota. An appraisal without a cycle counts as the smallest cycle
    there is. An agency default of this product; not prescribed by any source.
    """

    _inherit = "tolerance.appraisal"

    def _get_quota_refusals(self):
        """Refuse a grade that more people would have than its quota allows."""
        limited = self.filtered("grade_id.quota")
        limited.grade_id._lock_for_quota()
        refusals = {}
        for (counted_sudo, grade), appraisals in limited._group_by_quota().items():
            total = len(counted_sudo)
            given = len(
                counted_sudo.filtered(
                    lambda a, grade=grade: (
                        a.state == "confirmed" and a.grade_id == grade
                    )
                )
            )
            allowed = get_allowed(grade.quota, total)
            if given + len(appraisals) <= allowed:
                continue
            sentence = self.env._(
                "%(cycle)s: of %(total)s appraised, %(allowed)s may be %(grade)s "
                "(%(quota)s percent, rounded down, at least one). %(given)s have it "
                "already, and %(new)s more would get it now. Confirm fewer of them, or "
                "enter grade limits.",
                cycle=counted_sudo._get_quota_name(),
                total=total,
                allowed=allowed,
                grade=grade.name,
                quota=f"{grade.quota:g}",
                given=given,
                new=len(appraisals),
            )
            refusals |= dict.fromkeys(appraisals.ids, sentence)
        return refusals

    def _get_quota_name(self):
        """Return the names of the cycles whose appraisals are counted together.

        :rtype: str
        """
        names = self.cycle_id.sorted("id").mapped("name")
        if self.filtered(lambda appraisal: not appraisal.cycle_id):
            names.append(self.env._("appraisals without a cycle"))
        return write_list(self.env, names)

    def _group_by_quota(self):
        """Group appraisals by those who share a quota.

        :return: ``{(all that are counted together, tolerance.grade): appraisals}``
        :rtype: dict
        """
        rounds = self.grouped(
            lambda a: (
                a.grade_id,
                a.cycle_id,
                a.company_id,
                a.area_id,
                a.year,
                a.period,
                bool(a.employee_id),
            )
        )
        grouped = {}
        for (grade, *_round), appraisals in rounds.items():
            key = (appraisals[:1]._get_counted_with(grade), grade)
            grouped[key] = grouped.get(key, self.browse()) | appraisals
        return grouped

    def _get_counted_with(self, grade):
        """Return all appraisals that share the quota of a grade with this one.

        :param tolerance.grade grade: with a quota
        :rtype: tolerance.appraisal
        """
        self.ensure_one()
        # sudo: all appraisals count, even those the officer may not read.
        appraisal_sudo = self.sudo()
        cycle_sudo = appraisal_sudo.cycle_id
        if cycle_sudo and not cycle_sudo._is_small(grade):
            return cycle_sudo.appraisal_ids
        who = "employee_id" if appraisal_sudo.employee_id else "department_id"
        round_sudo = appraisal_sudo.search(
            [
                ("company_id", "=", appraisal_sudo.company_id.id),
                ("area_id", "=", appraisal_sudo.area_id.id),
                ("year", "=", appraisal_sudo.year),
                ("period", "=", appraisal_sudo.period),
                (who, "!=", False),
            ]
        )
        return round_sudo.filtered(
            lambda a: not a.cycle_id or a.cycle_id._is_small(grade)
        )


class ToleranceGrade(models.Model):
    _inherit = "tolerance.grade"

    def _lock_for_quota(self):
        """Lock these grades, so that one transaction at a time gives them.

        Each writes the rows of the grades it gives, and changes nothing in them. A
        transaction that began before another one has given a grade fails here with
        a serialization failure; Odoo starts it again, and it counts what that one
        has given. The rows are taken in a fixed order, so that no two transactions
        wait for each other.
        """
        if not self:
            return
        self.env.cr.execute(
            SQL(
                "UPDATE tolerance_grade SET quota = quota WHERE id IN"
                " (SELECT id FROM tolerance_grade WHERE id = ANY(%s)"
                " ORDER BY id FOR NO KEY UPDATE)",
                self.ids,
            )
        )


class ToleranceAppraisalCycle(models.Model):
    _inherit = "tolerance.appraisal.cycle"

    def _is_small(self, grade):
        """Return whether the quota of a grade comes to less than one here.

        :rtype: bool
        """
        return self.appraisal_count * grade.quota < 100
