from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..base.deletion import ondelete
from ..base.loading import is_loading
from ..base.wording import write_list
from ..base.write_permit import is_unlocked, lock

# What decides which records a guard sees and where it counts them.
REACH = (
    "path_subject",
    "path_matter",
    "path_date",
    "path_amount",
    "path_area",
    "area_id",
    "negative_domain",
    "neutral_values",
    "accepts_marks",
)


class ToleranceGuard(models.Model):
    """A guard is entered switched off, tried, and then switched on.

    From then on it takes two persons to make it see less while it protects somebody.
    """

    _inherit = "tolerance.guard"

    change_ids = fields.One2many("tolerance.guard.change", "guard_id")

    def action_switch_on(self):
        """Let guards judge from the next request of every worker on.

        What their record types hold already is looked through at once.

        :return: True
        :raises UserError: if a guard cannot read a record type that is installed
        """
        self.check_access("write")
        for guard in self.filtered(lambda guard: guard.model in self.env):
            if problem := guard._get_entry_problem():
                raise UserError(problem)
        return self.write({"active": True})

    def write(self, vals):
        self._check_second_person(vals)
        result = super().write(vals)
        lock(self)
        return result

    @ondelete
    def _unlink_except_in_force(self):
        self._check_second_person({"active": False})

    def _get_reach(self):
        """Return what the guard sees, as values for ``create``.

        :rtype: dict
        """
        return {
            name: self[name].id if name == "area_id" else self[name] for name in REACH
        }

    def _check_second_person(self, vals):
        """Refuse to weaken guards by one person while they protect somebody.

        :param dict vals: what is to be written
        :raises UserError: naming the guards
        """
        # Modules that load bring their own guards; a sweep follows.
        if is_unlocked(self) or is_loading(self.env):
            return
        weakened = self.filtered(lambda guard: guard._is_weakened(vals))
        protecting = weakened and weakened._get_protecting()
        if protecting:
            raise UserError(
                self.env._(
                    "%(guards)s: decisions are in force that this guard enforces, or "
                    "a case is being examined. "
                    "Request the change; another administrator approves it.",
                    guards=write_list(self.env, protecting.mapped("name")),
                )
            )

    def _is_weakened(self, vals):
        """Tell whether ``vals`` could make the guard see less than it does.

        Any other path or condition could, so each counts.
        """
        if not self.active or self.model not in self.env:
            return False
        if "active" in vals and not vals["active"]:
            return True
        return any(
            (self[name].id if name == "area_id" else self[name] or False)
            != (vals[name] or False)
            for name in ("model", *REACH)
            if name in vals
        )

    def _get_protecting(self):
        """Return the guards that a decision needs, one in force or still to come.

        While a case is examined, all of them: which areas it will protect is
        decided last.

        :rtype: tolerance.guard
        """
        # Administrators have no sight of cases; that there are some suffices.
        if (
            self.env["tolerance.matter"]
            .sudo()
            .search_count([("is_open", "=", True), ("case_ids", "!=", False)], limit=1)
        ):
            return self
        domain = Domain("is_lifted", "=", False) & (
            Domain("date_to", "=", False)
            | Domain("date_to", ">=", self.env.company._tolerance_today())
        )
        # Administrators have no sight of decisions; that there are some suffices.
        effects_sudo = self.env["tolerance.effect"].sudo()
        groups = effects_sudo._read_group(domain, ["area_id"])
        area_ids = {area.id for (area,) in groups}
        return self.filtered(
            lambda guard: area_ids if guard.path_area else guard.area_id.id in area_ids
        )
