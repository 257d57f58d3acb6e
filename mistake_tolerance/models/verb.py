from odoo import api, models
from odoo.exceptions import AccessError, UserError

# Only server code can put this object in a context: a client sends JSON.
VERB = object()


class ToleranceVerb(models.AbstractModel):
    """Records that change state by a verb and by nothing else.

    A model that inherits this lists its guarded fields in ``_verb_fields`` and
    its verbs in ``_verbs``; for each verb it has a public ``action_<verb>``
    and, where a button shows it, a boolean ``can_<verb>`` computed by
    ``_compute_can``. One answer, ``_get_refusals``, feeds all three.
    """

    _name = "tolerance.verb"
    _description = "Changes by Verb Only"

    _verb_fields = frozenset({"state"})
    _verbs = ()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if not self._is_verb_open():
            records._check_untouched()
        return records

    def write(self, vals):
        if not self._is_verb_open() and self._verb_fields & vals.keys():
            raise AccessError(
                self.env._("Use the buttons of the form: these fields follow them.")
            )
        return super().write(vals)

    def _is_verb_open(self):
        """Tell whether a verb that has checked itself is writing.

        :rtype: bool
        """
        return self.env.context.get("tolerance_verb") is VERB

    def _check_untouched(self):
        """Refuse a new record that does not start at the beginning.

        Reads the record, not the values: a default may come from the context.
        """
        for name in self._verb_fields:
            field = self._fields[name]
            start = field.default(self.browse()) if field.default else False
            for record in self:
                value = field.convert_to_write(record[name], record)
                if field.type in ("one2many", "many2many"):
                    value = bool(record[name])
                if (value or False) != (start or False):
                    raise AccessError(
                        self.env._("A new record starts at its first step.")
                    )

    def _write_verb(self, vals):
        """Write guarded fields from inside a verb that has checked itself.

        :param dict vals: values as for ``write``
        """
        self.with_context(tolerance_verb=VERB).write(vals)

    @api.model
    def _create_verb(self, vals_list):
        """Create records that do not start at the beginning, from inside a verb.

        :param list vals_list: values as for ``create``
        :return: the records, without the open guard
        """
        records = self.with_context(tolerance_verb=VERB).create(vals_list)
        return records.with_env(self.env)

    def _get_refusals(self, verb):
        """Say for which records the current user may not apply ``verb``.

        :param str verb: name of the verb, as in ``action_<verb>``
        :return: ``{record id: sentence}``, only for the refused ones
        :rtype: dict
        """
        return {}

    def _check_verb(self, verb):
        """Raise all refusals of the recordset at once.

        :param str verb: name of the verb
        :raises UserError: if any record refuses it
        """
        refusals = self._get_refusals(verb)
        if refusals:
            raise UserError("\n".join(dict.fromkeys(refusals.values())))

    @api.depends_context("uid")
    def _compute_can(self):
        """Fill ``can_<verb>`` for every verb that has such a field."""
        for verb in self._verbs:
            name = f"can_{verb}"
            if name not in self._fields:
                continue
            refusals = self._get_refusals(verb)
            for record in self:
                record[name] = record.id not in refusals
