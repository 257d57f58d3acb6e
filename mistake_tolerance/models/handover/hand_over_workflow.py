"""Shows what would be handed over, then does it."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base.single import check_single
from ..base.workflow_mixin import Transition
from ..delegation.delegation_workflow import APPOINTERS


class ToleranceHandOver(models.Model):
    """Lists first what goes over, then hands it over in one transaction."""

    _inherit = "tolerance.hand.over"

    _transitions = {
        "preview": Transition(
            "draft", hidden_by="_get_appointer_refusal", is_personal=False
        ),
        "hand_over": Transition(
            "draft",
            "done",
            required="to_user_id",
            hidden_by="_get_appointer_refusal",
            refused_by="_get_receiver_refusal",
        ),
    }

    can_preview = fields.Boolean(compute="_compute_can")
    can_hand_over = fields.Boolean(compute="_compute_can")

    def _get_appointer_refusal(self):
        if not any(self.env.user.has_group(group) for group in APPOINTERS):
            return self.env._("Only an administrator or an HR officer can hand over.")
        return False

    def _get_receiver_refusal(self):
        if self.to_user_id == self.env.user:
            return self.env._(
                "The receiver cannot carry out the hand-over. Ask another "
                "administrator or HR officer."
            )
        # sudo: users may not read each other's companies.
        receiver_sudo = self.to_user_id.sudo()
        if not receiver_sudo.active or self.company_id not in receiver_sudo.company_ids:
            return self.env._(
                "%(user)s does not work in %(company)s.",
                user=receiver_sudo.name,
                company=self.company_id.name,
            )
        return False

    def action_preview(self):
        """List the items that can be handed over and those that cannot."""
        self.check_access("write")
        self._check_transition("preview")
        for hand_over in self:
            hand_over._list(hand_over._plan())
        return True

    def action_hand_over(self):
        """Hand over what can go; the rest is listed for the next receiver."""
        self.check_access("write")
        self._check_transition("hand_over")
        for hand_over in self:
            items = hand_over._plan()
            moved = [item for item in items if item.outcome == "move"]
            if not moved:
                raise UserError(
                    self.env._(
                        "Nothing can be handed over to %(user)s. Press Preview to see "
                        "the open work and why it stays.",
                        user=hand_over.to_user_id.name,
                    )
                )
            # sudo: roles are reassigned even in records that the user may not read.
            hand_over.sudo()._move(items)
            hand_over._list(items)
            hand_over._write_transition(
                "hand_over",
                {
                    "done_on": hand_over.company_id._tolerance_today(),
                    "done_by_id": self.env.uid,
                },
            )
            hand_over._finish_todo("hand_over")
            hand_over._ledger_append_moved(moved, len(items) - len(moved))
            hand_over._notify_receiver(len(moved))
            hand_over._ask_another(items)
        return True

    def action_next(self):
        """Open a hand-over of what has stayed, for another receiver.

        :return: the action
        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        rest = self.create(
            {
                "from_user_id": self.from_user_id.id,
                "company_id": self.company_id.id,
                "reason": self.reason,
            }
        )
        rest.action_preview()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": rest.id,
            "view_mode": "form",
        }

    def _move(self, items):
        """Write the receiver into each role, and move its tasks and followers."""
        to = self.to_user_id
        moved = [item for item in items if item.outcome == "move"]
        along, others = self._sort_activities(items)
        for item in moved:
            if item.kind == "activity":
                along |= others[item.record]
        for model, _name, part in self._get_parts():
            records = self.env[model].browse(
                item.record.id for item in moved if item.kind == part.kind
            )
            if not records:
                continue
            records = records.with_context(tracking_disable=True)
            if part.kind == "inquiry":
                self._replace_members(records)
                self._move_followers(records.inquiry_id)
                continue
            records._write_unlocked({part.field: to.id})
            self._move_followers(records)
        along.with_context(mail_activity_quick_update=True).write({"user_id": to.id})

    def _replace_members(self, members):
        """Add the receiver to the inquiry teams, and take the leaver off them.

        The receiver states to have no interest as every member does.
        """
        inquiries = members.inquiry_id
        members._write_unlocked({"state": "withdrawn"})
        inquiries._cancel_todo("state_interest", "inquire", user=self.from_user_id)
        members._create_unlocked(
            [
                {
                    "inquiry_id": member.inquiry_id.id,
                    "user_id": self.to_user_id.id,
                }
                for member in members
            ]
        )

    def _move_followers(self, records):
        """Make the receiver follow what the leaver followed."""
        old, new = self.from_user_id.partner_id, self.to_user_id.partner_id
        rows = self.env["mail.followers"].search(
            [
                ("res_model", "=", records._name),
                ("res_id", "in", records.ids),
                ("partner_id", "=", old.id),
            ]
        )
        followed = records.browse(rows.mapped("res_id"))
        records.message_unsubscribe(old.ids)
        followed.message_subscribe(new.ids)

    def _list(self, items):
        """Store the lines anew."""
        # sudo: only the plan creates lines; no user has a right to write them.
        lines_sudo = self.env["tolerance.hand.over.line"].sudo()
        lines_sudo.search([("hand_over_id", "=", self.id)]).unlink()
        lines_sudo.create(
            [
                {
                    "hand_over_id": self.id,
                    "kind": item.kind,
                    "number": self._get_number(item.record),
                    "res_model": item.record._name,
                    "res_id": item.record.id,
                    "matter_id": self._get_matter(item.record)[:1].id,
                    "outcome": item.outcome,
                    "ground": item.ground,
                }
                for item in items
            ]
        )
        self.invalidate_recordset(["line_ids"])

    def _get_number(self, record):
        # Seats, team members and opinions have the name of their holder.
        is_place = record._name in (
            "tolerance.inquiry.member",
            "tolerance.session.seat",
            "tolerance.hearing.opinion",
            "tolerance.hearing.statement",
            "tolerance.joint.opinion",
        )
        return (record.case_id if is_place else record).display_name

    def _ledger_append_moved(self, moved, stayed):
        """Enter each part that went over, and how many stayed."""
        terms = {"from": self.from_user_id.id, "to": self.to_user_id.id}
        acts = [
            (
                "hand_over.move",
                item.record,
                {**terms, "part": item.kind},
                self._get_case(item),
            )
            for item in moved
        ]
        # These records are of several types.
        self.env["tolerance.ledger.entry"]._append(acts)
        counts = {"moved": len(moved), "stayed": stayed, "reason": self.reason}
        self._ledger_append("hand_over.done", {**terms, **counts})

    def _notify_receiver(self, count):
        """Notify the receiver how many parts there are, without names."""
        # sudo: the notice is sent even if the user who hands over does not follow.
        self.sudo().message_notify(
            partner_ids=self.to_user_id.partner_id.ids,
            subject=self.env._("Hand-over"),
            body=self.env._(
                "%(user)s has handed over to you: %(count)s items. You find them among "
                "your tasks and in the lists of your cases, corrections and "
                "follow-ups.",
                user=self.from_user_id.sudo().name,
                count=count,
            ),
            author_id=self.env.user.partner_id.id,
        )

    def _get_case(self, item):
        record = item.record
        if record._name == "tolerance.case":
            return record
        return record.case_id or None if "case_id" in record._fields else None

    def _ask_another(self, items):
        """Ask another user to hand over what is closed to the current one."""
        mine = self.env["tolerance.hand.over.line"].search_count(
            [("hand_over_id", "=", self.id)]
        )
        if mine == len(items):
            return
        self._plan_todo("hand_over", self._get_appointers(items, self.env.user))

    def _get_appointers(self, items, apart):
        """Return the user who hands over next: the first who may read all of it.

        :param list items: of :class:`Item`
        :param res.users apart: who cannot
        :rtype: res.users
        """
        # sudo: conflicts count that the user may not know of.
        matters_sudo = self.env["tolerance.matter"].sudo()
        for item in items:
            matters_sudo |= self._get_matter(item.record).sudo()
        # sudo: users cannot read each other's groups, which the check needs.
        groups_sudo = self.env["res.groups"].sudo()
        for xmlid in APPOINTERS:
            groups_sudo |= self.env.ref(xmlid).sudo()
        users_sudo = groups_sudo.all_user_ids.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )
        users_sudo -= matters_sudo.conflict_ids.user_id
        users_sudo -= (apart | self.to_user_id).sudo()
        return users_sudo.sorted("id")[:1].sudo(False)

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "hand_over.move": self.env._("Role handed over"),
            "hand_over.done": self.env._("Hand-over done"),
        }
