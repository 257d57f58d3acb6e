from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import format_datetime

# The newest lines; the auditor has them all.
LINES = 100


class ToleranceApplication(models.Model):
    """Shows the subject who opened their case, and when.

    The log names users who opened the case as a clerk or without a part in it: the
    subject may ask them to account for it. It does not name

    - users in conflict with the case: their names would tell who reported it, is a
      witness, or declared an interest;
    - inquiry members and members of the deciding body: the log shows their part
      instead, so that nobody is pressed, or thanked, for what was found and decided.
      The subject learns their names where the rules of recusal say so, not from a log.

    Only the auditor reads how the case was opened.
    """

    _inherit = "tolerance.application"

    access_log = fields.Html(
        "Who Opened Your Case", compute="_compute_access_log", sanitize=False
    )

    @api.depends_context("uid", "lang", "tz")
    def _compute_access_log(self):
        for application in self:
            application.access_log = (
                application._get_access_log()
                if application.user_id == self.env.user
                else False
            )

    def _get_access_log(self):
        """Write the list of accesses as the applicant may read it.

        :rtype: Markup | bool
        """
        self.ensure_one()
        # The applicant may not see the case; this they are owed.
        case_sudo = self.sudo().party_ids.case_id
        lines_sudo = case_sudo.env["tolerance.access.log"].search(
            [("case_id", "in", case_sudo.ids), ("reader_id", "!=", self.env.uid)],
            limit=LINES,
        )
        if not lines_sudo:
            return False
        parts = self._get_reader_parts(case_sudo)
        return Markup("<ul>%s</ul>") % Markup("").join(
            Markup("<li>%s <b>%s</b></li>")
            % (
                format_datetime(self.env, line_sudo.moment, tz=self._get_tz()),
                parts.get(line_sudo.reader_id, line_sudo.reader_name),
            )
            for line_sudo in lines_sudo
        )

    def _get_opened_cases(self):
        """Applicants who read their own application open nothing."""
        # sudo: staff who read the application may not be able to read its case.
        others_sudo = self.sudo().filtered(lambda a: a.user_id != self.env.user)
        return others_sudo.party_ids.case_id

    def _get_tz(self):
        return self.env.user.tz or self.company_id._tolerance_setting("tolerance_tz")

    @api.model
    def _get_reader_parts(self, case_sudo):
        """Return the words shown instead of the names that are withheld.

        Later rooms add further users; the words of an earlier room take precedence.

        :return: ``{user id: words}``
        :rtype: dict
        """
        barred = case_sudo.conflict_ids.user_id
        return dict.fromkeys(barred.ids, self.env._("A member of staff"))
