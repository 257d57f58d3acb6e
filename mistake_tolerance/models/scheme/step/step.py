from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...base.wording import write_list

# Up to its acceptance an application goes back to the applicant, and after the
# determination nothing goes back: these steps have no way back of their own.
BEFORE_CASE = ("early_intervention", "apply", "endorse", "accept")


class ToleranceSchemeStep(models.Model):
    """A step of the procedure, under the label the scheme gives it."""

    _name = "tolerance.scheme.step"
    _description = "Step of a Procedure"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "steps"
    _review_fields = (
        "kind",
        "body_id",
        "partner_body_id",
        "limit_text",
        "extension_text",
        "condition_text",
        "return_step_id",
        "when_missed",
    )
    _body_fields = ("body_id", "partner_body_id", "extension_body_id")

    kind = fields.Selection(
        [
            ("early_intervention", "Early Intervention"),
            ("apply", "Application"),
            ("endorse", "Submission by the Unit"),
            ("accept", "Acceptance"),
            ("inquiry", "Inquiry"),
            ("hearing", "Hearing"),
            ("legality_review", "Legality Review"),
            ("joint_review", "Joint Review"),
            ("preliminary", "Preliminary Opinion"),
            ("decision", "Determination"),
            ("feedback", "Feedback"),
            ("reconsideration", "Reconsideration"),
            ("appeal", "Appeal"),
            ("disclosure", "Disclosure"),
            ("filing", "Filing"),
        ],
        required=True,
        help="What the system does in this step, whatever the regulation calls it.",
    )
    required = fields.Boolean(
        default=True, help="A step that is not required may be left out of a case."
    )
    condition_ids = fields.One2many(
        "tolerance.scheme.step.condition",
        "step_id",
        string="Conditions",
        copy=True,
        help="The step is taken only where all of them hold for one of the parties.",
    )
    condition_text = fields.Char("Only If", compute="_compute_condition_text")
    body_id = fields.Many2one(
        "tolerance.body",
        ondelete="restrict",
        index="btree_not_null",
        help="The body that has the duty. Empty: that of the level of the case, where "
        "the regulation has levels.",
    )
    partner_body_id = fields.Many2one(
        "tolerance.body",
        string="Shared With",
        ondelete="restrict",
        index="btree_not_null",
        help="A second working body to which the regulation gives the same duty; "
        "either of them acts. An opinion and a decision are those of one body.",
    )
    return_step_id = fields.Many2one(
        "tolerance.scheme.step",
        string="Return Leads To",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('version_id', '=', version_id), ('id', '!=', id)]",
        help="The earlier step to which a case may go back for completion from here. "
        "Left empty, it cannot go back.",
    )

    _partner_of_body = models.Constraint(
        "CHECK (body_id <> partner_body_id)",
        "A duty is shared by two different bodies.",
    )
    _partner_not_deciding = models.Constraint(
        "CHECK (partner_body_id IS NULL OR kind NOT IN ('preliminary', 'decision'))",
        "One body gives the opinion, and one decides: these steps are not shared.",
    )

    @api.depends("condition_ids.name")
    @api.depends_context("lang")
    def _compute_condition_text(self):
        for step in self:
            names = step.condition_ids.mapped("name")
            step.condition_text = write_list(self.env, names) if names else False

    def _get_body_names(self):
        """Return which bodies have the duty, for texts; empty if none is named.

        :rtype: str
        """
        names = (self.body_id | self.partner_body_id).mapped("name")
        return write_list(self.env, names) if names else ""

    @api.constrains("return_step_id", "sequence", "kind", "version_id")
    def _check_return_step_id(self):
        for step in self:
            # A step that moves can come before one that goes back to it.
            for one in step | self.search([("return_step_id", "=", step.id)]):
                if sentence := one._get_return_fault():
                    raise ValidationError(sentence)

    def _get_return_fault(self):
        """Return why a case cannot go back as this step says, or False.

        :rtype: str | bool
        """
        self.ensure_one()
        target = self.return_step_id
        if not target:
            return False
        ordered = self.version_id.step_ids.sorted()
        if target not in ordered or ordered.ids.index(target.id) >= ordered.ids.index(
            self.id
        ):
            return self.env._(
                "%(step)s: a return leads to an earlier step of the same version.",
                step=self.name,
            )
        if {self.kind, target.kind} & set(BEFORE_CASE):
            return self.env._(
                "%(step)s: before it is accepted, an application always goes back to "
                "the applicant. Choose a return between later steps.",
                step=self.name,
            )
        between = ordered[ordered.ids.index(target.id) : ordered.ids.index(self.id)]
        if "decision" in between.mapped("kind"):
            return self.env._(
                "%(step)s: a determination stands; no step after it leads back before "
                "it.",
                step=self.name,
            )
        return False
