"""Files that are uploaded before their record is saved."""

import hashlib

from odoo import models


class ToleranceAttachmentMixin(models.AbstractModel):
    """Records with files that people upload before the record is saved."""

    _name = "tolerance.attachment.mixin"
    _description = "Takes Uploads"

    def _bind_uploads(self, name):
        """Bind new uploads to the record, so that users who read it can read them.

        :param str name: the many2many field that holds them
        """
        for record in self:
            # Only the user's own uploads that belong to no record yet are taken.
            # sudo: an upload belongs to nobody until it is bound to the record.
            loose_sudo = (
                record[name]
                .sudo()
                .filtered(lambda a: not a.res_id and a.create_uid == self.env.user)
            )
            loose_sudo.write({"res_model": self._name, "res_id": record.id})

    def _hash_uploads(self, name):
        """Return names and hashes of the files, for the ledger.

        From then on the files cannot be changed or deleted.

        :rtype: list
        """
        # The acting user can read the files of the record; the raw bytes are hashed.
        # sudo: the hash counts every attachment of the record that is entered.
        files_sudo = self[name].sudo()
        files_sudo.tolerance_is_kept = True
        return [
            {
                "name": attachment.name,
                "sha256": hashlib.sha256(attachment.raw or b"").hexdigest(),
            }
            for attachment in files_sudo
        ]
