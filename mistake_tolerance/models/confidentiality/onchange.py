"""Which records an unsaved form may reach.

Odoo computes a form from any ids that a client sends, and reads related fields with
the rights of the system. So the caller must be allowed to read each of our records
named there; a record they may not read is treated like one that does not exist.
"""

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Command

OURS = "tolerance."
# Largest id of a record in the database.
MAX_ID = 2**31 - 1


class Base(models.AbstractModel):
    _inherit = "base"

    def onchange(self, values, field_names, fields_spec):
        if self._name.startswith(OURS) and not self.env.su and isinstance(values, dict):
            self._check_named_records(values if field_names else self._add_sent(values))
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _add_sent(self, values):
        """Return values with those a client sends for a form that opens.

        :rtype: dict
        """
        context = self.env.context
        sent = {
            name: context[f"default_{name}"]
            for name in self._fields
            if f"default_{name}" in context
        }
        return sent | values

    def _check_named_records(self, values):
        """Refuse values that lead to records of ours that are closed to the caller.

        :param dict values: as a client sends them for a form
        :raises AccessError: the same for what is closed and for what is not there
        """
        # Records that the saved record names already are left as they are.
        # sudo: a value that stays is compared, not shown.
        kept = {
            name
            for name in values.keys() & self._fields.keys()
            if self._fields[name].type == "many2one"
            and len(self) == 1
            and self.sudo()[name].id == values[name]
        }
        values = {name: values[name] for name in values.keys() - kept}
        for model_name, ids in self._find_named_records(values).items():
            found = self.env[model_name]
            if found.has_access("read"):
                possible = [i for i in ids if 0 < i <= MAX_ID]
                found = found.browse(possible).exists()._filtered_access("read")
            if len(found) != len(ids):
                raise AccessError(
                    self.env._(
                        "What is chosen here does not exist, or is closed to you. "
                        "Choose it from the list."
                    )
                )
            if found._logged_content:
                self.env["tolerance.access.log"]._note(found._get_opened_cases())

    @api.model
    def _find_named_records(self, values):
        """Collect the records of ours that values for a form name.

        :param dict values: as for :meth:`_check_named_records`
        :return: ``{model: ids}``
        :rtype: dict
        """
        named = {}
        for name, value in values.items():
            field = self._fields.get(name)
            if field is None or not field.relational or not value:
                continue
            comodel = self.env[field.comodel_name]
            if field.type == "many2one":
                ids = [value.get("id")] if isinstance(value, dict) else [value]
            else:
                ids = []
                for command in value if isinstance(value, (list, tuple)) else ():
                    ids += comodel._read_named_command(command, named)
            # Lines that are not saved yet have no number.
            ids = [i for i in ids if isinstance(i, int) and not isinstance(i, bool)]
            if ids and comodel._name.startswith(OURS):
                known = named.setdefault(comodel._name, [])
                known += [i for i in ids if i not in known]
        return named

    @api.model
    def _read_named_command(self, command, named):
        """Return the ids of these records that a command names.

        :param command: as for ``write``, or an id
        :param dict named: takes what the values within the command name
        :rtype: list
        """
        if not isinstance(command, (list, tuple)) or not command:
            return [command]
        code, *rest = command
        makes = code in (Command.CREATE, Command.UPDATE)
        if makes and rest and isinstance(rest[-1], dict):
            for model_name, ids in self._find_named_records(rest[-1]).items():
                known = named.setdefault(model_name, [])
                known += [i for i in ids if i not in known]
        if code == Command.SET:
            return rest[-1] if rest and isinstance(rest[-1], (list, tuple)) else []
        return rest[:1] if code in (Command.UPDATE, Command.LINK) else []
