from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base.field import written
from ...base.person import check_person
from ...base.single import check_single


class ToleranceSessionCallIn(models.TransientModel):
    """Dialog that calls others in by the nature of the problem, with a reason.

    It proposes the experts and reserves of the body who have the speciality and may
    take part. The members beside the fixed ones are not drawn by lot.
    """

    _name = "tolerance.session.call.in"
    _description = "Call In by the Nature of the Problem"

    session_id = fields.Many2one(
        "tolerance.session", required=True, ondelete="cascade", readonly=True
    )
    speciality_id = fields.Many2one(
        "tolerance.speciality",
        ondelete="cascade",
        help="The field to which the problem belongs. Empty: all experts and reserves.",
    )
    candidate_ids = fields.Many2many(
        "tolerance.body.member", compute="_compute_candidate_ids"
    )
    member_ids = fields.Many2many(
        "tolerance.body.member",
        "tolerance_session_call_in_member_rel",
        "dialog_id",
        "member_id",
        string="Who Is Called In",
        domain="[('id', 'in', candidate_ids)]",
    )
    reason = written.Char(
        required=True, help="Why the nature of the problem calls for them."
    )
    question = written.Text(
        "Question Put",
        help="What they are asked to judge; they answer before the vote.",
    )

    @api.depends("session_id", "speciality_id")
    def _compute_candidate_ids(self):
        for dialog in self:
            session = dialog.session_id
            dialog.candidate_ids = (
                session._get_candidates(dialog.speciality_id) if session else False
            )

    def action_confirm(self):
        """Call them in; they are called to the meeting too.

        :raises UserError: if nobody is chosen, or somebody who cannot take part
        """
        check_single(self)
        check_person(self.env)
        self.check_access("write")
        session = self.session_id
        session.check_access("write")
        session._check_transition("call_in")
        members = self.member_ids
        if not members or members - self.candidate_ids:
            raise UserError(self.env._("Choose experts or reserves who can take part."))
        # The roll itself checks who may prepare it.
        session.env["tolerance.session.seat"].create(
            [
                {
                    "session_id": session.id,
                    "user_id": member.user_id.id,
                    "origin": "expert" if not member.is_voting else "called_in",
                    "is_voting": member.is_voting,
                    "reason": self.reason,
                    "question": self.question,
                }
                for member in members
            ]
        )
        if self.question:
            session._plan_todo("answer_question", members.user_id)
