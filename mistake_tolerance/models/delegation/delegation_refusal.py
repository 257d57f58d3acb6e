from odoo import models
from odoo.fields import Domain

from ..base.wording import write_day

APPOINTERS = (
    "mistake_tolerance.group_administrator",
    "mistake_tolerance.group_hr_officer",
)
# Parts that only somebody of the group can take over.
GROUPS = {
    "clerk": "mistake_tolerance.group_clerk",
    "body_head": "mistake_tolerance.group_member",
}


class ToleranceDelegation(models.Model):
    """Who may be appointed, by whom, and for whom."""

    _inherit = "tolerance.delegation"

    def _get_appointer_refusal(self):
        if not any(self.env.user.has_group(group) for group in APPOINTERS):
            return self.env._(
                "Only an administrator or an HR officer can appoint stand-ins."
            )
        return False

    def _get_own_refusal(self):
        if self.deputy_id == self.env.user:
            return self.env._(
                "You cannot appoint yourself as a stand-in or end your own "
                "appointment. Ask another administrator or HR officer."
            )
        return False

    def _get_over_refusal(self):
        if self.phase in ("planned", "running"):
            return False
        return self.env._(
            "%(stand_in)s: there is nothing to end.", stand_in=self._get_label()
        )

    def _get_past_refusal(self):
        if self.date_to < self.company_id._tolerance_today():
            return self.env._(
                "%(stand_in)s: the last day is over.", stand_in=self._get_label()
            )
        return False

    def _get_deputy_refusal(self):
        # Users do not read each other's groups and companies.
        deputy_sudo = self.deputy_id.sudo()
        if not deputy_sudo.active or self.company_id not in deputy_sudo.company_ids:
            return self.env._(
                "%(user)s does not work in %(company)s.",
                user=deputy_sudo.name,
                company=self.company_id.name,
            )
        group = GROUPS.get(self.role)
        if group and not deputy_sudo.has_group(group):
            return self.env._(
                "%(user)s is not a “%(group)s”. A stand-in gives no role: choose "
                "somebody who has it.",
                user=deputy_sudo.name,
                group=self.env.ref(group).sudo().name,
            )
        return False

    def _get_principal_refusal(self):
        # The absent person needs the same group, and must head what is delegated.
        principal_sudo = self.principal_id.sudo()
        group = GROUPS.get(self.role)
        if group and not principal_sudo.has_group(group):
            return self.env._(
                "%(user)s is not a “%(group)s”: there is nothing to stand in for.",
                user=principal_sudo.name,
                group=self.env.ref(group).sudo().name,
            )
        if self.role == "body_head":
            if self.body_id.head_user_id != self.principal_id:
                return self.env._(
                    "%(user)s is not the head of %(body)s.",
                    user=principal_sudo.name,
                    body=self.body_id.name,
                )
            if not self.body_id.admits_delegation:
                return self.env._(
                    "%(body)s admits no stand-in, because a vote is personal. Enter "
                    "another head, or allow a stand-in in the rules of the body.",
                    body=self.body_id.name,
                )
        if self.role == "unit_head" and not self.env["hr.department"].sudo().search(
            [("manager_id.user_id", "=", principal_sudo.id)], limit=1
        ):
            return self.env._("%(user)s heads no unit.", user=principal_sudo.name)
        return False

    def _get_clash_refusal(self):
        """Refuse a second stand-in for one part, and passing on what was delegated."""
        users = self.principal_id | self.deputy_id
        # Appointments of other companies count too: a person is away or not.
        clashes_sudo = self.sudo().search(
            Domain("state", "=", "appointed")
            & Domain("date_from", "<=", self.date_to)
            & Domain("date_to", ">=", self.date_from)
            & (
                Domain("principal_id", "in", users.ids)
                | Domain("deputy_id", "in", users.ids)
            )
        )
        for other_sudo in clashes_sudo:
            if other_sudo._is_same_part(self):
                return self.env._(
                    "%(other)s, from %(since)s to %(until)s: end that first, or choose "
                    "other days.",
                    other=other_sudo._get_label(),
                    since=write_day(self.env, other_sudo.date_from),
                    until=write_day(self.env, other_sudo.date_to),
                )
            if other_sudo.principal_id == self.deputy_id:
                return self.env._(
                    "%(user)s is away from %(since)s to %(until)s: choose somebody "
                    "else.",
                    user=self.deputy_id.name,
                    since=write_day(self.env, other_sudo.date_from),
                    until=write_day(self.env, other_sudo.date_to),
                )
            if other_sudo.deputy_id == self.principal_id:
                return self.env._(
                    "%(other)s until %(until)s. A delegated part cannot be delegated "
                    "again: end that delegation first.",
                    other=other_sudo._get_label(),
                    until=write_day(self.env, other_sudo.date_to),
                )
        return False

    def _is_same_part(self, other):
        names = ("principal_id", "role", "company_id", "body_id")
        return all(self[name] == other[name] for name in names)
