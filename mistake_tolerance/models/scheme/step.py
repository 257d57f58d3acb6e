from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..base import bounded


class ToleranceSchemeStep(models.Model):
    """A step of the procedure, under the label the scheme gives it."""

    _name = "tolerance.scheme.step"
    _description = "Step of a Procedure"
    _inherit = ["tolerance.scheme.provision"]
    _preset_key = "steps"

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
    )
    required = fields.Boolean(default=True)
    granted_only = fields.Boolean(
        "Only If Tolerated",
        help="The step is taken only where the error is tolerated.",
    )
    body_id = fields.Many2one(
        "tolerance.body", ondelete="restrict", index="btree_not_null"
    )
    limit = bounded.Integer(
        "Time Limit",
        aggregator=None,
        help="0 means not prescribed by the source.",
        high=3650,
    )
    limit_unit = fields.Selection(
        [("working_day", "Working Days"), ("day", "Days"), ("month", "Months")],
        default="working_day",
        required=True,
    )
    limit_trigger = fields.Selection(
        [
            ("proceeding_start", "Start of the Accountability Proceeding"),
            ("previous_step", "End of the Previous Step"),
        ],
        default="previous_step",
        required=True,
        string="Limit Runs From",
    )
    limit_text = fields.Char("Limit", compute="_compute_limit_text")

    @api.depends("limit", "limit_unit", "limit_trigger")
    @api.depends_context("lang")
    def _compute_limit_text(self):
        units, triggers = (
            dict(self._fields[name]._description_selection(self.env))
            for name in ("limit_unit", "limit_trigger")
        )
        for step in self:
            if not step.limit:
                step.limit_text = self.env._("Not prescribed by the source")
            else:
                step.limit_text = self.env._(
                    "%(number)s %(unit)s from: %(trigger)s",
                    number=step.limit,
                    unit=units[step.limit_unit],
                    trigger=triggers[step.limit_trigger],
                )

    @api.constrains("body_id", "version_id")
    def _check_body_id(self):
        for step in self:
            company = step.version_id.company_id
            if company and step.body_id and step.body_id.company_id != company:
                raise ValidationError(
                    self.env._(
                        "%(body)s belongs to another company. Choose a body of "
                        "%(company)s for the step %(step)s.",
                        body=step.body_id.name,
                        company=company.name,
                        step=step.name,
                    )
                )
