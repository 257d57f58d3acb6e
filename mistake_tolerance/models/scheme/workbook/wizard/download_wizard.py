import base64

from odoo import fields, models

from ....base.person import check_person
from ....base.single import check_single


class ToleranceSchemeWorkbookDownload(models.TransientModel):
    """Hands out a version of a regulation, or nothing yet, as a workbook."""

    _name = "tolerance.scheme.workbook.download"
    _description = "Download as Workbook"

    version_id = fields.Many2one(
        "tolerance.scheme.version",
        readonly=True,
        help="Without a version the workbook is empty.",
    )
    all_languages = fields.Boolean(
        help="Each text has a column for English, simplified and traditional Chinese. "
        "Without it, only your language: the others are kept where a text stays."
    )
    file = fields.Binary(readonly=True, attachment=False)
    filename = fields.Char(readonly=True)

    def action_download(self):
        """Write the workbook and hand it out."""
        check_single(self)
        check_person(self.env)
        self.check_access("write")
        version = self.version_id
        version.check_access("read")
        content = self.env["tolerance.scheme"]._make_workbook(
            version, self.all_languages
        )
        name = version.display_name or self.env._("Empty Workbook of a Regulation")
        self.file = base64.b64encode(content)
        self.filename = f"{name}.xlsx".replace("/", " ")
        return make_download(self, "file", "filename")


def make_download(record, field, name_field):
    """Return the action by which the browser fetches a file.

    :param record: that has the file
    :param str field: the binary field
    :param str name_field: the field with the name of the file
    :rtype: dict
    """
    return {
        "type": "ir.actions.act_url",
        "url": f"/web/content/{record._name}/{record.id}/{field}"
        f"?download=true&filename_field={name_field}",
        "target": "download",
    }
