from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ToleranceJointOpinion(models.Model):
    """A legality review: the head of the step's body, or another lawyer, signs it.

    Who of the agency's lawyers reviews is for the regulation or the agency to say; the
    three capacities are those of the source on clarification and protection (S17).
    """

    _inherit = "tolerance.joint.opinion"
    _asked_content = frozenset({"capacity"})

    step_kind = fields.Selection(related="step_id.kind")
    capacity = fields.Selection(
        [
            ("public_lawyer", "Public Lawyer"),
            ("legal_officer", "Legal Officer"),
            ("legal_counsel", "Legal Counsel"),
        ],
        "Signs As",
        help="In which capacity somebody reviews whether what is proposed is lawful.",
    )

    @api.model
    def default_get(self, fields):
        """Propose the body of the step, the question and the day of the step."""
        values = super().default_get(fields)
        case = self.env["tolerance.case"].browse(values.get("case_id"))
        if not case or not case.has_access("read"):
            return values
        step = case._get_opinion_step()
        values.setdefault("due_on", step.due_on)
        if step.kind == "legality_review":
            head = step.body_id.head_user_id
            # sudo: heads are employees; a clerk may not read employee records.
            department = head.sudo().employee_id.department_id
            values.setdefault("user_id", head.id)
            values.setdefault("department_id", department.id)
            values.setdefault(
                "question",
                self.env._(
                    "Is the procedure so far lawful, and do the provisions that are "
                    "to be applied fit the facts found?"
                ),
            )
        return values

    @api.constrains("user_id", "step_id", "case_id")
    def _check_reviewer(self):
        """Refuse who handles the case: nobody reviews what they prepared themselves."""
        for record in self.filtered(lambda r: r.step_kind == "legality_review"):
            case = record.case_id
            if record.user_id in case.clerk_id | case._get_inquirers():
                raise ValidationError(
                    record.env._(
                        "%(user)s handles the case and cannot review it: ask another "
                        "lawyer.",
                        user=record.user_id.name,
                    )
                )

    @api.constrains("capacity", "step_id")
    def _check_capacity(self):
        for record in self:
            if record.step_kind == "legality_review" and not record.capacity:
                raise ValidationError(
                    record.env._("Say in which capacity the review is signed.")
                )
