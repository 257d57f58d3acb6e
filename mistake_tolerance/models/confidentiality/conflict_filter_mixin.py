"""Closes messages, activities and files together with the record they are about."""

from odoo import models
from odoo.fields import Domain


class ToleranceConflictFilterMixin(models.AbstractModel):
    """Rows of Odoo about a record: closed together with it by a conflict.

    To be named before the model it is put into, whose own ``_search`` may let
    through what is closed: its author's or recipient's own rows.
    """

    _name = "tolerance.conflict.filter.mixin"
    _description = "Hidden with Its Record by a Conflict"

    _model_path = "res_model"  # to the name of the record's type

    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not bypass_access:
            closed = self._get_conflict_domain()
            if not closed.is_false():
                domain = Domain(domain) & ~closed
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _get_conflict_domain(self):
        if self.env.su:
            return Domain.FALSE
        return self.env["tolerance.conflict"]._get_closed_domain(
            self._model_path, "res_id"
        )

    def _filter_closed(self):
        """Return the rows that are closed to the user.

        :rtype: Self
        """
        closed = self._get_conflict_domain()
        if closed.is_false():
            return self.browse()
        # sudo: rows that the user may not read are found to be left out.
        return self.sudo().filtered_domain(closed).with_env(self.env)

    def _forbid_closed(self, result, make_error):
        """Add the rows that are closed to the user to what ``_check_access`` found.

        :param result: of the check so far
        :param make_error: gives the error for all the rows that are forbidden
        """
        forbidden = self._filter_closed()
        if not forbidden:
            return result
        if result:
            forbidden |= result[0]
        return forbidden, lambda: make_error(forbidden)
