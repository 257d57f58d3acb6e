from odoo import fields, models
from odoo.fields import Domain

from ..base.write_permit import unlocked
from ..decision.standing import get_standing_domain


class TolerancePersonMatch(models.Model):
    """Updates which marks count when persons are joined or separated."""

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
        """Return the marks whose points count differently after the answer.

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
            # Marks of the moved records that rest on effects of the remaining person,
            # and vice versa.
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
        super()._on_separated(records)
        self.env.flush_all()
        # sudo: the marks may lie in companies that the current user cannot read.
        marks_sudo = self.env["tolerance.mark"].sudo().with_context(active_test=False)
        both = self.subject_id | self.other_id
        marks = marks_sudo.search(
            [("subject_id", "in", both.ids), ("effect_id", "!=", False)]
        )
        for subject, own in marks.grouped("subject_id").items():
            reach = self.env["tolerance.effect"].search(
                get_standing_domain()
                & Domain("subject_id", "in", subject._get_ancestors().ids)
            )
            for mark in own.filtered(lambda m, reach=reach: m.effect_id not in reach):
                # A mark that the person's own decision also covers stays neutralised.
                instead = reach.filtered(
                    lambda effect, mark=mark: (
                        effect.matter_id == mark.matter_id
                        and effect.area_id == mark.area_id
                    )
                )
                unlocked(mark).write(
                    {"effect_id": instead[:1].id, "allowed_points": 0.0}
                )
