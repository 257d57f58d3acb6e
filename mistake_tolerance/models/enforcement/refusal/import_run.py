"""Names the refused line of an imported file, and logs no attempt in a test run."""

import csv
import io
import zipfile

from odoo import models

from .blocked_attempt import KEY


class BaseImport(models.TransientModel):
    _inherit = "base_import.import"

    def execute_import(self, fields, columns, options, dryrun=False):
        """Name the refused lines of an import by their numbers in the file.

        A test run stores nothing, so it is no attempt to record something negative
        about a person: its refusals are not entered as blocked attempts.
        """
        model = self.res_model
        known = set(self._get_noted()) if dryrun else None
        # The import removes some rows.
        skip, has_headers = options.get("skip") or 0, options.get("has_headers")
        result = super().execute_import(fields, columns, options, dryrun=dryrun)
        if dryrun:
            noted = self._get_noted()
            for key in set(noted) - known:
                del noted[key]
        watch = self.env["tolerance.enforcement"]._get_watch(model)
        messages = [message for message in result["messages"] if message.get("rows")]
        if watch is not None and watch.specs and messages:
            lines = self._find_lines(fields, has_headers, options)[skip:]
            for message in messages:
                self._name_line(message, lines)
        return result

    def _get_noted(self):
        """Return the refusals of this transaction that are still to be written.

        :rtype: dict
        """
        return self.env.cr.postrollback.data.get(KEY) or {}

    def _find_lines(self, fields, has_headers, options):
        """Return the line of the file for each row that was imported.

        Odoo skips blank lines, and lines that are empty in every column it imports;
        the user who looks at the file counts them too.

        :param list fields: what each column holds; False for those left out
        :param bool has_headers: whether the first line that is not blank is no row
        :param dict options: those of the import, after it has read the file
        :rtype: list
        """
        columns = [index for index, field in enumerate(fields) if field]
        rows = [
            (line, values)
            for line, values in enumerate(self._read_all_rows(options), 1)
            if any(value.strip() for value in values)
        ]
        return [
            line
            for line, values in rows[bool(has_headers) :]
            if any(values[index] for index in columns if index < len(values))
        ]

    def _read_all_rows(self, options):
        """Yield the rows of the file as texts, the blank ones too.

        :param dict options: those of the import, after it has read the file
        """
        content = io.BytesIO(self.file or b"")
        if zipfile.is_zipfile(content):
            with zipfile.ZipFile(content) as archive:
                is_excel = "xl/workbook.xml" in archive.namelist()
            if is_excel:
                yield from self._read_all_xlsx(content, options)
            else:
                # OpenDocument: Odoo's reader skips blank rows.
                yield from self._read_file(options)[1]
        elif self.file.startswith(b"\xd0\xcf\x11\xe0"):
            # Old Excel format, which is read as a whole.
            yield from self._read_file(options)[1]
        else:
            text = self.file.decode(options["encoding"])
            yield from csv.reader(
                io.StringIO(text),
                quotechar=options["quoting"],
                delimiter=options.get("separator") or ",",
            )

    def _read_all_xlsx(self, content, options):
        # Imported here, because the package is only needed for this format.
        import openpyxl

        book = openpyxl.load_workbook(content, data_only=True)
        for row in book[options.get("sheet") or book.sheetnames[0]].iter_rows(
            values_only=True
        ):
            yield ["" if value is None else str(value) for value in row]

    def _name_line(self, message, lines):
        """Add the number of the line in the file to a message of ``load``.

        :param dict message: about a whole record, or about one field of it
        :param list lines: the line of the file that holds each record
        """
        row = message["rows"]["from"]
        # Errors of a field are shown beside its column, with their own count.
        if message.get("field") or row >= len(lines):
            return
        line = lines[row]
        message["record"] = line
        message["message"] = self.env._(
            "Line %(line)s of the file: %(message)s",
            line=line,
            message=message["message"],
        )
