"""A request to change or switch off a guard while it protects somebody.

One administrator alone could end every protection by switching off a guard. So one
requests the change and another approves it.
"""

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import NO_ACCESS

from ..base.deletion import ondelete
from ..base.field import written
from ..base.person import check_person
from ..base.workflow_mixin import Transition
from ..base.write_permit import is_unlocked, unlocked
from .guard import SCOPE_FIELDS


class ToleranceGuardChange(models.Model):
    """A change of a guard that protects somebody; two people must agree to it."""

    _name = "tolerance.guard.change"
    _description = "Change of a Guard"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
    ]
    _order = "id desc"
    _rec_name = "guard_id"

    _transitions = {
        "approve": Transition(
            "requested",
            "approved",
            hidden_by=(
                "_get_administrator_refusal",
                "_get_second_refusal",
                "_get_changed_refusal",
            ),
            depends="requested_by",
        ),
        "decline": Transition(
            "requested", "declined", hidden_by="_get_administrator_refusal"
        ),
    }
    _workflow_fields = frozenset(
        {"state", "requested_by", "summary", "answered_by", "answered_on"}
    )

    guard_id = fields.Many2one(
        "tolerance.guard", required=True, ondelete="cascade", index=True
    )
    is_switched_off = fields.Boolean("Switch Off")
    path_subject = fields.Char("Path to the Person or Unit")
    path_matter = fields.Char("Path to the Matter")
    path_date = fields.Char("Path to the Date")
    path_amount = fields.Char("Path to the Points")
    path_area = fields.Char("Path to the Effect Area")
    area_id = fields.Many2one(
        "tolerance.area", string="Effect Area", ondelete="restrict"
    )
    negative_domain = fields.Char()
    neutral_values = fields.Char()
    accepts_marks = fields.Boolean("Marks Are Its Grounds")
    reason = written.Text(required=True)
    summary = fields.Text("What Changes", readonly=True, copy=False)
    # The values of the summary, so that exactly what was shown is approved.
    reach_before = fields.Json(
        readonly=True, copy=False, groups=NO_ACCESS, export_string_translation=False
    )
    state = fields.Selection(
        [
            ("requested", "Requested"),
            ("approved", "Approved"),
            ("declined", "Declined"),
        ],
        default="requested",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    requested_by = fields.Many2one(
        "res.users",
        default=lambda self: self.env.uid,
        required=True,
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    answered_by = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    answered_on = fields.Datetime(readonly=True, copy=False)
    can_approve = fields.Boolean(compute="_compute_can")
    can_decline = fields.Boolean(compute="_compute_can")

    @api.onchange("guard_id")
    def _onchange_guard_id(self):
        self.update({name: self.guard_id[name] for name in SCOPE_FIELDS})

    @api.model_create_multi
    def create(self, vals_list):
        # The requesting administrator is the first of the two persons.
        if not is_unlocked(self):
            check_person(self.env)
        Guard = self.env["tolerance.guard"]
        changes = super().create(
            [
                {**Guard.browse(vals.get("guard_id"))._get_reach(), **vals}
                for vals in vals_list
            ]
        )
        for change in changes:
            summary = change._get_summary()
            if not summary:
                raise UserError(
                    self.env._("Enter what is to change, or switch the guard off.")
                )
            if problem := change._get_problem():
                raise UserError(problem)
            # sudo: compared by the system and never shown.
            change.sudo()._write_unlocked(
                {"summary": summary, "reach_before": change._get_reach_now()}
            )
            change._plan_todo("approve_guard_change", change._get_seconds())
        changes._ledger_append("guard.change.request")
        return changes

    def _get_reach_now(self):
        """Return which records the guard covers now, and whether it is switched on.

        :rtype: dict
        """
        guard = self.guard_id
        return {**guard._get_reach(), "active": guard.active, "model": guard.model}

    def _get_seconds(self):
        """Return the other users who may approve the change.

        :rtype: res.users
        """
        administrators = self._get_role_users("administrator", self.env.company)
        return administrators - self.requested_by

    def write(self, vals):
        names = [n for n in vals if not n.startswith(("message_", "activity_"))]
        if names and not self._is_unlocked():
            raise AccessError(
                self.env._("A request stays as it was made: decline it, make another.")
            )
        return super().write(vals)

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("Requests stay on file; decline it instead."))

    def action_approve(self):
        """Approve the requests and change the guards; a second administrator's act.

        :return: True
        :raises UserError: with one sentence for each that may not be approved
        """
        self.check_access("write")
        self._check_transition("approve")
        for change in self:
            change._answer("approved", "guard.change.approve")
            values = {name: change[name] for name in SCOPE_FIELDS}
            values["area_id"] = change.area_id.id
            if change.is_switched_off:
                values["active"] = False
            unlocked(change.guard_id).write(values)
        return True

    def action_decline(self):
        """Decline the requests, or withdraw one's own; the guards stay.

        :return: True
        :raises UserError: with one sentence for each that may not be declined
        """
        self.check_access("write")
        self._check_transition("decline")
        for change in self:
            change._answer("declined", "guard.change.decline")
        return True

    def _answer(self, state, action):
        self._write_unlocked(
            {
                "state": state,
                "answered_by": self.env.uid,
                "answered_on": fields.Datetime.now(),
            }
        )
        self._finish_todo("approve_guard_change")
        self._ledger_append(action)

    def _get_administrator_refusal(self):
        user = self.env.user
        is_administrator = user.has_group("mistake_tolerance.group_administrator")
        if is_administrator and user.id != SUPERUSER_ID:
            return False
        return self.env._("Only administrators can answer this.")

    def _get_second_refusal(self):
        return self.env.user == self.requested_by and self.env._(
            "You requested this change: ask another administrator to approve it."
        )

    def _get_changed_refusal(self):
        # sudo: values that are only compared are not shown.
        return self._get_reach_now() != self.sudo().reach_before and self.env._(
            "The guard has been changed since this was requested, and what is shown "
            "here is not all that would change. Decline it and make another request."
        )

    def _get_problem(self):
        """Return why the guard could not read its records any more, or False.

        :rtype: str | bool
        """
        self.ensure_one()
        guard = self.guard_id
        if self.is_switched_off or guard.model not in self.env:
            return False
        reach = {name: self[name] for name in SCOPE_FIELDS}
        return guard.new({"model": guard.model, **reach})._get_entry_problem()

    def _get_summary(self):
        """Return the changes, one line a field; empty if there are none."""
        self.ensure_one()
        lines = [self.env._("The guard is switched off.")] * self.is_switched_off
        for name in SCOPE_FIELDS:
            old, new = self.guard_id[name], self[name]
            if (old or False) != (new or False):
                label = self._fields[name]._description_string(self.env)
                if name == "area_id":
                    old, new = old.name, new.name
                lines.append(f"{label}: {old or '–'} → {new or '–'}")
        return "\n".join(lines)

    def _get_ledger_values(self):
        return {
            "guard": self.guard_id.id,
            "model": self.guard_id.model,
            "reason": self.reason,
            "change": self.summary,
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "guard.change.request": self.env._("Change of a guard requested"),
            "guard.change.approve": self.env._("Change of a guard approved"),
            "guard.change.decline": self.env._("Change of a guard declined"),
        }
