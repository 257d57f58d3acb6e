"""Keeps what follows from other records out of the hands of a client."""

from odoo import api, models
from odoo.exceptions import AccessError

from .wording import write_list


class ToleranceDerived(models.AbstractModel):
    """Records with stored related fields, such as the case of a seat.

    Access rules read these fields. The ORM would write any value into them, even one
    that a client sends.
    """

    _name = "tolerance.derived"
    _description = "Follows from Other Records"

    @api.model_create_multi
    def create(self, vals_list):
        derived = self._get_derived()
        self._check_derived(derived & set().union(*vals_list))
        plain = self
        if keys := {f"default_{name}" for name in derived} & self.env.context.keys():
            context = dict(self.env.context)
            # with_context() cannot remove keys otherwise.
            # pylint: disable-next=context-overridden
            plain = self.with_context({k: context[k] for k in context.keys() - keys})
        records = super(ToleranceDerived, plain).create(vals_list)
        return records.with_env(self.env)

    def write(self, vals):
        self._check_derived(self._get_derived() & vals.keys())
        return super().write(vals)

    @api.model
    def _get_derived(self):
        """Return the names of the stored related fields that are readonly.

        :rtype: set
        """
        return {
            name
            for name, field in self._fields.items()
            if field.store and field.related and field.readonly
        }

    def _check_derived(self, names):
        if names:
            labels = [self._fields[name].string for name in sorted(names)]
            raise AccessError(
                self.env._(
                    "%(fields)s: leave this out, it follows from other records.",
                    fields=write_list(self.env, labels),
                )
            )
