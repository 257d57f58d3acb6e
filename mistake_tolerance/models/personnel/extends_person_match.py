"""What joining or separating two persons means for marks.

HR joins two employee records when they turn out to be one human being. What protects
one of the two then protects both, so some marks stop counting. If HR separates them
again, these marks count again. Example: Li has an employee record in the bureau and one
in a prison. A decision exempts the Li of the bureau; after the joining, a mark on the
record of the prison for the same matter counts no more.
"""

from odoo import fields, models
from odoo.fields import Domain

from ..base.write_permit import unlocked
from ..decision.effects_in_force import get_in_force_domain


class TolerancePersonMatch(models.Model):
    """Shows beforehand which marks change, and updates them after a separation.

    After a joining there is nothing to update here: ``_on_joined`` of the subject
    sweeps all records, marks among them.
    """

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
            # ``other_id`` gets these employee records back. A mark changes if it goes
            # to one of the two persons and its effect to the other.
            returned_employees = self.sudo().employee_ids
            effects_of_other = self._get_effects_of(self.other_id)
            return marks.filtered(
                lambda mark: (
                    mark.effect_id in effects
                    and (mark.employee_id in returned_employees)
                    != (mark.effect_id in effects_of_other)
                )
            )
        # Before the joining, a mark changes if an effect of the other person covers it.
        effects_by_person = {one: self._get_effects_of(one) for one in both}
        return marks.filtered(
            lambda mark: (
                not mark.is_neutralised
                and (effects - effects_by_person[mark.subject_id]).filtered(
                    lambda effect: (
                        effect.matter_id == mark.matter_id
                        and effect.area_id == mark.area_id
                    )
                )
            )
        )

    def _get_effects_of(self, subject):
        """Return those of ``effect_ids`` that are about a person or a predecessor.

        :rtype: tolerance.effect
        """
        ancestors = subject._get_ancestors()
        return self.effect_ids.filtered(lambda effect: effect.subject_id in ancestors)

    def _on_separated(self, records):
        """Unlink marks from the effects that are no longer about their person.

        Such a mark counts again, unless an effect on the person covers it as well: the
        sweep links it to that effect, within the cap that the effect sets.
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
        for subject, its_marks in marks.grouped("subject_id").items():
            ancestors = subject._get_ancestors()
            unprotected = its_marks.filtered(
                lambda mark, ancestors=ancestors: (
                    mark.effect_id.subject_id not in ancestors
                )
            )
            unlocked(unprotected).write({"effect_id": False, "allowed_points": 0.0})
        match_sudo.env["tolerance.enforcement"]._sweep(
            match_sudo.env["tolerance.effect"].search(
                get_in_force_domain()
                & Domain("subject_id", "in", both._get_ancestors().ids)
            )
        )
