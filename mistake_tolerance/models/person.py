"""Who acts: the person who is logged in to the request, and nobody else.

``env.user`` says in whose name code runs, and code can choose it. Odoo notes who
logged in in two places that a server action cannot set: on the thread, and as the
environment in which the transaction began.
"""

import threading

from odoo import SUPERUSER_ID
from odoo.http import request

# What OCA's ``impersonate_login`` leaves in the session: who really logged in.
IMPERSONATOR = "impersonate_from_uid"


def find_person(env):
    """Return the user who is logged in to the current request.

    Nobody is in a scheduled action or a shell, as the public user or in superuser
    mode, and where code has changed whose request it is.

    :rtype: res.users
    """
    users = env["res.users"]
    user_id = getattr(threading.current_thread(), "uid", None)
    began = env.transaction.default_env
    if not user_id or began is None or began.uid != user_id:
        return users
    if request:
        session = request.session
        if session.uid and session.uid != user_id:
            return users
        user_id = session.get(IMPERSONATOR) or user_id
    person = users.browse(user_id)
    # Who is a guest is asked for the rule, whoever acts.
    if user_id == SUPERUSER_ID or person.sudo()._is_public():
        return users
    return person


def get_person_refusal(env):
    """Say that the current user is not the person who is logged in, or return False.

    :rtype: str | bool
    """
    if find_person(env).id == env.uid:
        return False
    return env._(
        "This takes a person who is logged in and acts in their own name: log in with "
        "your own account and do it yourself."
    )
