from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .person import check_person
from .single import check_there
from .wording import write_list
from .write_permit import is_unlocked, lock, unlocked


class ToleranceWorkflowMixin(models.AbstractModel):
    """Records that change state by a verb and by nothing else.

    A model that inherits this lists its guarded fields in ``_verb_fields`` and
    its verbs in ``_verbs``; for each verb it has a public ``action_<verb>``
    and, where a button shows it, a boolean ``can_<verb>`` computed by
    ``_compute_can``. One answer, ``_get_refusals``, feeds all three.
    """

    _name = "tolerance.workflow.mixin"
    _description = "Changes by Verb Only"
    _inherit = ["tolerance.original"]

    _verb_fields = frozenset({"state"})
    _verbs = ()
    # Votes, signatures and second approvals: acts of a person who is logged in.
    _personal_verbs = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        derived = self._get_derived()
        self._check_derived(derived & set().union(*vals_list))
        plain = self
        if keys := {f"default_{name}" for name in derived} & self.env.context.keys():
            context = dict(self.env.context)
            # Defaults are taken away, which keywords cannot do.
            # pylint: disable-next=context-overridden
            plain = self.with_context({k: context[k] for k in context.keys() - keys})
        records = (
            super(ToleranceWorkflowMixin, plain).create(vals_list).with_env(self.env)
        )
        if not self._is_unlocked():
            records._check_untouched()
        lock(self)
        return records

    def write(self, vals):
        if not self._is_unlocked() and self._verb_fields & vals.keys():
            raise AccessError(
                self.env._("Use the buttons of the form: these fields follow them.")
            )
        self._check_derived(self._get_derived() & vals.keys())
        result = super().write(vals)
        lock(self)
        return result

    @api.model
    def _get_derived(self):
        """Name the columns that repeat what another record says.

        The ORM writes whatever it is given into them, even by a client.
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

    def _is_unlocked(self):
        """Tell whether a verb that has checked itself is writing.

        :rtype: bool
        """
        return is_unlocked(self)

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
        unlocked(self).write(vals)

    @api.model
    def _create_verb(self, vals_list):
        """Create records that do not start at the beginning, from inside a verb.

        :param list vals_list: values as for ``create``
        :return: the records, without the permit
        """
        records = unlocked(self).create(vals_list)
        return records.with_env(self.env)

    def _get_refusals(self, verb):
        """Say for which records the current user may not apply ``verb``.

        That it is this user who acts is asked when it is done; see
        :meth:`_check_actor`.

        :param str verb: name of the verb, as in ``action_<verb>``
        :return: ``{record id: sentence}``, only for the refused ones
        :rtype: dict
        """
        return {}

    def _check_actor(self, verb):
        """Refuse an act of a person to everybody but the one who is logged in.

        :param str verb: name of the verb
        :raises UserError: if the current user is somebody else
        """
        if verb in self._personal_verbs:
            check_person(self.env)

    def _check_verb(self, verb):
        """Raise all refusals of the recordset at once.

        Who acts comes first: to others it does not matter what the records are like.

        :param str verb: name of the verb
        :raises UserError: if any record refuses it
        :raises MissingError: if one is gone
        """
        self._check_actor(verb)
        check_there(self)
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
