from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .person import get_person_refusal
from .single import check_there
from .wording import write_list

KEY = "tolerance_verb"


class Pass:
    """Opens the guarded fields of one model for one write or creation.

    Only server code can put it in a context: a client sends JSON. It is shut as
    soon as the values are written, for the context goes on to automations, whose
    code is run for whoever pressed the button.
    """

    def __init__(self, model_name):
        self.model_name = model_name
        self.is_open = True


def opened(records):
    """Return ``records`` with the guarded fields open for the next call.

    :param records: what a verb that has checked itself writes or creates
    """
    return records.with_context(**{KEY: Pass(records._name)})


def is_open(records):
    """Tell whether a verb that has checked itself is writing ``records``.

    :rtype: bool
    """
    key = records.env.context.get(KEY)
    return isinstance(key, Pass) and key.is_open and key.model_name == records._name


def shut(records):
    """End what :func:`opened` allowed."""
    if is_open(records):
        records.env.context[KEY].is_open = False


class ToleranceVerb(models.AbstractModel):
    """Records that change state by a verb and by nothing else.

    A model that inherits this lists its guarded fields in ``_verb_fields`` and
    its verbs in ``_verbs``; for each verb it has a public ``action_<verb>``
    and, where a button shows it, a boolean ``can_<verb>`` computed by
    ``_compute_can``. One answer, ``_get_refusals``, feeds all three.
    """

    _name = "tolerance.verb"
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
        records = super(ToleranceVerb, plain).create(vals_list).with_env(self.env)
        if not self._is_verb_open():
            records._check_untouched()
        shut(self)
        return records

    def write(self, vals):
        if not self._is_verb_open() and self._verb_fields & vals.keys():
            raise AccessError(
                self.env._("Use the buttons of the form: these fields follow them.")
            )
        self._check_derived(self._get_derived() & vals.keys())
        result = super().write(vals)
        shut(self)
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

    def _is_verb_open(self):
        """Tell whether a verb that has checked itself is writing.

        :rtype: bool
        """
        return is_open(self)

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
        opened(self).write(vals)

    @api.model
    def _create_verb(self, vals_list):
        """Create records that do not start at the beginning, from inside a verb.

        :param list vals_list: values as for ``create``
        :return: the records, without the open guard
        """
        records = opened(self).create(vals_list)
        return records.with_env(self.env)

    def _get_refusals(self, verb):
        """Say for which records the current user may not apply ``verb``.

        :param str verb: name of the verb, as in ``action_<verb>``
        :return: ``{record id: sentence}``, only for the refused ones
        :rtype: dict
        """
        if verb in self._personal_verbs and (sentence := get_person_refusal(self.env)):
            return {record.id: sentence for record in self}
        return {}

    def _check_verb(self, verb):
        """Raise all refusals of the recordset at once.

        :param str verb: name of the verb
        :raises UserError: if any record refuses it
        :raises MissingError: if one is gone
        """
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
