"""What the dialogs on a document have in common: which document it is."""

from odoo import fields, models
from odoo.exceptions import MissingError

from ..base.inheriting import find_inheriting


class ToleranceDocumentDialogMixin(models.AbstractModel):
    """A dialog about one case or document, of any of the types that have it."""

    _name = "tolerance.document.dialog.mixin"
    _description = "Dialog about a Document"

    # The mixin of the record types that open the dialog.
    _opened_by = "tolerance.classified.mixin"

    res_model = fields.Selection(
        lambda self: [
            (name, name) for name in find_inheriting(self.env, self._opened_by)
        ],
        required=True,
        export_string_translation=False,
    )
    res_id = fields.Many2oneReference(
        required=True, model_field="res_model", export_string_translation=False
    )

    def _get_record(self):
        """Return the record the dialog is about, to a user who may read it.

        :raises AccessError: if the user may not read it
        :raises MissingError: if it is gone
        """
        record = self.res_model and self.env[self.res_model].browse(self.res_id)
        if not record or not record.exists():
            raise MissingError(self.env._("This document is gone: close the dialog."))
        record.check_access("read")
        return record
