"""The permit with which an action writes the fields that only actions write."""

from odoo.tools import clean_context

from .database_code import check_entrance, count_layers

KEY = "tolerance_permit"


class WritePermit:
    """Unlocks the guarded fields of one model for one write or creation.

    Only server code can put it in a context: a client sends JSON. The context goes on
    to automations, whose code runs for the user who pressed the button; so it is shut
    as soon as the values are written, and before that it opens nothing for code from
    the database that runs inside the writing.
    """

    def __init__(self, model_name):
        self.model_name = model_name
        self.layers = count_layers()
        self.is_unlocked = True


def unlocked(records):
    """Return ``records`` with the guarded fields unlocked for the next call.

    What is created begins with the values given and those of the model alone.

    :param records: what an action that has made its checks writes or creates
    :raises AccessError: if code from the database calls an inner method for it
    """
    check_entrance(records.env)
    # Default values of a client apply to its own form only.
    context = clean_context(records.env.context)
    # pylint: disable-next=context-overridden
    return records.with_context({**context, KEY: WritePermit(records._name)})


def is_unlocked(records):
    """Return whether an action that has made its checks is writing ``records``.

    :rtype: bool
    """
    key = records.env.context.get(KEY)
    return (
        isinstance(key, WritePermit)
        and key.is_unlocked
        and key.model_name == records._name
        and key.layers == count_layers()
    )


def lock(records):
    """End what :func:`unlocked` allowed."""
    if is_unlocked(records):
        records.env.context[KEY].is_unlocked = False
