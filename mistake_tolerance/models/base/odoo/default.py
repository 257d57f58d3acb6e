"""Keeps user-defined default values away from our records."""

from odoo import api, models
from odoo.exceptions import ValidationError


def is_ours(model_name, field_name):
    """Return whether a field is one of ours, on a model of ours or of Odoo.

    :rtype: bool
    """
    return model_name.startswith("tolerance.") or field_name.startswith("tolerance_")


class IrDefault(models.Model):
    """Refuses user-defined defaults on our fields.

    Users set default values for themselves, a settings administrator for everybody.
    Odoo would also apply them to records that an action creates for somebody else, such
    as an empty ballot.
    """

    _inherit = "ir.default"

    @api.constrains("field_id")
    def _check_tolerance_field(self):
        # sudo: the user may not be able to read the definition of the field.
        for field_sudo in self.sudo().field_id:
            if is_ours(field_sudo.model, field_sudo.name):
                raise ValidationError(
                    self.env._(
                        "%(field)s: records of mistake tolerance take no default "
                        "values. Enter the value in each record.",
                        field=field_sudo.field_description,
                    )
                )

    @api.model
    def _get_model_defaults(self, model_name, condition=False):
        """Leave out defaults of our fields, which SQL may have stored."""
        defaults = super()._get_model_defaults(model_name, condition)
        return {
            name: value
            for name, value in defaults.items()
            if not is_ours(model_name, name)
        }
