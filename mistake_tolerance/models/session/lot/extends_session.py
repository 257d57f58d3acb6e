from odoo import fields, models

from ...base.single import check_single
from ...base.workflow_mixin import Transition


class ToleranceSession(models.Model):
    """A session can draw members by lot; what is named is drawn before it opens."""

    _inherit = "tolerance.session"
    _transitions = {
        "name_number": Transition(
            "draft",
            hidden_by=("_get_lead_refusal", "_get_lot_refusal"),
            depends=("chair_id", "secretary_id", "lot_ids.state"),
        ),
    }

    lot_ids = fields.One2many("tolerance.session.lot", "session_id", string="Lots")
    can_name_number = fields.Boolean(compute="_compute_can")

    def _get_lot_refusal(self):
        """Return why no lot is named for this session now, or False."""
        self.ensure_one()
        if not self.is_collective or not self.body_id.admits_lot:
            return self.env._("The rule of this body does not admit a lot.")
        if not self.env.user.has_group("mistake_tolerance.group_clerk"):
            return self.env._("A clerk names the number of a lot, and draws by it.")
        return bool(self._get_waiting_lots()) and self.env._(
            "A lot is named already: draw by it first."
        )

    def _get_waiting_lots(self):
        """Return the lots whose number was named and by which nobody was drawn yet.

        :rtype: tolerance.session.lot
        """
        return self.lot_ids.filtered(lambda lot: lot.state == "named")

    def _get_open_refusal(self):
        refusals = super()._get_open_refusal()
        # A number that is known and not used could have been left out on purpose.
        if self._get_waiting_lots():
            refusals.append(
                self.env._("Enter the public number of the lot and draw by it first.")
            )
        return refusals

    def action_name_number(self):
        """Ask which public number decides, before it is known.

        :return: action of the dialog
        :rtype: dict
        """
        check_single(self)
        self.check_access("write")
        self._check_transition("name_number")
        view = self.env.ref("mistake_tolerance.tolerance_session_lot_view_form_name")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Name the Number of a Lot"),
            "res_model": "tolerance.session.lot",
            "view_mode": "form",
            "views": [(view.id, "form")],
            "target": "new",
            "context": {"default_session_id": self.id},
        }

    def _write_minutes_lots(self):
        """Write by which lots members were drawn, with recipe and result.

        :rtype: list[str]
        """
        drawn = self.lot_ids.filtered(lambda lot: lot.state == "drawn")
        return [line for lot in drawn for line in lot._write_for_minutes()]
