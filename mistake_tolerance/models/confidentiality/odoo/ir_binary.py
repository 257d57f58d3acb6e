from odoo import models


class IrBinary(models.AbstractModel):
    """Ignores access tokens for files of a case; only the reader's rights count."""

    _inherit = "ir.binary"

    def _find_record(
        self,
        xmlid=None,
        res_model="ir.attachment",
        res_id=None,
        access_token=None,
        field=None,
    ):
        if access_token and self._is_closable(xmlid, res_model, res_id):
            access_token = None
        return super()._find_record(xmlid, res_model, res_id, access_token, field)

    def _is_closable(self, xmlid, res_model, res_id):
        # sudo: only the type of the record that the file belongs to is read.
        record_sudo = None
        if xmlid:
            record_sudo = self.env.ref(xmlid, False)
        elif res_id is not None and res_model in self.env:
            record_sudo = self.env[res_model].browse(res_id)
        if not record_sudo:
            return False
        record_sudo = record_sudo.sudo().exists()
        if record_sudo._name == "ir.attachment":
            return self.env["tolerance.conflict"]._is_closable(record_sudo.res_model)
        return bool(record_sudo._conflict_paths)
