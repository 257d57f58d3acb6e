"""Lets records change their state only by declared transitions."""

from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .person import check_person
from .single import check_there
from .wording import write_list
from .write_permit import is_unlocked, lock, unlocked


class Transition:
    """One transition, as a model declares it in ``_transitions``.

    :param source: the state in which it can be taken, or a tuple of them; without one
        the state does not matter
    :param str target: the state it leads to, if it is always the same
    :param needs: names of the fields that have to be filled in
    :param step: step refusals, the name of a method or several; they hide the button
    :param content: content refusals, likewise; they show the button and say why. They
        are asked once ``needs`` are filled in.
    :param depends: what the step refusals read beside ``state``, for ``api.depends``
    :param bool is_personal: whether only the person who is logged in may take it, as
        votes, signatures and approvals; others may come from an automation
    """

    def __init__(
        self,
        source=(),
        target=None,
        *,
        needs=(),
        step=(),
        content=(),
        depends=(),
        is_personal=True,
    ):
        self.sources = _as_tuple(source)
        self.target = target
        self.needs = _as_tuple(needs)
        self.step = _as_tuple(step)
        self.content = _as_tuple(content)
        self.depends = _as_tuple(depends)
        self.is_personal = is_personal


def _as_tuple(value):
    return (value,) if isinstance(value, str) else tuple(value)


