"""Locks the fields that a guard reads while it protects somebody.

Otherwise an administrator could get round a guard without touching it: by deleting a
field that it reads, or a selection value that it looks for.
"""

from odoo import models
from odoo.exceptions import UserError

from ..base.loading import is_loading
from ..base.wording import write_list

# Properties of a field that decide where and what it stores.
STRUCTURE = frozenset(
    {"name", "model", "model_id", "ttype", "relation", "related", "compute"}
    | {"store", "company_dependent", "translate"}
)


class IrModel(models.Model):
    _inherit = "ir.model"

    def unlink(self):
        # Deleting a model deletes its fields without calling their ``unlink``.
        self.field_id._check_tolerance_unwatched()
        return super().unlink()


class IrModelFields(models.Model):
    _inherit = "ir.model.fields"

    def write(self, vals):
        changed = self.filtered(
            lambda field: any(
                (self._fields[name].convert_to_write(field[name], field) or False)
                != (vals[name] or False)
                for name in STRUCTURE & vals.keys()
            )
        )
        changed._check_tolerance_unwatched()
        return super().write(vals)

    def unlink(self):
        # Before the column is dropped.
        self._check_tolerance_unwatched()
        return super().unlink()

    def _check_tolerance_unwatched(self):
        """Refuse to change fields that guards read while these protect somebody.

        :raises UserError: naming the guards
        """
        manual = self.filtered(lambda field: field.state == "manual")
        # Modules may change their own fields while they load; a sweep follows.
        if not manual or is_loading(self.env):
            return
        table = self.env["tolerance.enforcement"]._get_watch_table()
        ids = set()
        for field in manual:
            watch = table.get(field.model)
            if watch and field.name in watch.fields:
                ids.update(spec.guard_id for spec in watch.specs)
                ids.update(spec.guard_id for spec, _path in watch.linked)
        # sudo: the user who changes fields may not be able to read guards.
        guards_sudo = self.env["tolerance.guard"].sudo().browse(ids)
        protecting_sudo = guards_sudo._get_protecting()
        if protecting_sudo:
            raise UserError(
                self.env._(
                    "%(fields)s: decisions are in force, and the guards %(guards)s "
                    "read this. Have the guards switched off or changed first: one "
                    "tolerance administrator requests it, another approves it.",
                    fields=write_list(self.env, manual.mapped("name")),
                    guards=write_list(self.env, protecting_sudo.mapped("name")),
                )
            )


class IrModelFieldsSelection(models.Model):
    """Locks the selection values that a guard looks for."""

    _inherit = "ir.model.fields.selection"

    def write(self, vals):
        if "value" in vals:
            self.filtered(
                lambda row: row.value != vals["value"]
            ).field_id._check_tolerance_unwatched()
        return super().write(vals)

    def unlink(self):
        self.field_id._check_tolerance_unwatched()
        return super().unlink()
