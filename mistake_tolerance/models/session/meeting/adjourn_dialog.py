from odoo import fields, models
from odoo.exceptions import UserError

from ...base.field import written
from ...base.person import check_person
from ...base.single import check_single
from .meeting import has_gone_by


class ToleranceMeetingAdjourn(models.TransientModel):
    """Dialog that moves a meeting to another day."""

    _name = "tolerance.meeting.adjourn"
    _description = "Adjourn a Meeting"
    _inherit = ["tolerance.dated"]
    _other_days = ("held_at",)

    meeting_id = fields.Many2one(
        "tolerance.meeting", required=True, ondelete="cascade", readonly=True
    )
    held_at = fields.Datetime("New Day and Time", required=True)
    place = written.Char(required=True)
    reason = written.Char(required=True)

    def action_confirm(self):
        """Adjourn the meeting; everybody called is told again."""
        check_single(self)
        check_person(self.env)
        self.check_access("write")
        if has_gone_by(self.held_at):
            raise UserError(self.env._("This time has gone by: enter another one."))
        meeting = self.meeting_id
        meeting.check_access("write")
        meeting._check_transition("adjourn")
        meeting._do_adjourn(self.held_at, self.place, self.reason)
