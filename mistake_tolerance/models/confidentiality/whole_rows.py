from odoo import api, models


class Base(models.AbstractModel):
    """Reads the rows of what conflicts can close at once, not some columns first.

    A list asks for the columns that it shows. The rules are then asked about each row,
    and they need others: that would be a second statement for the same rows.
    """

    _inherit = "base"

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        if field_names and self._conflict_paths and not self.env.su:
            fields = self._determine_fields_to_fetch()
            whole = [field.name for field in fields if field.column_type]
            field_names = list(dict.fromkeys([*field_names, *whole]))
        return super().search_fetch(domain, field_names, offset, limit, order)
