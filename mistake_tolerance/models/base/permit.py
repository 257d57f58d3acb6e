"""Fields that decide about people, such as who is in charge of a case.

They are written by an action that has checked the person, or by a user in their own
name. ``sudo()`` alone does not write them, because automations, server actions and mail
routes run with it for every user who triggers them. An action that has made its checks
unlocks what it writes with :func:`~.write_permit.unlocked`. Code stored in records
cannot import that function, and is refused where it calls an inner method that uses it.
"""

from odoo import api, models
from odoo.exceptions import AccessError

from . import database_code
from .loading import is_loading
from .person import find_person
from .write_permit import is_unlocked, lock


def needs_permit(records):
    """Return whether ``records`` are written with rights that are not the user's own.

    Access rules and the checks of the model apply to users who write in their own
    name. The other cases are the rights of the system, and those of another user, which
    code from the database can take. Data files are loaded while the registry is not
    ready, and no client can fake that.

    :rtype: bool
    """
    env = records.env
    if is_unlocked(records) or is_loading(env):
        return False
    return env.su or (database_code.is_running() and find_person(env).id != env.uid)


def check_permit(records):
    """Refuse a write that neither an action nor a user in their own name makes.

    :param records: what is created, written or deleted
    :raises AccessError: if it is neither
    """
    if needs_permit(records):
        raise AccessError(
            records.env._(
                "Automations and other programs cannot change who is in charge, who "
                "decides and who is concerned. Make the change yourself, in the form."
            )
        )


class TolerancePermit(models.AbstractModel):
    """Records that decide about people; system rights alone do not write them."""

    _name = "tolerance.permit"
    _description = "Written by Workflow Actions or by the Person"
    _inherit = ["tolerance.derived"]

    # Fields that need the permit in ``write``; ``None`` means all of them.
    _permit_fields = None
    # Whether create and delete need it as well. Without, a program may do both.
    _permit_create_unlink = True

    @api.model_create_multi
    def create(self, vals_list):
        if self._permit_create_unlink:
            check_permit(self)
        records = super().create(vals_list)
        lock(self)
        return records

    def write(self, vals):
        if self._needs_permit(vals):
            check_permit(self)
        result = super().write(vals)
        lock(self)
        return result

    @api.model
    def _needs_permit(self, names):
        """Return whether one of the fields decides about people.

        :param names: names of fields, or values as for ``write``
        :rtype: bool
        """
        names = {n for n in names if not n.startswith(("message_", "activity_"))}
        return bool(
            names if self._permit_fields is None else names & self._permit_fields
        )

    def unlink(self):
        if self and self._permit_create_unlink:
            check_permit(self)
        result = super().unlink()
        lock(self)
        return result
