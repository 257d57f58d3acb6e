"""Finds which records a conflict closes, by the paths that each model declares.

Example: an inquiry declares the path ``case_id.conflict_ids``. A user in conflict with
the case cannot read the inquiry. Records that are somebody's own page, such as their
own application, stay open to that person.
"""

from odoo import api, models
from odoo.fields import Domain

# Paths to the person concerned, or to the head of the unit concerned.
OF_SUBJECT = (
    "subject_id.employee_ids.user_id",
    "subject_id.department_ids.manager_id.user_id",
)


class Base(models.AbstractModel):
    """Declares for each model how conflicts of interest close its records."""

    _inherit = "base"

    # Paths from a record to the conflicts that close it. None: not declared yet;
    # (): no conflict closes it, and a comment says why.
    _conflict_paths = None
    # Paths to the users whose own page it is, and to whom it stays open.
    _own_page_paths = ()
    # The field of a conflict that names such a record, if there is one.
    _conflict_field = None


class ToleranceConflict(models.Model):
    """Finds the records of any model that conflicts close."""

    _inherit = "tolerance.conflict"

    @api.model
    def _get_closable_models(self):
        """Return the names of the record types that conflicts can close.

        :rtype: list
        """
        return [
            name
            for name, model in self.env.registry.items()
            if model._conflict_paths and not model._abstract
        ]

    @api.model
    def _get_threads(self):
        """Return the closed record types that have messages and activities.

        :rtype: list
        """
        return [
            name
            for name in self._get_closable_models()
            if hasattr(self.env[name], "message_post")
        ]

    @api.model
    def _get_open_domain(self, name, users):
        """Return the domain of the records of a type that are these users' own page.

        :param str name: of the model
        :rtype: Domain
        """
        return Domain.OR(
            Domain(path, "in", users.ids) for path in self.env[name]._own_page_paths
        )

    @api.model
    def _get_closed_ids(self, name, own_too=False):
        """Return the ids of a type that the current user's conflicts close.

        :param str name: of the model
        :param bool own_too: the user's own page counts as closed
        :rtype: list
        """
        user = self.env.user
        closed = Domain.OR(
            Domain(f"{path}.user_id", "=", user.id)
            for path in self.env[name]._conflict_paths
        )
        # sudo: users may read neither their conflicts nor the closed records.
        records_sudo = self.env[name].sudo().with_context(active_test=False)
        if not own_too:
            closed &= ~self._get_open_domain(name, user)
        return records_sudo.search(closed).ids

    @api.model
    def _get_closed_domain(
        self, model_field, id_field, names=None, own_too=False, write=None
    ):
        """Return the domain of rows about records that the user's conflicts close.

        :param str model_field: where messages, activities and the like name a type
        :param str id_field: where they name the record
        :param names: the types that count, those with a thread if not given
        :param bool own_too: the user's own page counts as closed
        :param write: gives the name that ``model_field`` has for a model, if that
            is not the name of the model
        :rtype: Domain
        """
        # sudo: users may not read their own conflicts.
        if not self.sudo().search_count([("user_id", "=", self.env.uid)], limit=1):
            return Domain.FALSE
        return Domain.OR(
            Domain(model_field, "=", write(self.env[name]) if write else name)
            & Domain(id_field, "in", ids)
            for name in names or self._get_threads()
            if (ids := self._get_closed_ids(name, own_too))
        )

    @api.model
    def _get_holders(self, record):
        """Return the matters, applications and cases whose conflicts close a record.

        :return: recordsets, with all rights
        :rtype: list
        """
        # sudo: the case of a record is read for a rule and not shown.
        record_sudo = record.sudo()
        holders = []
        for path in record._conflict_paths or ():
            names = path.removesuffix("conflict_ids").rstrip(".")
            holder = record_sudo.mapped(names) if names else record_sudo
            holders += [holder, holder.case_ids] if "case_ids" in holder else [holder]
        return holders

    @api.model
    def _is_closable(self, name):
        """Return whether conflicts can close records of this type.

        :rtype: bool
        """
        return name in self.env and bool(self.env[name]._conflict_paths)

    @api.model
    def _get_choice_sentence(self, user):
        # sudo: the user was chosen; the name alone is read.
        return self.env._(
            "%(user)s has a conflict of interest in this case: choose somebody else.",
            user=user.sudo().name,
        )

    @api.model
    def _get_conflicted_partners(self, records):
        """Return the users whom mails and messages about the records must not reach.

        :return: ids of partners
        :rtype: set
        """
        if records._name == "calendar.event" and self._is_closable(records.res_model):
            records = self.env[records.res_model].browse(records.res_id).exists()
        barred = self._get_conflicted_by_record(records).values()
        # sudo: the sender may not be able to read the partners of colleagues.
        return set(self.env["res.users"].union(*barred).sudo().partner_id.ids)

    @api.model
    def _get_conflicted_by_record(self, records):
        """Return the users who must not hear of each record.

        :return: ``{record: users}``
        :rtype: dict
        """
        if not records._conflict_paths:
            return dict.fromkeys(records, self.env["res.users"])
        barred = {}
        # sudo: the acting user may not read who is in conflict.
        for record in records:
            record_sudo = record.sudo()
            users = [
                record_sudo.mapped(path).user_id for path in record._conflict_paths
            ]
            own = [record_sudo.mapped(path) for path in record._own_page_paths]
            union = self.env["res.users"].union
            barred[record] = union(*users).sudo(False) - union(*own).sudo(False)
        return barred
