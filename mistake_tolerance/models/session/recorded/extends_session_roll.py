from odoo import api, models
from odoo.exceptions import UserError

from ...base.wording import write_day
from ...base.write_permit import unlocked


class ToleranceSession(models.Model):
    """In a session held in a room sat the members of that day, not those of today."""

    _inherit = "tolerance.session"
    _delegated_acts = {"session.roll": "clerk"}

    @api.model
    def _call(self, step, **entered):
        if day := entered.get("held_on"):
            self._check_collective(step.body_id, day)
        return super()._call(step, **entered)

    @api.model
    def _check_collective(self, body, day):
        """Refuse a day on which the body could not meet.

        :raises UserError: if no two members were in office
        """
        if not body._is_collective(day):
            raise UserError(
                self.env._(
                    "On %(day)s no two members of %(body)s were in office. Correct the "
                    "day, or ask the administrator to enter the terms of that time.",
                    day=write_day(self.env, day),
                    body=body.name,
                )
            )

    def _get_roll_day(self):
        return (self.is_recorded and self.held_on) or super()._get_roll_day()

    def _on_roll_made(self):
        super()._on_roll_made()
        self._make_records()

    def _get_member_refusal(self, user):
        """Ask nobody for an account who sat in a room; who is close stays barred."""
        if not self.is_recorded:
            return super()._get_member_refusal(user)
        case = self.case_id
        return case._get_bias_refusal(user) or case._get_earlier_seat_refusal(
            self.step_id, user
        )

    def _get_confirmer_refusals(self):
        """List why who presided that day cannot confirm the record on the screen.

        :rtype: list[str]
        """
        # sudo: the recorder may not read the roll.
        chair = self.sudo().chair_id.user_id
        if not chair or not self.case_id._get_role_refusal(chair):
            return []
        return [
            self.env._(
                "%(user)s presided and has no account as a deciding member now: ask "
                "the administrator for it, so that the record can be confirmed.",
                user=chair.name,
            )
        ]

    def _take_roll_anew(self):
        """Seat who was in office on the day of the meeting, instead of others.

        Who was called in or drawn stays, and so does a leave that was entered.
        """
        self.ensure_one()
        # sudo: the roll follows from the day; no user seats a member.
        session_sudo = self.sudo()
        day = session_sudo._get_roll_day()
        self._check_collective(session_sudo.body_id, day)
        roll = {row["user_id"]: row for row in session_sudo._get_roll()}
        seats = session_sudo.seat_ids
        gone = seats.filtered(
            lambda seat: seat.origin == "fixed" and seat.user_id.id not in roll
        )
        substitutes = seats.filtered(lambda seat: seat.replaces_id in gone) - gone
        session_sudo._write_unlocked({"chair_id": False})
        session_sudo.flush_recordset(["chair_id"])
        for user in (gone | substitutes).user_id:
            session_sudo._clear_desk(user)
        unlocked(substitutes).unlink()
        unlocked(gone).unlink()
        kept = session_sudo.seat_ids
        for seat in kept.filtered(lambda seat: seat.user_id.id in roll):
            unlocked(seat).write(
                {"role": roll[seat.user_id.id]["role"], "origin": "fixed"}
            )
        known = set(kept.user_id.ids)
        unlocked(kept).create(
            [row for user_id, row in roll.items() if user_id not in known]
        )
        session_sudo.invalidate_recordset(["seat_ids"])
        session_sudo._on_roll_made()
        session_sudo._ledger_append(
            "session.roll",
            {"day": str(day), "roll": session_sudo.seat_ids.user_id.ids},
        )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "session.roll": self.env._("Roll of the day of the meeting taken"),
        }
