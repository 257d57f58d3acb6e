"""Shows what a step still lacks before the user is asked to confirm it.

The client reads ``step_check`` of the record on the screen when a button is pressed.
Which button it was stands in the context; the answer is that of ``_get_refusals``, so
that the button asks nothing that the step would refuse afterwards.
"""

from lxml import etree

from odoo import api, fields, models
from odoo.tools import is_html_empty


class ToleranceWorkflowMixin(models.AbstractModel):
    _inherit = "tolerance.workflow.mixin"

    # Buttons that show a dialog before the verb: ``{name after action_: verb}``.
    _verb_dialogs = {}

    step_check = fields.Json(
        compute="_compute_step_check",
        exportable=False,
        export_string_translation=False,
    )

    @api.depends_context("tolerance_action", "uid", "lang")
    def _compute_step_check(self):
        """Say why the verb of a button is refused, and which fields it lacks."""
        name = str(self.env.context.get("tolerance_action", "")).removeprefix("action_")
        verb = self._verb_dialogs.get(name, name)
        saved = self.filtered("id")
        refusals = saved._get_refusals(verb) if verb in self._get_transitions() else {}
        for record in self:
            record.step_check = record.id in refusals and {
                "message": refusals[record.id],
                "fields": record._get_empty_needs(verb),
            }

    def _get_needs(self, verb):
        """Return the names of the fields that have to be filled in for a verb.

        The form shows the first that is empty.

        :rtype: tuple
        """
        return self._get_transitions()[verb].needs

    def _get_empty_needs(self, verb):
        """Return the names of the fields that the verb needs and that are empty.

        The client focuses the first one, which the refusal names first.

        :rtype: list
        """
        self.ensure_one()
        return [
            name
            for name in self._get_needs(verb)
            if not self[name]
            or (self._fields[name].type == "html" and is_html_empty(self[name]))
        ]

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Let every form that has buttons for verbs know this field."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "form" and arch.tag == "form" and self._get_transitions():
            etree.SubElement(arch, "field", name="step_check", invisible="1")
        return arch, view
