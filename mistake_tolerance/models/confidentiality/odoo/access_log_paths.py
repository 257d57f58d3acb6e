"""Logs reads that bypass the reading methods of the record itself."""

from odoo import models

# Fields with the content of an attachment.
FILE = {"datas", "db_datas", "index_content", "raw"}


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _read_format(self, fnames, load="_classic_read"):
        result = super()._read_format(fnames, load)
        if not self.env.su and FILE.intersection(fnames):
            self._note_access("read")
        return result

    def _note_access(self, way):
        """Note the cases whose files these are."""
        # sudo: the user may not be able to read which record a file belongs to.
        for model, files_sudo in self.sudo().grouped("res_model").items():
            if model in self.env and self.env[model]._logged_content:
                ids = [res_id for res_id in files_sudo.mapped("res_id") if res_id]
                records = self.env[model].browse(ids).exists()
                self.env["tolerance.access.log"]._note(records._get_opened_cases(), way)


class IrBinary(models.AbstractModel):
    _inherit = "ir.binary"

    def _record_to_stream(self, record, field_name):
        """A file by its address: of the record, or an attachment of it."""
        stream = super()._record_to_stream(record, field_name)
        if record._name == "ir.attachment":
            record._note_access("file")
        elif field_name in record._get_logged_content():
            cases_sudo = record.with_env(self.env)._get_opened_cases()
            self.env["tolerance.access.log"]._note(cases_sudo, "file")
        return stream
