from odoo import api, models

from ...base.write_permit import is_unlocked


class ToleranceSessionSeat(models.Model):
    """Calls to the meeting whom a session calls in, and enters leaves there."""

    _inherit = "tolerance.session.seat"

    @api.model_create_multi
    def create(self, vals_list):
        is_inner = is_unlocked(self)
        seats = super().create(vals_list)
        if not is_inner:
            seats.session_id._call_members()
        return seats

    def write(self, vals):
        is_inner = is_unlocked(self)
        result = super().write(vals)
        if "leave_reason" in vals and not is_inner:
            for seat in self:
                # sudo: the write above was checked; the meeting follows it.
                rows_sudo = seat.session_id.meeting_id.sudo().attendance_ids
                rows_sudo.filtered(
                    lambda row, seat=seat: row.user_id == seat.user_id
                )._set_leave(vals["leave_reason"])
        return result
