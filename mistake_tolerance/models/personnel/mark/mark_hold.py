"""Marks that wait for a decision.

A hold protects a person or unit until the decision on a matter, or until the longest
time that the agency allows is over. A mark entered before it stays on file but does not
count meanwhile; afterwards it counts or is neutralised. No day is compared: while a
hold stands, a new mark is refused.
"""

from odoo import api, fields, models


class ToleranceMark(models.Model):
    """A mark that was on file when its matter was put on hold does not count yet."""

    _inherit = "tolerance.mark"

    is_held = fields.Boolean(
        "On Hold",
        compute="_compute_is_held",
        help="The matter is on hold until it is decided: the mark counts neither in a "
        "result that is not settled nor in the points account.",
    )

    @api.depends(
        "active",
        "subject_id",
        "area_id",
        "matter_id",
        "is_neutralised",
        "appraisal_id.state",
        "promotion_id.state",
        "commendation_id.state",
    )
    def _compute_is_held(self):
        held = self._filter_held()
        for mark in self:
            mark.is_held = mark in held

    def _filter_held(self):
        """Return the marks that wait for a decision and do not count yet.

        The holds are read each time, because they may have begun or ended in this
        transaction. A result settled before stays; once the decision is made, existing
        records are judged again.

        :rtype: tolerance.mark
        """
        # sudo: the reader may not be able to see the holds.
        holds_sudo = (
            self.env["tolerance.effect"]
            .sudo()
            .search(
                [
                    ("matter_id", "in", self.sudo().matter_id.ids),
                    ("form", "=", "hold"),
                    ("is_in_force", "=", True),
                ]
            )
        )
        if not holds_sudo:
            return self.browse()
        # A hold also protects the successors of its subject: the same person or unit
        # under a later record.
        successors = holds_sudo.subject_id._get_descendants()
        predecessors = successors._get_ancestors_by_subject()
        held = {
            (successor, hold.matter_id, hold.area_id)
            for hold in holds_sudo
            for successor in successors
            if hold.subject_id in predecessors[successor.id]
        }

        def waits(mark):
            mark_sudo = mark.sudo()
            # The appraisal, promotion or commendation whose result it lowers.
            parent_sudo = mark_sudo._get_parent()
            about = (mark_sudo.subject_id, mark_sudo.matter_id, mark_sudo.area_id)
            return (
                mark_sudo.active
                and not mark_sudo.is_neutralised
                # On a form that is not saved yet the records are new ones.
                and tuple(one._origin for one in about) in held
                and not (
                    parent_sudo and parent_sudo.state in parent_sudo._closed_states
                )
            )

        return self.filtered(waits)
