"""Finds which records a conflict closes, by the paths that each model declares.

Example: an inquiry declares the path ``case_id.conflict_ids``. A user in conflict with
the case cannot read the inquiry. Records that are somebody's own page, such as their
own application, stay open to that person.
"""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .closure_sql import write_closed, write_closed_reference

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
    def _get_closed_domain(self, name, own_too=False):
        """Return the domain of the records of a type that the user's conflicts close.

        It costs no statement of its own.

        :param str name: of the model
        :param bool own_too: the user's own page counts as closed
        :rtype: Domain
        """
        if not self.env[name]._conflict_paths:
            return Domain.FALSE
        user_id = self.env.uid
        return Domain.custom(
            to_sql=lambda model, alias, _query: write_closed(
                model, alias, user_id, own_too
            )
        )

    @api.model
    def _get_closed_reference_domain(
        self, model_field, id_field, names=None, own_too=False, write=None
    ):
        """Return the domain of rows about records that the user's conflicts close.

        It costs no statement of its own.

        :param str model_field: where messages, activities and the like name a type
        :param str id_field: where they name the record
        :param names: the types that count, those with a thread if not given
        :param bool own_too: the user's own page counts as closed
        :param write: gives the name that ``model_field`` has for a model, if that
            is not the name of the model
        :rtype: Domain
        """
        if names is None:
            names = self._get_threads()
        # Nothing refers to the rows of a view.
        names = [name for name in names if self.env[name]._auto]
        if not names:
            return Domain.FALSE
        user_id = self.env.uid

        def write_condition(model, alias, query):
            res_id = model._field_to_sql(alias, id_field, query)
            condition = SQL(
                "CASE %s %s ELSE FALSE END",
                model._field_to_sql(alias, model_field, query),
                SQL(" ").join(
                    SQL(
                        "WHEN %s THEN %s",
                        write(model.env[name]) if write else name,
                        write_closed_reference(
                            model.env, name, res_id, user_id, own_too
                        ),
                    )
                    for name in names
                ),
            )
            # Messages are searched by a statement before which nothing is flushed.
            for field in condition.to_flush:
                model.env[field.model_name].flush_model([field.name])
            return condition

        return Domain.custom(to_sql=write_condition)

    @api.model
    def _get_closed_chain_domain(self, name):
        """Return the domain of rows of the ledger chains that conflicts close.

        :param str name: the field with the key of the chain
        :rtype: Domain
        """
        user_id = self.env.uid

        def write_condition(model, alias, query):
            chain = model._field_to_sql(alias, name, query)
            return model.env["tolerance.conflict"]._write_closed_chain(chain, user_id)

        return Domain.custom(to_sql=write_condition)

    @api.model
    def _write_closed_chain(self, chain, user_id):
        """Return whether conflicts close a chain; a hook.

        :param SQL chain: the key of the chain, see ``get_chain_key``
        :param int user_id: whose conflicts
        :rtype: SQL
        """
        return SQL("FALSE")

    @api.model
    def _filter_closed(self, records):
        """Return which of the records the current user's conflicts close.

        :param records: of any model
        :rtype: recordset
        """
        closed = self._get_closed_domain(records._name)
        # sudo: users may read neither their conflicts nor the closed records.
        records_sudo = records.sudo().with_context(active_test=False)
        return records_sudo.filtered_domain(closed).with_env(records.env)

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
