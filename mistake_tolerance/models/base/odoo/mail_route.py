"""Checks what an incoming mail may write, and with whose rights."""

from odoo import SUPERUSER_ID, api, models
from odoo.fields import Command

SUBJECT = "tolerance_subject_id"


class MailThread(models.AbstractModel):
    """Mail never reaches our records, neither directly nor through another record.

    ``message_process`` is public because mail servers call it. It writes any values
    it is given with the rights of the system.
    """

    _inherit = "mail.thread"

    @api.model
    def _routing_check_route(self, message, message_dict, route, raise_exception=True):
        name, thread_id, values, _user_id, alias = route
        # The values of an alias were entered by its administrator; all others come
        # from the caller.
        caller = self._get_mail_caller() if not alias else SUPERUSER_ID
        if name in self.env and self._is_closed_to_mail(
            self.env[name].with_user(caller).sudo(False), thread_id, values
        ):
            self._routing_warn(
                self.env._("mails neither create nor change this type of record"),
                message_dict["message_id"],
                route,
                raise_exception=False,
            )
            return ()
        return super()._routing_check_route(
            message, message_dict, route, raise_exception=raise_exception
        )

    @api.model
    def _get_mail_caller(self):
        """Return the id of the user who asked for the transaction to begin with."""
        default_env = self.env.transaction.default_env
        return default_env.uid if default_env else self.env.uid

    @api.model
    def _is_closed_to_mail(self, model, thread_id, values):
        """Return whether a mail must not be delivered to a record.

        :param model: the type it is routed to, as the caller
        :param thread_id: the record it answers, if any
        :param dict values: what a new record is to have besides
        :rtype: bool
        """
        if isinstance(model, self.pool["tolerance.thread"]):
            return True
        # sudo: a mail has no user; only that the record exists is used.
        if thread_id and model.browse(thread_id).sudo().exists():
            # Odoo writes no values to an existing record.
            return False
        # The person of a record decides about protection, so no mail may set it.
        if SUBJECT in model._fields:
            return True
        return bool(values) and not self._may_write_by_mail(model, values)

    @api.model
    def _may_write_by_mail(self, records, values, operation="create"):
        """Return whether the caller could write these values by themselves.

        :param records: what is created or written, as the caller
        :param dict values: as for ``create``, with commands for other records
        :param str operation: ``create`` or ``write``
        :rtype: bool
        """
        if (
            records._name.startswith("tolerance.")
            or SUBJECT in records._fields
            or not isinstance(values, dict)
            or not records.has_access(operation)
        ):
            return False
        for name, value in values.items():
            field = records._fields.get(name)
            if field is None:
                continue
            if not records._has_field_access(field, "write"):
                return False
            if field.type not in ("one2many", "many2many"):
                continue
            for command in value or ():
                if not self._may_command_by_mail(
                    records.env[field.comodel_name], command
                ):
                    return False
        return True

    @api.model
    def _may_command_by_mail(self, others, command):
        """Return the same for one command on other records.

        :param others: their model, as the caller
        :param command: id or command as for ``write``
        :rtype: bool
        """
        if not isinstance(command, (list, tuple)):
            return True
        code, *rest = command
        if code == Command.CREATE:
            return self._may_write_by_mail(others, rest[-1])
        if code == Command.UPDATE:
            return self._may_write_by_mail(others.browse(rest[0]), rest[-1], "write")
        if code == Command.DELETE:
            return not others._name.startswith("tolerance.") and others.browse(
                rest[0]
            ).has_access("unlink")
        return not others._name.startswith("tolerance.")
