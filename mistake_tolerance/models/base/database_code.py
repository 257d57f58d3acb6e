"""Code kept in the database: server actions, automations, templates, reports.

Odoo runs it with builtins of its own, so that it reaches no Python module; no module
runs like that. So its frames can be recognised on the stack, however it was started
and whatever its context claims. An inner method, one whose name begins with an
underscore, relies on the public method before it for its checks, so such code must not
call it to change what decides about people.
"""

import builtins
import sys

from odoo.exceptions import AccessError

OURS = "odoo.addons.mistake_tolerance"
# Scheduled actions of ours are code in the database that calls one of these.
SCHEDULED = "_cron_"


def _is_database_code(frame):
    return frame.f_builtins is not vars(builtins)


def count_layers():
    """Count how many pieces of code from the database are running inside each other.

    :rtype: int
    """
    count, frame = 0, sys._getframe(1)
    while frame:
        count += _is_database_code(frame)
        frame = frame.f_back
    return count


def is_running():
    """Return whether code from the database is anywhere on the call stack.

    :rtype: bool
    """
    return count_layers() > 0


def _calls_inner_method():
    """Return whether code from the database came to us by an inner method.

    The first method of ours that it reached counts, also as a callback of ``mapped``.
    Odoo itself calls inner methods too, by their name.

    :rtype: bool
    """
    first, frame = None, sys._getframe(1)
    while frame and not _is_database_code(frame):
        if frame.f_globals.get("__name__", "").startswith(OURS):
            first = frame
        frame = frame.f_back
    if not frame or not first:
        return False
    name = first.f_code.co_name
    if not name.startswith("_") or name.startswith(SCHEDULED):
        return False
    caller = first.f_back
    return _is_database_code(caller) or name not in caller.f_code.co_names


def check_entrance(env):
    """Refuse code from the database that calls an inner method of ours by its name.

    :raises AccessError: naming what it may call instead
    """
    if _calls_inner_method():
        raise AccessError(
            env._(
                "Automations and other programs cannot call the inner methods of "
                "these records. Call the method of the button; it checks what may be "
                "done."
            )
        )
