"""Openings that do not pass the reading methods of the record itself."""

from odoo import models

from ..access_log.opening_content import CONTENT, FILE, get_cases


class Base(models.AbstractModel):
    _inherit = "base"

    def export_data(self, fields_to_export):
        """An export may reach a case from any record, over any path."""
        result = super().export_data(fields_to_export)
        if not self.env.su:
            for path in fields_to_export:
                self._note_export(path.split("/"))
        return result

    def _note_export(self, names):
        """Note the cases that an exported path reads.

        :param list names: fields from record to record
        """
        model, steps = self.browse(), []
        for name in names:
            if name in CONTENT.get(model._name, ()):
                records = self.mapped(".".join(steps)) if steps else self
                self.env["tolerance.opening"]._note(get_cases(records), "export")
            field = model._fields.get(name)
            if field is None or not field.relational:
                return
            model = self.env[field.comodel_name]
            steps.append(name)


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _read_format(self, fnames, load="_classic_read"):
        result = super()._read_format(fnames, load)
        if not self.env.su and FILE.intersection(fnames):
            self._note_opening("read")
        return result

    def _note_opening(self, way):
        """Note the cases whose files these are."""
        # Which record a file belongs to is asked whoever reads it.
        for model, files_sudo in self.sudo().grouped("res_model").items():
            if model in CONTENT:
                ids = [res_id for res_id in files_sudo.mapped("res_id") if res_id]
                records = self.env[model].browse(ids).exists()
                self.env["tolerance.opening"]._note(get_cases(records), way)


class IrBinary(models.AbstractModel):
    _inherit = "ir.binary"

    def _record_to_stream(self, record, field_name):
        """A file by its address: of the record, or an attachment of it."""
        stream = super()._record_to_stream(record, field_name)
        if record._name == "ir.attachment":
            record._note_opening("file")
        elif field_name in CONTENT.get(record._name, ()):
            self.env["tolerance.opening"]._note(
                get_cases(record.with_env(self.env)), "file"
            )
        return stream
