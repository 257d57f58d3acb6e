from odoo import models


class ToleranceConflict(models.Model):
    """A conflict found while a body deals with the case recuses its members."""

    _inherit = "tolerance.conflict"

    def _withdraw(self):
        cases = self.case_id
        for session in cases._get_running_session():
            conflicts = self.filtered(lambda c, s=session: c.case_id == s.case_id)
            session._recuse(conflicts.user_id)
        result = super()._withdraw()
        # Who is in conflict now decides no request of the case either.
        waiting = self.env["tolerance.recusal"].search(
            [
                ("case_id", "in", cases.ids),
                ("decider_id", "in", self.user_id.ids),
                ("state", "=", "requested"),
            ]
        )
        for recusal in waiting:
            recusal._choose_decider()
        return result
