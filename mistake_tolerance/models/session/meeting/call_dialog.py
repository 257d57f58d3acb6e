from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base.person import check_person
from ...base.single import check_single


class ToleranceMeetingCall(models.TransientModel):
    """Dialog of the clerk: call the body of the next step to a meeting."""

    _name = "tolerance.meeting.call"
    _description = "Call a Session"
    _inherit = ["tolerance.dated"]
    _other_days = ("read_until", "held_at")

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="cascade", readonly=True
    )
    body_id = fields.Many2one("tolerance.body", compute="_compute_body_id")
    admits_circulation = fields.Boolean(related="body_id.admits_circulation")
    is_circulated = fields.Boolean(
        "Circulate the Papers",
        help="The members vote in turn, without a meeting, where the rule of the body "
        "admits it.",
    )
    meeting_id = fields.Many2one(
        "tolerance.meeting",
        "Put on the Agenda Of",
        ondelete="cascade",
        domain="[('body_id', '=', body_id), ('state', '=', 'called')]",
        help="Empty: a new meeting.",
    )
    held_at = fields.Datetime("Day and Time")
    place = fields.Char()
    read_until = fields.Date("Papers Read Until")

    @api.depends("case_id")
    def _compute_body_id(self):
        for dialog in self:
            case = dialog.case_id
            dialog.body_id = case._get_next_session_step().body_id if case else False

    def action_confirm(self):
        """Call the session and its members.

        :return: action that shows the meeting, where the next step is
        :rtype: dict
        :raises UserError: if day or place is missing
        """
        check_single(self)
        check_person(self.env)
        self.check_access("write")
        case = self.case_id
        case.check_access("write")
        if self.is_circulated and not self.admits_circulation:
            raise UserError(
                self.env._("The rule of this body does not admit circulated papers.")
            )
        meeting = self.meeting_id
        if not (self.is_circulated or meeting or (self.held_at and self.place)):
            raise UserError(self.env._("Enter day, time and place of the meeting."))
        if meeting and meeting.state != "called":
            raise UserError(
                self.env._(
                    "%(meeting)s has begun: call the members to another meeting.",
                    meeting=meeting.name,
                )
            )
        body = self.body_id
        session = self._open_session()
        if self.is_circulated:
            session._circulate()
            return session.get_formview_action()
        if not meeting:
            meeting = meeting.create(
                {
                    "body_id": body.id,
                    "held_at": self.held_at,
                    "place": self.place,
                    "read_until": self.read_until,
                }
            )
        session._put_on_agenda(meeting)
        return meeting.get_formview_action()

    def _open_session(self):
        """Return the session whose members are called; its roll is made if needed.

        :rtype: tolerance.session
        """
        case = self.case_id
        if session := case._get_uncalled_session():
            session._check_transition("call_members")
            return session
        return case._open_sessions()
