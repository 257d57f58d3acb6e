"""Shows what a step still lacks before the user is asked to confirm it.

The client reads ``step_check`` of the record on the screen when a button is pressed.
The context names the button; the answer is that of ``_get_refusals``, so
that the button asks nothing that the step would refuse afterwards.
"""

from lxml import etree

from odoo import api, fields, models

from .field import written


class ToleranceWorkflowMixin(models.AbstractModel):
    _inherit = "tolerance.workflow.mixin"

    # Buttons that open a dialog before the action: ``{button: action}``, both without
    # the prefix ``action_``.
    _dialog_actions = {}

    step_check = fields.Json(
        compute="_compute_step_check",
        exportable=False,
        export_string_translation=False,
    )

    @api.depends_context("tolerance_action", "uid", "lang")
    def _compute_step_check(self):
        """Compute why the action of a button is refused, and which fields are empty."""
        name = str(self.env.context.get("tolerance_action", "")).removeprefix("action_")
        action = self._dialog_actions.get(name, name)
        saved = self.filtered("id")
        refusals = (
            saved._get_refusals(action) if action in self._get_transitions() else {}
        )
        for record in self:
            record.step_check = record.id in refusals and {
                "message": refusals[record.id],
                "fields": record._get_empty_fields(action),
            }

    def _get_required_fields(self, action):
        """Return the names of the fields that an action requires.

        The form shows the first that is empty.

        :rtype: tuple
        """
        return self._get_transitions()[action].required

    def _get_empty_fields(self, action):
        """Return the names of the required fields that are empty.

        The client focuses the first one, which the refusal names first.

        :rtype: list
        """
        self.ensure_one()
        return [
            name
            for name in self._get_required_fields(action)
            if not self[name]
            or (self._fields[name].type == "html" and written.is_blank_html(self[name]))
        ]

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Add the field to every form of a model that has transitions."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "form" and arch.tag == "form" and self._get_transitions():
            etree.SubElement(arch, "field", name="step_check", invisible="1")
        return arch, view
