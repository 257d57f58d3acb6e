from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base import bounded
from ..base.field import written
from ..base.person import get_person_refusal


class ToleranceCaseStepExtension(models.Model):
    """A prolongation of the time limit of a step: why, by whom and until when."""

    _name = "tolerance.case.step.extension"
    _description = "Extension of a Time Limit"
    _inherit = ["tolerance.ledger.mixin", "tolerance.workflow.mixin"]
    _rec_name = "reason"
    _order = "granted_on, id"
    _conflict_paths = ("case_id.conflict_ids",)
    # An extension is a matter of time limits.
    _logged_content = frozenset()
    _delegated_acts = {"step.extend": "clerk"}

    _workflow_fields = frozenset({"granted_on", "granted_by", "until"})

    step_id = fields.Many2one(
        "tolerance.case.step", required=True, ondelete="restrict", index=True
    )
    case_id = fields.Many2one(related="step_id.case_id", store=True, index=True)
    company_id = fields.Many2one(related="step_id.company_id", store=True)
    # pylint: disable-next=attribute-deprecated
    length = bounded.Integer(
        required=True,
        aggregator=None,
        low=1,
        high=3650,
        help="In the unit of extensions of the scheme.",
    )
    reason = written.Text(required=True)
    body_id = fields.Many2one(
        "tolerance.body", string="Granted By", related="step_id.extension_body_id"
    )
    approval = fields.Char(
        help="Number and day of the paper or the minutes by which the body granted it.",
    )
    granted_on = fields.Date("Entered On", readonly=True, copy=False)
    granted_by = fields.Many2one("res.users", "Entered By", readonly=True, copy=False)
    until = fields.Date(
        readonly=True, copy=False, help="The last day as extended, when it was entered."
    )

    @api.model_create_multi
    def create(self, vals_list):
        given = self.default_get(["step_id"])
        extensions = super().create([{**given, **vals} for vals in vals_list])
        for extension in extensions:
            extension._do_extend()
        return extensions

    def write(self, vals):
        if vals.keys() - self._get_workflow_fields():
            raise UserError(self.env._("An extension stays as it was entered."))
        return super().write(vals)

    def _do_extend(self):
        """Check the new extension, and note until when it runs."""
        self.ensure_one()
        step = self.step_id
        if refusal := get_person_refusal(self.env) or self._get_refusal():
            raise UserError(refusal)
        today = self.company_id._tolerance_today()
        before = step.scheme_step_id._get_due(
            step._get_start(),
            step.company_id,
            step.pause_ids._count_days(),
            (step.extension_ids - self).mapped("length"),
        )[0]
        # A limit that has passed was missed, whatever is granted afterwards.
        if before and before < today and not step.is_breached and not step.is_paused:
            step._mark_breach()
        # sudo: entered once: the clerk has no right to write it again.
        self.sudo()._write_unlocked(
            {"granted_on": today, "granted_by": self.env.uid, "until": step.due_on}
        )
        step.case_id._finish_todo("step_overdue")
        self._ledger_append(
            "step.extend",
            {
                "kind": step.kind,
                "from": fields.Date.to_string(before),
                "until": fields.Date.to_string(self.until),
                "reason": self.reason,
                "body": self.body_id.id or None,
                "approval": self.approval or "",
            },
        )

    def _get_refusal(self):
        """Return why the limit cannot be extended like this, or False.

        :rtype: str | bool
        """
        step, scheme_step = self.step_id, self.step_id.scheme_step_id
        if step.state != "running" or not step._get_start():
            return self.env._(
                "%(step)s is not under way: there is no time limit to extend.",
                step=step.name,
            )
        if len(step.extension_ids) > scheme_step.extension_count:
            return self.env._(
                "%(step)s: the scheme allows %(count)s extensions.",
                step=step.name,
                count=scheme_step.extension_count,
            )
        if self.length > scheme_step.extension_limit:
            return self.env._(
                "%(step)s: one extension is at most %(number)s %(unit)s.",
                step=step.name,
                number=scheme_step.extension_limit,
                unit=scheme_step._get_unit_label(scheme_step.extension_unit),
            )
        if self.body_id and not self.approval:
            return self.env._(
                "%(body)s grants the extension: enter number and day of its approval.",
                body=self.body_id.name,
            )
        if not self.body_id and not step.case_id._is_in_charge():
            return self.env._("The clerk in charge grants the extension.")
        return False

    def _get_ledger_record(self):
        # An extension is an act on the step.
        return self.step_id

    def _get_ledger_chain(self):
        return self.case_id

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "step.extend": self.env._("Time limit extended"),
        }


class ToleranceCaseStep(models.Model):
    _inherit = "tolerance.case.step"

    extension_ids = fields.One2many(
        "tolerance.case.step.extension", "step_id", string="Extensions"
    )
    extension_body_id = fields.Many2one(related="scheme_step_id.extension_body_id")

    @api.depends("extension_ids.length")
    def _compute_due_on(self):
        return super()._compute_due_on()

    def _get_extensions(self):
        return super()._get_extensions() + self.extension_ids.mapped("length")

    @api.model
    def _get_writable_fields(self):
        return super()._get_writable_fields() | {"extension_ids"}
