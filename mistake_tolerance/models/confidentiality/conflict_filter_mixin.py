"""Closes messages, activities and files together with the record they are about."""

from collections.abc import Collection

from odoo import api, models
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
        if not self.env.su and not bypass_access:
            domain = Domain(domain)
            domain &= ~self._get_closed_domain(self._get_searched_types(domain))
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    @api.model
    def _get_searched_types(self, domain):
        """Return the record types with a thread that a search can find rows about.

        Most searches are for the rows of one type, as the messages of a customer.

        :param Domain domain: what is searched
        :rtype: list
        """
        types = self.env["tolerance.conflict"]._get_threads()
        is_and = getattr(domain, "OPERATOR", None) == "&"
        for condition in domain.children if is_and else [domain]:
            if getattr(condition, "field_expr", None) != self._model_path:
                continue
            if condition.operator == "=":
                types = [name for name in types if name == condition.value]
            elif condition.operator == "in" and isinstance(condition.value, Collection):
                types = [name for name in types if name in condition.value]
        return types

    @api.model
    def _get_closed_domain(self, types=None):
        return self.env["tolerance.conflict"]._get_closed_reference_domain(
            self._model_path, "res_id", names=types
        )

    def _filter_closed(self):
        """Return the rows that are closed to the user.

        :rtype: Self
        """
        if self.env.su:
            return self.browse()
        # sudo: rows that the user may not read are found to be left out, archived ones
        # as well: an activity that is done.
        rows_sudo = self.sudo().with_context(active_test=False)
        real_sudo = rows_sudo.browse(filter(None, self._ids))
        closed_sudo = real_sudo.filtered_domain(self._get_closed_domain())
        return closed_sudo.with_env(self.env) | (self - real_sudo)._filter_closed_new()

    def _filter_closed_new(self):
        """Return which of these rows, that are not stored yet, are closed."""
        closed = self.browse()
        Conflict = self.env["tolerance.conflict"]
        threads = Conflict._get_threads() if self else ()
        # sudo: as for rows that are stored.
        for name, rows_sudo in self.sudo().grouped(self._model_path).items():
            if name in threads:
                records = self.env[name].browse(set(rows_sudo.mapped("res_id")) - {0})
                ids = Conflict._filter_closed(records).ids
                closed |= rows_sudo.filtered(lambda row, ids=ids: row.res_id in ids)
        return closed.with_env(self.env)

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