class ToleranceWorkflowMixin(models.AbstractModel):
    """Records that change their state only by transitions.

    The states are those of the field ``state``. A model declares its transitions,
    each under its name, the verb::

        _transitions = {
            "submit": Transition("draft", "submitted", needs="reason"),
            "approve": Transition(
                "submitted",
                "approved",
                step="_get_approver_refusal",
                content="_get_amount_refusal",
            ),
        }
        can_submit = fields.Boolean(compute="_compute_can")
        can_approve = fields.Boolean(compute="_compute_can")

        def action_approve(self):
            self.check_access("write")
            self._check_verb("approve")
            self._write_transition("approve", {"approved_by": self.env.uid})

        def _get_approver_refusal(self):
            if not self.env.user.has_group("base.group_system"):
                return self.env._("Only an administrator approves this.")
            return False

    A refusal is a method of one record. It returns the sentence that the user reads, or
    False. Step refusals, a wrong state among them, hide the button ``can_<verb>``. What
    is not filled in and the content refusals leave it visible: the user who presses it
    reads what to do. Button, call and message all use :meth:`_get_refusals`.

    A later room adds transitions of its own in the same way: those of all extensions
    are merged. It adds to a refusal by overriding the method with ``super()``. Where
    all records are read at once, :meth:`_get_step_refusals` or
    :meth:`_get_content_refusals` is extended instead.

    Only transitions write the fields in ``_verb_fields``. Changes without a user, as
    when a time limit is over, use :meth:`_write_verb`.
    """

    _name = "tolerance.workflow.mixin"
    _description = "Changes by Workflow Actions Only"
    _inherit = ["tolerance.original"]

    _verb_fields = frozenset({"state"})
    _transitions = {}

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

        The ORM writes any value into them, even one that a client sends.
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

    def _write_transition(self, verb, vals=None):
        """Write the state that a transition leads to, and what comes with it.

        :param str verb: name of the transition, which was checked
        :param dict vals: other values, as for ``write``
        """
        target = self._get_transitions()[verb].target
        state = {"state": target} if target else {}
        self._write_verb({**state, **(vals or {})})

    @api.model
    def _create_verb(self, vals_list):
        """Create records that do not start at the beginning, from inside a verb.

        :param list vals_list: values as for ``create``
        :return: the records, without the permit
        """
        records = unlocked(self).create(vals_list)
        return records.with_env(self.env)

    @classmethod
    def _get_transitions(cls):
        """Return the transitions of the model and of all its extensions.

        :return: ``{verb: Transition}``
        :rtype: dict
        """
        transitions = {}
        for base in reversed(cls.mro()):
            transitions |= vars(base).get("_transitions", {})
        return transitions

    def _get_refusals(self, verb):
        """Return the records for which the current user may not apply ``verb``.

        :meth:`_check_actor` checks when it is done that the user acts in person.

        :param str verb: name of the transition, as in ``action_<verb>``
        :return: ``{record id: sentence}``, only for the refused ones
        :rtype: dict
        """
        refusals = self._get_step_refusals(verb)
        rest = self.filtered(lambda record: record.id not in refusals)
        return refusals | rest._get_content_refusals(verb)

    def _get_step_refusals(self, verb):
        """Say where the step has not come, or is not the current user's to take.

        :return: ``{record id: sentence}``
        :rtype: dict
        """
        transition = self._get_transitions()[verb]
        refusals = {}
        for record in self:
            if transition.sources and record.state not in transition.sources:
                refusals[record.id] = record._get_state_sentence()
            elif sentence := record._get_first_sentence(transition.step):
                refusals[record.id] = sentence
        return refusals

    def _get_content_refusals(self, verb):
        """Say what is still missing or wrong, where the step has come.

        :return: ``{record id: sentence}``
        :rtype: dict
        """
        transition = self._get_transitions()[verb]
        refusals = {}
        for record in self:
            sentence = record._get_needs(verb) and record._get_needs_sentence(verb)
            if sentence := sentence or record._get_first_sentence(transition.content):
                refusals[record.id] = sentence
        return refusals

    def _get_first_sentence(self, names):
        """Return what the first of these methods says that says anything.

        :param names: names of refusals of one record
        :rtype: str | bool
        """
        return next(filter(None, (getattr(self, name)() for name in names)), False)

    def _get_state_sentence(self):
        """Say that the state of the record does not allow an action.

        :rtype: str
        """
        states = dict(self._fields["state"]._description_selection(self.env))
        return self.env._(
            "%(record)s is “%(state)s”: this action is not available.",
            record=self.display_name,
            state=states.get(self.state, ""),
        )

    def _get_needs_sentence(self, verb):
        """Name the fields that the transition needs and that are empty; else False.

        :rtype: str | bool
        """
        names = self._get_empty_needs(verb)
        return bool(names) and self.env._(
            "%(record)s: fill in first: %(fields)s.",
            record=self.display_name,
            fields=write_list(
                self.env,
                [self._fields[name]._description_string(self.env) for name in names],
            ),
        )

    def _check_actor(self, verb):
        """Refuse an act of a person to all but the user who is logged in.

        :param str verb: name of the transition
        :raises UserError: if the current user is somebody else
        """
        if self._get_transitions()[verb].is_personal:
            check_person(self.env)

    def _check_verb(self, verb):
        """Raise all refusals of the recordset at once.

        The actor is checked first, so that others learn nothing about the records.

        :param str verb: name of the transition
        :raises UserError: if any record refuses it
        :raises MissingError: if one is gone
        """
        self._check_actor(verb)
        check_there(self)
        refusals = self._get_refusals(verb)
        if refusals:
            raise UserError("\n".join(dict.fromkeys(refusals.values())))

    @api.model
    def _get_can_depends(self):
        """Return what the fields ``can_<verb>`` depend on.

        :rtype: set
        """
        transitions = self._get_transitions().values()
        names = {name for transition in transitions for name in transition.depends}
        if any(transition.sources for transition in transitions):
            names.add("state")
        return names

    @api.depends(lambda self: self._get_can_depends())
    @api.depends_context("uid")
    def _compute_can(self):
        """Fill ``can_<verb>`` for every transition that has such a field."""
        for verb in self._get_transitions():
            name = f"can_{verb}"
            if name in self._fields:
                refusals = self._get_step_refusals(verb)
                for record in self:
                    record[name] = record.id not in refusals
