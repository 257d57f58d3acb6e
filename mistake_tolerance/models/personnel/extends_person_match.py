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

    Marks keep the effect that neutralised them in ``effect_id``, so they are updated
    here. Other negative records were given neutral values; the room ``enforcement``
    restores those. HR keeps ``subject_id`` and joins ``other_id`` to it.
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

        Archived marks are left out: they count neither before nor after.

        :return: those the reader may see
        :rtype: tolerance.mark
        """
        none = self.env["tolerance.mark"]
        if self.state not in ("proposed", "joined"):
            return none
        both = self.subject_id | self.other_id
        marks = none.search([("subject_id", "in", both.ids)])
        # Those on either person that the reader may see.
        effects = self.effect_ids
        if self.state == "joined":
            # sudo: an HR officer of the scheme may not read private data of staff.
            returned_employees = self.sudo().employee_ids
            effects_of_other = self._get_effects_of(self.other_id)
            effects_of_subject = effects - effects_of_other
            # ``other_id`` gets these employee records back. A mark changes if its
            # effect is not about the person who then bears it and no other effect on
            # this person covers it.
            return marks.filtered(
                lambda mark: (
                    mark.effect_id in effects
                    and not self._get_covering_effects(
                        mark,
                        effects_of_other
                        if mark.employee_id in returned_employees
                        else effects_of_subject,
                    )
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

    def _get_covering_effects(self, mark, effects):
        """Return the effects that a mark has, or gets by the sweep after a separation.

        An effect with a cap is left out, unless the mark has it already: the sweep
        distributes the cap anew, so the points may change.

        :param tolerance.mark mark: it has an effect
        :param tolerance.effect effects: on the person who then bears the mark
        :rtype: tolerance.effect
        """
        # sudo: an HR officer may not read every matter.
        latest_day = max(mark.date, mark.sudo().matter_id.occurred_on or mark.date)
        return effects.filtered(
            lambda effect: (
                effect == mark.effect_id
                or (
                    effect.form != "deduction_reduced"
                    and effect.matter_id == mark.matter_id
                    and effect.area_id == mark.area_id
                    and effect.date_from <= latest_day
                    and (not effect.date_to or effect.date_to >= mark.date)
                )
            )
        )

    def _get_effects_of(self, subject):
        """Return the effects that are about a person or a predecessor.

        :rtype: tolerance.effect
        """
        ancestors = subject._get_ancestors()
        return self.effect_ids.filtered(lambda effect: effect.subject_id in ancestors)

    def _on_separated(self, records):
        """Clear the effect of marks if it is no longer about their person.

        Such a mark counts again, unless another effect on the person covers it: the
        sweep enters that effect in the mark, within the cap that it sets.

        :param hr.employee records: those that stand for the other person again
        """
        super()._on_separated(records)
        self.env.flush_all()
        # sudo: marks and effects may belong to companies, and effects to matters, that
        # the current user may not read; they protect all the same. A neutralised mark
        # can be archived by SQL alone; it is updated too.
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
            # ``allowed_points`` has a meaning only together with an effect.
            unlocked(unprotected).write({"effect_id": False, "allowed_points": 0.0})
        match_sudo.env["tolerance.enforcement"]._sweep(
            match_sudo.env["tolerance.effect"].search(
                get_in_force_domain()
                & Domain("subject_id", "in", both._get_ancestors().ids)
            )
        )
