from odoo import models
from odoo.tools import SQL

from ...rules.quota import get_allowed
from ..wording import write_list


class ToleranceAppraisal(models.Model):
    """How many of one round of appraisals may have a grade.

    A cycle too small for even one is counted together with the other small ones of
    the same round, so that neither a unit of one is shut out nor many small cycles
    get round the quota. An agency default of this product; not prescribed by any
    source.
    """

    _inherit = "tolerance.appraisal"

    def _get_quota_refusals(self):
        """Refuse a grade that more people would have than its quota allows."""
        limited = self.filtered(lambda a: a.cycle_id and a.grade_id.quota)
        limited.grade_id._take_turn()
        refusals = {}
        for (cycles, grade), appraisals in limited._group_by_quota().items():
            # How many there are is counted, whichever of them this officer may see.
            counts = self.sudo()._read_group(
                [("cycle_id", "in", cycles.ids)], ["grade_id", "state"], ["__count"]
            )
            total = sum(count for _grade, _state, count in counts)
            given = sum(row[2] for row in counts if row[:2] == (grade, "confirmed"))
            allowed = get_allowed(grade.quota, total)
            if given + len(appraisals) <= allowed:
                continue
            sentence = self.env._(
                "%(cycle)s: of %(total)s appraised, %(allowed)s may be %(grade)s "
                "(%(quota)s percent, rounded down, at least one). %(given)s have it "
                "already, and %(new)s more would get it now. Confirm fewer of them, or "
                "enter grade limits.",
                cycle=write_list(self.env, cycles.mapped("name")),
                total=total,
                allowed=allowed,
                grade=grade.name,
                quota=f"{grade.quota:g}",
                given=given,
                new=len(appraisals),
            )
            refusals |= dict.fromkeys(appraisals.ids, sentence)
        return refusals

    def _group_by_quota(self):
        """Group appraisals by those who share a quota.

        :return: ``{(tolerance.appraisal.cycle, tolerance.grade): appraisals}``
        :rtype: dict
        """
        grouped = {}
        for (cycle, grade), appraisals in self.grouped(
            lambda a: (a.cycle_id, a.grade_id)
        ).items():
            key = (cycle._get_quota_cycles(grade), grade)
            grouped[key] = grouped.get(key, self.browse()) | appraisals
        return grouped


class ToleranceGrade(models.Model):
    _inherit = "tolerance.grade"

    def _take_turn(self):
        """Let one transaction at a time give these grades.

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

    def _get_quota_cycles(self, grade):
        """Return the cycles that are counted together for the quota of a grade.

        :param tolerance.grade grade: with a quota
        :rtype: tolerance.appraisal.cycle
        """
        self.ensure_one()
        if not self._is_small(grade):
            return self
        # Counted for the rule, whichever cycles this officer may see.
        alike_sudo = self.sudo().search(
            [
                ("company_id", "=", self.company_id.id),
                ("area_id", "=", self.area_id.id),
                ("year", "=", self.year),
                ("period", "=", self.period),
                ("subject_kind", "=", self.subject_kind),
            ],
            order="id",
        )
        return alike_sudo.filtered(lambda cycle: cycle._is_small(grade)).sudo(False)

    def _is_small(self, grade):
        """Tell whether the quota of a grade comes to less than one here.

        :rtype: bool
        """
        return self.sudo().appraisal_count * grade.quota < 100
