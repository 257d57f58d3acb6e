"""Hides who follows or is notified of a record that the user may not read."""

from collections import defaultdict

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ...base.inheriting import find_inheriting


class ToleranceFollowerFilterMixin(models.AbstractModel):
    """Rows that name followers or recipients of a record, hidden as the record is.

    Odoo itself shows every employee who follows which record. The models that inherit
    this mixin give :meth:`_get_reference`.
    """

    _name = "tolerance.follower.filter.mixin"
    _description = "Hides Followers of Closed Records"

    # Path from a row to the name of the model of its record.
    _model_path = "res_model"

    @api.model
    def _get_our_types(self):
        """Return the names of our record types that have messages or conflicts.

        :rtype: set
        """
        threads = find_inheriting(self.env, "tolerance.thread")
        return {*threads, *self.env["tolerance.conflict"]._get_closable_models()}

    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not self.env.su and not bypass_access:
            ours = Domain(self._model_path, "in", list(self._get_our_types()))
            # sudo: rows that the user may not read are found to be left out.
            rows_sudo = self.sudo().search(Domain(domain) & ours)
            if hidden := rows_sudo.sudo(False)._get_unreadable():
                domain = Domain(domain) & Domain("id", "not in", hidden.ids)
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su or not (hidden := self._get_unreadable()):
            return result
        if result:
            hidden |= result[0]
        return hidden, lambda: AccessError(
            self.env._("You cannot see who follows a record that you may not open.")
        )

    def _get_unreadable(self):
        """Return the rows about records of ours that the user may not read.

        :rtype: Self
        """
        rows = defaultdict(self.browse)
        # sudo: the row is read first to find its record, whose access then decides.
        for row_sudo in self.sudo():
            rows[row_sudo._get_reference()] |= self.browse(row_sudo.id)
        hidden = self.browse()
        by_model = defaultdict(list)
        ours = self._get_our_types()
        for name, res_id in rows:
            if name in ours:
                by_model[name].append(res_id)
        for name, ids in by_model.items():
            records = self.env[name].browse(ids).exists()
            readable = set(records._filtered_access("read").ids)
            hidden = hidden.union(
                *(rows[name, one] for one in ids if one not in readable)
            )
        return hidden

    def _get_reference(self):
        """Return the record that a row is about; a hook.

        :return: name of its model and id
        :rtype: tuple
        """
        raise NotImplementedError
