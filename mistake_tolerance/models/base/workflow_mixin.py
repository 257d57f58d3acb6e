"""Lets records change their state only by declared transitions."""

from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .inheriting import iter_declared
from .person import check_person
from .single import check_exists
from .wording import write_list
from .write_permit import is_unlocked, lock, unlocked


class Transition:
    """One transition, as a model declares it in ``_transitions``.

    :param source: the state in which it can be taken, or a tuple of them; without one
        the state does not matter
    :param str target: the state it leads to, if it is always the same
    :param required: names of the fields that have to be filled in
    :param hidden_by: name of a refusal method, or several. If one of them returns a
        sentence, the button is hidden.
    :param refused_by: name of a refusal method, or several. If one of them returns a
        sentence, the button is shown and pressing it raises the sentence. They are
        asked once the ``required`` fields are filled in.
    :param depends: what the ``hidden_by`` methods read beside ``state``, for
        ``api.depends``
    :param bool is_personal: whether only the person who is logged in may take it, as
        votes, signatures and approvals; others may come from an automation
    """

    def __init__(
        self,
        source=(),
        target=None,
        *,
        required=(),
        hidden_by=(),
        refused_by=(),
        depends=(),
        is_personal=True,
    ):
        self.sources = _as_tuple(source)
        self.target = target
        self.required = _as_tuple(required)
        self.hidden_by = _as_tuple(hidden_by)
        self.refused_by = _as_tuple(refused_by)
        self.depends = _as_tuple(depends)
        self.is_personal = is_personal


def _as_tuple(value):
    return (value,) if isinstance(value, str) else tuple(value)


