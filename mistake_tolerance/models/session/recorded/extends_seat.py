from odoo import models
from odoo.exceptions import AccessError

from ...base.field import written
from ...base.permit import check_permit
from ...base.write_permit import is_unlocked, unlocked

# What the paper says about a member, beside the figures.
PAPER = frozenset({"statement", "dissent"})


class ToleranceSessionSeat(models.Model):
    """What the paper of a session says about a member: statement and dissent."""

    _inherit = "tolerance.session.seat"
    _logged_content = PAPER

    statement = written.Text(
        "What Was Said", help="What the member said, as the paper says."
    )
    dissent = written.Text(
        "Signed Dissent",
        help="Against what the member voted, as signed on the paper.",
    )

    def write(self, vals):
        entered = {name: vals[name] for name in PAPER & vals.keys()}
        if not entered or is_unlocked(self):
            return super().write(vals)
        if self._needs_permit(vals):
            check_permit(self)
        self.check_access("write")
        for session in self.session_id:
            refusal = session._get_recorder_refusal()
            if refusal or session.state != "draft":
                raise AccessError(
                    refusal
                    or self.env._("The record was submitted: what it says stays.")
                )
        unlocked(self).write(entered)
        rest = {name: vals[name] for name in vals.keys() - PAPER}
        return super().write(rest) if rest else True

    def _get_paper_values(self):
        """Return what the paper says about these members, as plain values.

        :rtype: list[dict]
        """
        return [
            {
                "user": seat.user_id.id,
                "statement": seat.statement or None,
                "dissent": seat.dissent or None,
            }
            for seat in self
            if seat.statement or seat.dissent
        ]
