from odoo import fields, models
from odoo.exceptions import MissingError

from ..base.inheriting import find_inheriting
from ..base.person import check_person
from ..base.single import check_single
from .classified_mixin import LEVELS


def get_marked(dialog):
    """Return the record a dialog is about, to a user who may read it.

    :param dialog: names a record by ``res_model`` and ``res_id``
    :raises MissingError: if it is gone
    """
    record = dialog.res_model and dialog.env[dialog.res_model].browse(dialog.res_id)
    if not record or not record.exists():
        raise MissingError(dialog.env._("This document is gone: close the dialog."))
    record.check_access("read")
    return record


class ToleranceClassificationWizard(models.TransientModel):
    _name = "tolerance.classification.wizard"
    _description = "Enter the Confidentiality Level"

    res_model = fields.Selection(
        lambda self: [
            (name, name)
            for name in find_inheriting(self.env, "tolerance.classified.mixin")
        ],
        required=True,
        export_string_translation=False,
    )
    res_id = fields.Many2oneReference(
        required=True, model_field="res_model", export_string_translation=False
    )
    level = fields.Selection(LEVELS, required=True)
    reason = fields.Text(
        "Ground",
        help="Who set the level, and by which act. Required to change the level.",
    )

    def action_confirm(self):
        """Set the level; a case that stood below is raised, and the clerk told."""
        check_single(self)
        check_person(self.env)
        record = get_marked(self)
        case = record._get_case()
        before = case.secrecy_level
        record._do_classify(self.level, self.reason)
        close = {"type": "ir.actions.act_window_close"}
        if case == record or case.secrecy_level == before:
            return close
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "Case %(number)s was raised to the same level.", number=case.name
                ),
                "next": close,
            },
        }
