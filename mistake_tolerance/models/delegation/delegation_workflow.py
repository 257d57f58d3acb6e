from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..base.single import check_single
from ..base.wording import write_day
from ..base.workflow_mixin import Transition

APPOINTERS = (
    "mistake_tolerance.group_administrator",
    "mistake_tolerance.group_hr_officer",
)
# Roles that only somebody of the group can take over.
GROUPS = {
    "clerk": "mistake_tolerance.group_clerk",
    "body_head": "mistake_tolerance.group_member",
}


class ToleranceDelegation(models.Model):
    """Who may be appointed, by whom and for whom; ending an appointment early."""

    _inherit = "tolerance.delegation"

    _transitions = {
        "appoint": Transition(
            "draft",
            "appointed",
            hidden_by="_get_appointer_refusal",
            refused_by=(
                "_get_own_refusal",
                "_get_past_refusal",
                "_get_deputy_refusal",
                "_get_principal_refusal",
                "_get_clash_refusal",
            ),
        ),
        "end": Transition(
            "appointed",
            "ended",
            hidden_by=("_get_appointer_refusal", "_get_over_refusal"),
            refused_by="_get_own_refusal",
            depends="date_to",
        ),
    }

    can_appoint = fields.Boolean(compute="_compute_can")
    can_end = fields.Boolean(compute="_compute_can")

    def _get_label(self):
        self.ensure_one()
        return self.env._(
            "%(deputy)s stands in for %(principal)s",
            deputy=self.deputy_id.name,
            principal=self.principal_id.name,
        )

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
        # sudo: users do not read each other's groups and companies.
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
        # sudo: users do not read the groups of each other.
        principal_sudo = self.principal_id.sudo()
        group = GROUPS.get(self.role)
        if group and not principal_sudo.has_group(group):
            return self.env._(
                "%(user)s is not a “%(group)s”: there is nothing to stand in for.",
                user=principal_sudo.name,
                group=self.env.ref(group).sudo().name,
            )
        if self.role == "body_head":
            if self.body_id._has_seats():
                return self.env._(
                    "%(body)s decides with its members, and each votes in person: "
                    "nobody stands in. Enter a leave; a vice chair then presides.",
                    body=self.body_id.name,
                )
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
        """Refuse a second stand-in for one role, and passing on what was delegated."""
        users = self.principal_id | self.deputy_id
        # Appointments of other companies count too: a person is away or not.
        # sudo: appointments that the user may not read clash as well.
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
                    "%(other)s until %(until)s. A delegated role cannot be delegated "
                    "again: end that delegation first.",
                    other=other_sudo._get_label(),
                    until=write_day(self.env, other_sudo.date_to),
                )
        return False

    def _is_same_part(self, other):
        names = ("principal_id", "role", "company_id", "body_id")
        return all(self[name] == other[name] for name in names)

    def action_appoint(self):
        """Appoint the stand-ins; they act from their first day to their last."""
        self.check_access("write")
        for stand_in in self:
            # One after the other: the next may clash with this one.
            stand_in._check_transition("appoint")
            stand_in._write_transition(
                "appoint",
                {
                    "appointed_by_id": self.env.uid,
                    "appointed_on": stand_in.company_id._tolerance_today(),
                },
            )
            stand_in.flush_recordset()
        self._ledger_append("stand_in.appoint")
        for stand_in in self:
            stand_in._notify(
                self.env._(
                    "%(stand_in)s from %(since)s to %(until)s.",
                    stand_in=stand_in._get_label(),
                    since=write_day(self.env, stand_in.date_from),
                    until=write_day(self.env, stand_in.date_to),
                )
            )
        return True

    def action_end(self):
        """End it before its last day, from this moment on."""
        self.check_access("write")
        self._check_transition("end")
        for stand_in in self:
            stand_in._write_transition(
                "end",
                {
                    "ended_by_id": self.env.uid,
                    "ended_on": stand_in.company_id._tolerance_today(),
                },
            )
        self._ledger_append("stand_in.end")
        for stand_in in self:
            stand_in._notify(
                self.env._("%(stand_in)s no longer.", stand_in=stand_in._get_label())
            )
        return True

    def action_view_waiting(self):
        """Show the tasks of absent persons that the stand-in may do.

        :return: the action
        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        if self.deputy_id != self.env.user or self.phase != "running":
            raise UserError(
                self.env._("Only the stand-in can see this, while the delegation runs.")
            )
        kinds = self.env["tolerance.task.mixin"]._get_task_types(
            lambda task: self.role in task.parts
        )
        views = [
            (self.env.ref(f"mail.mail_activity_view_{name}_open_target").id, kind)
            for name, kind in (("tree", "list"), ("kanban", "kanban"))
        ]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Waiting for %(user)s", user=self.principal_id.name),
            "res_model": "mail.activity",
            "views": views,
            "domain": [
                ("user_id", "=", self.principal_id.id),
                ("activity_type_id", "in", kinds.ids),
            ],
            "context": {"create": False},
        }

    def _get_ledger_values(self):
        return {
            "principal": self.principal_id.id,
            "deputy": self.deputy_id.id,
            "role": self.role,
            "body": self.body_id.id or None,
            "from": self.date_from,
            "to": self.date_to,
            "reason": self.reason,
        }

    def _notify(self, sentence):
        """Notify both persons; a notice leaves no open task when the time is over."""
        partners = ((self.principal_id | self.deputy_id) - self.env.user).partner_id
        # sudo: the notice is sent even if the appointing user does not follow.
        self.sudo().message_notify(
            partner_ids=partners.ids,
            body=sentence,
            subject=self.env._("Stand-in"),
            author_id=self.env.user.partner_id.id,
        )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "stand_in.appoint": self.env._("Stand-in appointed"),
            "stand_in.end": self.env._("Stand-in ended early"),
        }
