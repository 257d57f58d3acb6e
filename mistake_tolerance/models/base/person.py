"""Finds the acting person: the one who is logged in to the request.

``env.user`` is the user in whose name code runs, and code can choose it. Code from the
database can also change what Odoo stores on the thread, the environment in which the
transaction began, and the session, because a template gets the request. So this module
stores the person when Odoo authenticates them, where no such code can change it.
"""

import threading
import weakref

from odoo import SUPERUSER_ID, models
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from .database_code import is_running
from .loading import is_loading

# The key that OCA's ``impersonate_login`` leaves in the session. Code can write it, so
# its value is not trusted; but such a session has no acting person.
IMPERSONATOR = "impersonate_from_uid"

_login = threading.local()


def _get_request():
    return request._get_current_object() if request else None


def note_login(user_id):
    """Note who is logged in to the current request, or without one to the thread.

    :param user_id: id of a user, or None
    """
    if is_running():
        return
    current = _get_request()
    _login.user_id = user_id
    _login.request = current and weakref.ref(current)


def get_login():
    """Return the id of the user who is logged in to the current request, if any.

    :rtype: int | None
    """
    place = getattr(_login, "request", None)
    if (place and place()) is not _get_request():
        return None
    return getattr(_login, "user_id", None)


def find_person(env):
    """Return the user who is logged in to the current request.

    No user is returned in a scheduled action or a shell, for the public user, in
    superuser mode, if somebody else took over the session, or if code has changed
    the user of the request.

    :rtype: res.users
    """
    users = env["res.users"]
    user_id = get_login()
    began = env.transaction.default_env
    claimed = {getattr(threading.current_thread(), "uid", None), began and began.uid}
    if request:
        session = request.session
        if IMPERSONATOR in session:
            return users
        claimed.add(session.uid or user_id)
    if not user_id or claimed != {user_id}:
        return users
    person = users.browse(user_id)
    # sudo: this check reads groups that the acting user may not read.
    if user_id == SUPERUSER_ID or person.sudo()._is_public():
        return users
    return person


def get_person_refusal(env):
    """Return a refusal if the current user is not logged in, else False.

    :rtype: str | bool
    """
    if find_person(env).id == env.uid:
        return False
    return env._(
        "Only a person who is logged in can do this, in their own name. Log in with "
        "your own account and do it yourself."
    )


def check_person(env):
    """Refuse an act of a person if the current user is not logged in themself.

    Data files, such as those of a published scheme, are not acts of a person.

    :raises UserError: if the current user is not the person
    """
    if not is_loading(env) and (sentence := get_person_refusal(env)):
        raise UserError(sentence)


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _authenticate_explicit(cls, auth):
        super()._authenticate_explicit(auth)
        note_login(request.env.uid)


class ResUsers(models.Model):
    _inherit = "res.users"

    def _check_uid_passwd(self, uid, passwd):
        """Note who calls by an interface that sends the password each time."""
        result = super()._check_uid_passwd(uid, passwd)
        note_login(uid)
        return result

    def _compute_session_token(self, sid):
        self._check_own_session()
        return super()._compute_session_token(sid)

    def _session_token_get_values(self):
        self._check_own_session()
        return super()._session_token_get_values()

    def _check_own_session(self):
        """Refuse code from the database that makes a session for somebody else.

        :raises AccessError: if it tries to
        """
        if request and is_running() and self.id != get_login():
            raise AccessError(self.env._("A program cannot log in for another user."))
