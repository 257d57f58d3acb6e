import hashlib

from odoo import fields, models

from ....rules.canonical import canonical
from ....rules.check_code import write_code
from ...base.wording import write_day


class ToleranceApplication(models.Model):
    """Gives each receipt a code by which the system knows it again."""

    _inherit = "tolerance.application"
    _workflow_fields = frozenset({"check_code"})

    check_code = fields.Char(
        readonly=True,
        copy=False,
        help="Follows from the number, the day and the content with its attachments. "
        "It is shown with the receipt, and the system compares it.",
    )

    def _make_check_code(self, number, day):
        """Return the code of a receipt.

        :param str number: of the application
        :param date day: of receipt
        :rtype: str
        """
        content = {**self._get_content(), "number": number, "submitted_on": day}
        return write_code(hashlib.sha256(canonical(content).encode()).hexdigest())

    def _get_receipt_attachments(self):
        """List the attachments by name and day.

        :rtype: list
        """
        # sudo: the day of an upload is part of the receipt of who uploaded it.
        return [
            self.env._(
                "Attachment %(position)s: %(name)s (%(day)s)",
                position=position,
                name=file_sudo.name,
                day=write_day(self.env, file_sudo.create_date.date()),
            )
            for position, file_sudo in enumerate(self.attachment_ids.sudo(), 1)
        ]

    def _get_receipt_code_line(self, number, day):
        return self.env._(
            "Check code: %(code)s", code=self._make_check_code(number, day)
        )
