"""Imports: a test run attempts nothing, and errors name the line of the file."""

from odoo import models

from .refusal import KEY


class BaseImport(models.TransientModel):
    _inherit = "base_import.import"

    def execute_import(self, fields, columns, options, dryrun=False):
        """Tell the lines of a file that are refused, as its user counts them.

        A test run stores nothing and is no attempt to hold something against
        anybody: what it meets is not entered among the refused records.
        """
        model = self.res_model
        known = set(self._get_noted()) if dryrun else None
        # The import takes some of them away.
        skip, has_headers = options.get("skip") or 0, options.get("has_headers")
        result = super().execute_import(fields, columns, options, dryrun=dryrun)
        if dryrun:
            noted = self._get_noted()
            for key in set(noted) - known:
                del noted[key]
        watch = self.env["tolerance.guard"]._get_watch(model)
        if watch is not None and watch.specs:
            first = skip + (2 if has_headers else 1)
            for message in result["messages"]:
                self._name_line(message, first)
        return result

    def _get_noted(self):
        """Return the refusals of this transaction that are still to be written.

        :rtype: dict
        """
        return self.env.cr.postrollback.data.get(KEY) or {}

    def _name_line(self, message, first):
        """Say in a message of ``load`` which line of the file it is about.

        :param dict message: about a whole record, or about one field of it
        :param int first: line of the file that holds the first record
        """
        rows = message.get("rows")
        # Errors of a field are shown beside its column, with their own count.
        if not rows or message.get("field"):
            return
        line = rows["from"] + first
        message["record"] = line
        message["message"] = self.env._(
            "Line %(line)s of the file: %(message)s",
            line=line,
            message=message["message"],
        )
