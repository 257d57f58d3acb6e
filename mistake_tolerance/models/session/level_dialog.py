from odoo import api, fields, models

from ..base.field import written
from ..base.person import check_person
from ..base.single import check_single


class ToleranceCaseLevelChange(models.TransientModel):
    """Dialog that hands a case to another level of the agency, with a reason.

    The upper level calls a case up, or returns it to the lower one. The sources at
    hand do not say which case belongs to which level, nor who decides it.
    """

    _name = "tolerance.case.level.change"
    _description = "Change of the Level of a Case"

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="cascade", readonly=True
    )
    version_id = fields.Many2one(related="case_id.version_id")
    from_level_id = fields.Many2one(related="case_id.level_id", string="Level Before")
    level_id = fields.Many2one(
        "tolerance.scheme.level",
        "Level After",
        required=True,
        ondelete="cascade",
        domain="[('version_id', '=', version_id), ('is_open', '=', False),"
        " ('id', '!=', from_level_id)]",
    )
    is_upward = fields.Boolean("Called Up", compute="_compute_is_upward")
    reason = written.Text(
        required=True, help="Who decided it, and why the other level deals with it."
    )

    @api.depends("level_id", "from_level_id")
    def _compute_is_upward(self):
        """Tell a case called up from one returned: levels stand from above down."""
        for dialog in self:
            ordered = dialog.version_id.level_ids.sorted().ids
            chosen, before = dialog.level_id.id, dialog.from_level_id.id
            dialog.is_upward = (
                chosen in ordered
                and before in ordered
                and ordered.index(chosen) < ordered.index(before)
            )

    def action_confirm(self):
        """Hand the case over; a session that was called is declared void."""
        check_single(self)
        check_person(self.env)
        self.check_access("write")
        case = self.case_id
        case.check_access("write")
        case._check_transition("change_level")
        case._do_change_level(self.level_id, self.reason, self.is_upward)