class ToleranceWorkflowMixin(models.AbstractModel):
    """Records that change their state only by transitions.

    The states are those of the field ``state``. A model declares its transitions,
    each under the name of its action::

        _transitions = {
            "submit": Transition("draft", "submitted", required="reason"),
            "approve": Transition(
                "submitted",
                "approved",
                hidden_by="_get_approver_refusal",
                refused_by="_get_amount_refusal",
            ),
        }
        can_submit = fields.Boolean(compute="_compute_can")
        can_approve = fields.Boolean(compute="_compute_can")

        def action_approve(self):
            self.check_access("write")
            self._check_transition("approve")
            self._write_transition("approve", {"approved_by": self.env.uid})

        def _get_approver_refusal(self):
            if not self.env.user.has_group("base.group_system"):
                return self.env._("Only an administrator approves this.")
            return False

    A refusal method works on one record. It returns the sentence that the user reads,
    or False. A wrong state and the methods in ``hidden_by`` set ``can_<action>`` to
    False, which hides the button. Empty required fields and the methods in
    ``refused_by`` leave the button visible: the user who presses it reads what to do.
    Button, call and message all use :meth:`_get_refusals`.

    A later room declares transitions of its own in the same way: those of all
    extensions are merged. It adds a reason to a refusal by overriding the method with
    ``super()``. A check that reads many records at once extends
    :meth:`_get_hiding_refusals` or :meth:`_get_explained_refusals` instead.

    Only transitions write the fields in ``_workflow_fields``: the state, and what each
    class of a model adds. Changes without a user, as when a time limit is over, use
    :meth:`_write_unlocked`.
    """

    _name = "tolerance.workflow.mixin"
    _description = "Changes by Workflow Actions Only"
    _inherit = ["tolerance.original", "tolerance.derived"]

    _workflow_fields = frozenset()
    _transitions = {}

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if not self._is_unlocked():
            records._check_untouched()
        lock(self)
        return records

    def write(self, vals):
        if not self._is_unlocked() and self._get_workflow_fields() & vals.keys():
            raise AccessError(
                self.env._("Use the buttons of the form: these fields follow them.")
            )
        result = super().write(vals)
        lock(self)
        return result

    def _is_unlocked(self):
        """Return whether a workflow action that made its checks is writing.

        :rtype: bool
        """
        return is_unlocked(self)

    def _check_untouched(self):
        """Refuse a new record in which a workflow field differs from its default.

        The record is read, not the values: a default may come from the context.

        :raises AccessError: if a field differs
        """
        for name in self._get_workflow_fields():
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

    def _write_unlocked(self, vals):
        """Write workflow fields, from inside an action that has made its checks.

        :param dict vals: values as for ``write``
        """
        unlocked(self).write(vals)

    def _write_transition(self, action, vals=None):
        """Write the state that a transition leads to, and what comes with it.

        :param str action: name of the transition, which was checked
        :param dict vals: other values, as for ``write``
        """
        target = self._get_transitions()[action].target
        state = {"state": target} if target else {}
        self._write_unlocked({**state, **(vals or {})})

    @api.model
    def _create_unlocked(self, vals_list):
        """Create records whose workflow fields are set, from inside a checked action.

        :param list vals_list: values as for ``create``
        :return: the records, without the permit
        """
        records = unlocked(self).create(vals_list)
        return records.with_env(self.env)

    @classmethod
    def _get_workflow_fields(cls):
        """Return the fields that transitions alone write.

        A class that extends a model adds to them and takes none away.

        :rtype: frozenset
        """
        state = cls._fields.get("state")
        names = {"state"} if state and state.store and not state.compute else set()
        return frozenset(names).union(*iter_declared(cls, "_workflow_fields"))

    @classmethod
    def _get_transitions(cls):
        """Return the transitions of the model and of all its extensions.

        :return: ``{action: Transition}``
        :rtype: dict
        """
        transitions = {}
        for declared in iter_declared(cls, "_transitions"):
            transitions |= declared
        return transitions

    def _get_refusals(self, action):
        """Return why the current user may not take the action, for each refused record.

        Whether the user acts in person is checked by :meth:`_check_actor`, when the
        action runs.

        :param str action: name of the transition, as in ``action_<action>``
        :return: ``{record id: sentence}``, only for the refused ones
        :rtype: dict
        """
        refusals = self._get_hiding_refusals(action)
        rest = self.filtered(lambda record: record.id not in refusals)
        return refusals | rest._get_explained_refusals(action)

    def _get_hiding_refusals(self, action):
        """Return the refusals that hide the button.

        These are a wrong state and the ``hidden_by`` methods of the transition: the
        action is not due, or is not the current user's.

        :param str action: name of the transition
        :return: ``{record id: sentence}``
        :rtype: dict
        """
        transition = self._get_transitions()[action]
        refusals = {}
        for record in self:
            if transition.sources and record.state not in transition.sources:
                refusals[record.id] = record._get_state_sentence()
            elif sentence := record._get_first_sentence(transition.hidden_by):
                refusals[record.id] = sentence
        return refusals

    def _get_explained_refusals(self, action):
        """Return the refusals that leave the button visible and are then raised.

        These are empty required fields and the ``refused_by`` methods.

        :param str action: name of the transition
        :return: ``{record id: sentence}``
        :rtype: dict
        """
        transition = self._get_transitions()[action]
        refusals = {}
        for record in self:
            sentence = record._get_required_fields(
                action
            ) and record._get_required_sentence(action)
            if sentence := sentence or record._get_first_sentence(
                transition.refused_by
            ):
                refusals[record.id] = sentence
        return refusals

    def _get_first_sentence(self, names):
        """Call refusal methods in order and return the first sentence, or False.

        :param names: names of the methods
        :rtype: str | bool
        """
        return next(filter(None, (getattr(self, name)() for name in names)), False)

    def _get_state_sentence(self):
        """Return the sentence that the state of the record does not allow an action.

        :rtype: str
        """
        states = dict(self._fields["state"]._description_selection(self.env))
        return self.env._(
            "%(record)s is “%(state)s”: this action is not available.",
            record=self.display_name,
            state=states.get(self.state, ""),
        )

    def _get_required_sentence(self, action):
        """Return the sentence that names the empty required fields, or False.

        :rtype: str | bool
        """
        names = self._get_empty_fields(action)
        return bool(names) and self.env._(
            "%(record)s: fill in first: %(fields)s.",
            record=self.display_name,
            fields=write_list(
                self.env,
                [self._fields[name]._description_string(self.env) for name in names],
            ),
        )

    def _check_actor(self, action):
        """Refuse a personal action to everybody but the user who is logged in.

        :param str action: name of the transition
        :raises UserError: if the current user is somebody else
        """
        if self._get_transitions()[action].is_personal:
            check_person(self.env)

    def _check_transition(self, action):
        """Raise all refusals of the recordset at once.

        The actor is checked first, so that others learn nothing about the records.

        :param str action: name of the transition
        :raises UserError: if any record refuses it
        :raises MissingError: if one is gone
        """
        self._check_actor(action)
        check_exists(self)
        refusals = self._get_refusals(action)
        if refusals:
            raise UserError("\n".join(dict.fromkeys(refusals.values())))

    @api.model
    def _get_can_depends(self):
        """Return the fields on which ``can_<action>`` depends.

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
        """Fill ``can_<action>`` for every transition that has such a field."""
        for action in self._get_transitions():
            name = f"can_{action}"
            if name in self._fields:
                refusals = self._get_hiding_refusals(action)
                for record in self:
                    record[name] = record.id not in refusals
