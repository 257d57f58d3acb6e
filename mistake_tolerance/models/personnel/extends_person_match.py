from odoo import fields, models
from odoo.fields import Domain

from ..base.write_permit import unlocked
from ..decision.effects_in_force import get_in_force_domain


class TolerancePersonMatch(models.Model):
    """Shows which marks joining or separating changes, and updates them after a
    separation; joining leaves that to the engine."""

    _inherit = "tolerance.person.match"

    mark_ids = fields.Many2many(
        "tolerance.mark",
        string="Marks That Change",
        compute="_compute_mark_ids",
        help="Before joining: marks of either that stop counting. Before separating: "
        "marks that count again.",
    )

    def _compute_mark_ids(self):
        for match in self:
            match.mark_ids = match._get_changing_marks()

    def _get_changing_marks(self):
        """Return the marks whose points count differently once HR has joined or
        separated the two persons.

        :return: those the reader may see
        :rtype: tolerance.mark
        """
        none = self.env["tolerance.mark"]
        if self.state not in ("proposed", "joined"):
            return none
        both = self.subject_id | self.other_id
        marks = none.search([("subject_id", "in", both.ids)])
        effects = self.effect_ids
        if self.state == "joined":
            # A mark changes if it rests on an effect of the other of the two persons.
            moved = self.sudo().employee_ids
            theirs = self._get_own_effects(self.other_id)
            return marks.filtered(
                lambda mark: (
                    mark.effect_id in effects
                    and (mark.employee_id in moved) != (mark.effect_id in theirs)
                )
            )
        own = {one: self._get_own_effects(one) for one in both}
        return marks.filtered(
            lambda mark: (
                not mark.is_neutralised
                and (effects - own[mark.subject_id]).filtered(
                    lambda effect: (
                        effect.matter_id == mark.matter_id
                        and effect.area_id == mark.area_id
                    )
                )
            )
        )

    def _get_own_effects(self, subject):
        ancestors = subject._get_ancestors()
        return self.effect_ids.filtered(lambda effect: effect.subject_id in ancestors)

    def _on_separated(self, records):
        """Take from marks the effects that are no longer about their person.

        What the person's own effects cover is neutralised by these instead, within
        the cap that they set.
        """
        super()._on_separated(records)
        self.env.flush_all()
        # sudo: marks and effects may lie in companies, and effects rest on matters,
        # that are closed to the current user; they protect all the same.
        match_sudo = self.sudo().with_context(active_test=False)
        both = match_sudo.subject_id | match_sudo.other_id
        marks = match_sudo.env["tolerance.mark"].search(
            [("subject_id", "in", both.ids), ("effect_id", "!=", False)]
        )
        for subject, own in marks.grouped("subject_id").items():
            ancestors = subject._get_ancestors()
            lost = own.filtered(
                lambda mark, ancestors=ancestors: (
                    mark.effect_id.subject_id not in ancestors
                )
            )
            unlocked(lost).write({"effect_id": False, "allowed_points": 0.0})
        match_sudo.env["tolerance.enforcement"]._sweep(
            match_sudo.env["tolerance.effect"].search(
                get_in_force_domain()
                & Domain("subject_id", "in", both._get_ancestors().ids)
            )
        )
