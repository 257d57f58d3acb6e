from odoo import fields, models

from ..base.db_trigger import keep_columns


class ToleranceSessionSeat(models.Model):
    """A member who decides in a session; fixed when the session opens."""

    _name = "tolerance.session.seat"
    _description = "Seat in a Session"
    _inherit = ["tolerance.original", "tolerance.permit"]
    _rec_name = "user_id"
    _order = "id"
    _conflict_paths = ("case_id.conflict_ids",)
    # The holder of a seat is shown in lists too.
    _logged_content = frozenset()

    session_id = fields.Many2one(
        "tolerance.session", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="session_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    user_id = fields.Many2one(
        "res.users", string="Member", required=True, ondelete="restrict", index=True
    )
    principal_id = fields.Many2one(
        "res.users",
        string="In Place Of",
        ondelete="restrict",
        help="The head of the body, who was away when the roll was made. The vote is "
        "the member's own.",
    )
    superior_ids = fields.Many2many(
        "res.users",
        "tolerance_session_seat_superior_rel",
        "seat_id",
        "user_id",
        string="Superiors That Day",
        help="The direct superiors found when the roll was made. Later changes of "
        "the organisation do not change them here.",
    )
    checked_on = fields.Date(readonly=True)

    _user_uniq = models.UniqueIndex(
        "(session_id, user_id)", "Each member has one seat in a session."
    )

    def init(self):
        """Keep what it is about."""
        super().init()
        keep_columns(self, "session_id", "user_id", "principal_id", "checked_on")
