"""Which regulation governs, where the clerk finds that it is another one."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...base.field import written


class ToleranceApplicationAnswer(models.TransientModel):
    """Shows the clerk whom the rules cover, and takes others with a reason.

    Of which kind the applicant is may not be entered: then nobody has looked yet.
    """

    _inherit = "tolerance.application.answer"

    selectable_version_ids = fields.Many2many(
        "tolerance.scheme.version",
        compute="_compute_choice",
        export_string_translation=False,
    )
    version_id = fields.Many2one(
        "tolerance.scheme.version",
        "Rules That Apply",
        compute="_compute_version_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('id', 'in', selectable_version_ids)]",
        help="Other rules can be chosen that are published and in force for this "
        "matter. The time limit to apply stays that of the rules applied by.",
    )
    scope_units = fields.Char(related="version_id.scope_units")
    scope_staff = fields.Char(related="version_id.scope_staff")
    has_other_rules = fields.Boolean(
        compute="_compute_choice", export_string_translation=False
    )
    rules_reason = fields.Text(related="application_id.rules_reason")
    governing_reason = written.Text(
        "Why Other Rules", help="The applicant reads these words."
    )

    @api.depends("application_id", "version_id")
    def _compute_choice(self):
        """Offer what is in force for the matter, whatever kinds are entered."""
        Version = self.env["tolerance.scheme.version"]
        for answer in self:
            record = answer.application_id
            days = (record.occurred_on, record.submitted_on)
            fitting = Version._get_fitting(record.company_id, *days, record.kind)
            answer.selectable_version_ids = record.version_id | fitting
            answer.has_other_rules = answer.version_id != record.version_id

    @api.depends("application_id")
    def _compute_version_id(self):
        for answer in self:
            answer.version_id = answer.application_id.version_id

    @api.onchange("version_id")
    def _onchange_version_id(self):
        self.exclusion_ids &= self.selectable_exclusion_ids

    @api.constrains("version_id", "application_id")
    def _check_version_id(self):
        for answer in self:
            if answer.version_id - answer.selectable_version_ids:
                raise ValidationError(
                    self.env._("Choose rules that are in force for this matter.")
                )

    def _get_rules_refusal(self):
        """Return why the application is not accepted under other rules, or False."""
        if not self.has_other_rules:
            return False
        case = self.matter_id.case_ids
        if case and case.version_id != self.version_id:
            return self.env._(
                "%(number)s goes by %(rules)s: an application joins it under these "
                "rules.",
                number=case.name,
                rules=case.version_id.display_name,
            )
        return not self.governing_reason and self.env._(
            "The application was made under %(rules)s: write why other rules govern.",
            rules=self.application_id.version_id.display_name,
        )
