import hashlib
import tempfile
from pathlib import Path

from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.mistake_tolerance.models.base import bounded
from odoo.addons.mistake_tolerance.models.base.single import check_single
from odoo.addons.mistake_tolerance.models.confidentiality.classified_mixin import (
    LEVELS,
    USUAL,
)

CHUNK = 1 << 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ToleranceReturn(models.Model):
    """A return as it was sent to a superior organ: the file and its checksum.

    It is never changed or deleted. A wrong return is made again as a further
    record.
    """

    _name = "tolerance.return"
    _description = "Return"
    _inherit = ["tolerance.ledger.mixin", "tolerance.original"]
    _order = "id desc"

    name = fields.Char("Number", required=True, readonly=True)
    kind = fields.Selection(
        [("case_ledger", "Case Ledger")],
        string="Name of the Return",
        required=True,
        readonly=True,
    )
    audience = fields.Selection(
        [("superior", "Superior Organ")],
        required=True,
        readonly=True,
        default="superior",
    )
    lang = fields.Char(
        "Language",
        required=True,
        readonly=True,
        default="zh_CN",
        help="A return is in the language of its readers, not of its maker.",
    )
    company_id = fields.Many2one(
        "res.company",
        "Agency",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    date_from = fields.Date("Period From", required=True, readonly=True)
    date_to = fields.Date("Period To", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users",
        "Made By",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    made_at = fields.Datetime("Made On", required=True, readonly=True)
    row_count = bounded.Integer("Rows", readonly=True, aggregator=None)
    left_out = bounded.Integer(
        "Rows Left Out",
        readonly=True,
        aggregator=None,
        help="Parties of the period whose case the maker may not read. The return "
        "says how many they are.",
    )
    secrecy_level = fields.Selection(
        LEVELS,
        "Confidentiality Level",
        required=True,
        readonly=True,
        default=USUAL,
        help="The highest of the cases shown in full. A classified return is read by "
        "its maker alone.",
    )
    checksum = fields.Char(
        "SHA-256",
        required=True,
        readonly=True,
        help="Fingerprint of the file: a changed file has another one.",
    )
    attachment_id = fields.Many2one(
        "ir.attachment", "File", required=True, readonly=True, ondelete="restrict"
    )

    # These methods always refuse, so they do not call super().
    # pylint: disable=method-required-super,no-raise-unlink
    def write(self, vals):
        raise self._get_refusal()

    def unlink(self):
        raise self._get_refusal()

    def _get_refusal(self):
        return AccessError(
            self.env._(
                "A return stays as it was handed in. Make a new one; both are kept."
            )
        )

    def _freeze(self, kind, title, company, period, build, level=USUAL):
        """Have a file written, and keep it.

        :param str kind: form of the return
        :param str title: its name, with which the name of the file begins
        :param tuple period: first and last day
        :param build: called with the path to write to; returns how many rows it
            wrote and how many it had to leave out
        :param str level: confidentiality level of what it shows
        :return: the return
        :rtype: tolerance.return
        """
        made_at = fields.Datetime.now()
        # sudo: numbers and files of returns are given by the system alone.
        env_sudo = self.sudo().env
        number = env_sudo["ir.sequence"].with_company(company).next_by_code(self._name)
        with tempfile.TemporaryDirectory() as folder:
            # The name tells several files apart for those who receive them.
            path = Path(folder) / f"{title}_{period[0]}_{period[1]}_{number}.xlsx"
            row_count, left_out = build(str(path), made_at)
            checksum = _get_checksum(path)
            attachment_sudo = env_sudo["ir.attachment"].create(
                {
                    "name": path.name,
                    "raw": path.read_bytes(),
                    "mimetype": XLSX,
                    "res_model": self._name,
                    "company_id": company.id,
                }
            )
        new = env_sudo[self._name].create(
            {
                "name": number,
                "kind": kind,
                "company_id": company.id,
                "date_from": period[0],
                "date_to": period[1],
                "user_id": self.env.uid,
                "made_at": made_at,
                "row_count": row_count,
                "left_out": left_out,
                "secrecy_level": level,
                "checksum": checksum,
                "attachment_id": attachment_sudo.id,
            }
        )
        # From here on, only users who may read the return may read the file.
        attachment_sudo.res_id = new.id
        new._ledger_append(
            "return.export",
            {
                "kind": kind,
                "date_from": str(period[0]),
                "date_to": str(period[1]),
                "rows": row_count,
                "left_out": left_out,
                "level": level,
                "sha256": checksum,
            },
        )
        return new.with_env(self.env)

    def action_download(self):
        """Hand out the file as it was made."""
        check_single(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.attachment_id.id}?download=true",
            "target": "self",
        }

    def action_verify(self):
        """Compare the file with the checksum taken when it was made."""
        check_single(self)
        self.check_access("read")
        intact = hashlib.sha256(self.attachment_id.raw or b"").hexdigest()
        intact = intact == self.checksum
        if intact:
            message = self.env._(
                "%(number)s: the file is the one that was made.", number=self.name
            )
        else:
            message = self.env._(
                "%(number)s: the file is not the one that was made. Tell the auditor, "
                "and make the return again.",
                number=self.name,
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "success" if intact else "danger",
                "sticky": not intact,
            },
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "return.export": self.env._("Return made"),
        }


def _get_checksum(path):
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
