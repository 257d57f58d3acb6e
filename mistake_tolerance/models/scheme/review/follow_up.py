from odoo import api, models

from ....rules.paper import Run
from ...base.wording import write_pair


class ToleranceSchemeReview(models.AbstractModel):
    """Writes what a regulation says of the follow-up, which is no entry of its own."""

    _inherit = "tolerance.scheme.review"

    @api.model
    def _write_follow_up(self, version):
        """Write how long, how often and for whom a decision is followed up.

        :rtype: list
        """
        names = ("follow_up_talks", "follow_up_for", "follow_up_staff")
        head = write_pair(
            self.env, self._get_label(version, "follow_up_text"), version.follow_up_text
        )
        texts = [
            (self._get_label(version, n), self._get_text(version, n)) for n in names
        ]
        return [
            self._write_line(Run(head, bold=True)),
            *(
                self._write_line(write_pair(self.env, label, text))
                for label, text in texts
                if text
            ),
        ]
