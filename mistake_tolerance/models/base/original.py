"""Forbids to copy records of what somebody did or said."""

from odoo import api, models
from odoo.exceptions import AccessError


class ToleranceOriginal(models.AbstractModel):
    """Records of what somebody did, said or was asked: they cannot be copied.

    A copy would repeat the statement of an applicant, a witness or a member in the
    name of the user who copies it, possibly about another person's matter.
    """

    _name = "tolerance.original"
    _description = "Is Not Copied"

    # Whether records of a model that inherits this can be duplicated all the same.
    _allow_copy = False

    def copy(self, default=None):
        self._check_copied()
        return super().copy(default)

    def copy_data(self, default=None):
        # The method returns the values of a copy.
        self._check_copied()
        return super().copy_data(default)

    def _check_copied(self):
        if not self._allow_copy:
            raise AccessError(
                self.env._(
                    "%(model)s: such a record is not copied. Make a new one, and "
                    "enter what applies there.",
                    model=self.env["ir.model"]._get(self._name).name,
                )
            )

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Offer no button that would be refused."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if not self._allow_copy and view_type in ("form", "list", "kanban"):
            arch.set("duplicate", "0")
        return arch, view
