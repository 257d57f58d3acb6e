from odoo import models

from ...base.wording import write_pair


class ToleranceSession(models.Model):
    """Writes into the minutes what was entered from a paper, and what was contested."""

    _inherit = "tolerance.session"

    def _get_minutes_attendance(self):
        """Say from which paper it was entered."""
        pairs = super()._get_minutes_attendance()
        if self.is_recorded:
            pairs.append(
                (self.env._("Recorded From a Meeting"), self._get_recorded_note())
            )
            pairs.append((self.env._("SHA-256 of the Scan"), self.scan_digest))
        return pairs

    def _get_minutes_opinions(self):
        lines = super()._get_minutes_opinions()
        if not self.is_recorded:
            return lines
        said = [
            write_pair(self.env, seat.user_id.name, seat.statement)
            for seat in self.seat_ids
            if seat.statement
        ]
        return said + lines

    def _get_minutes_dissent(self):
        """Name who dissented on the paper, who contested the record and what followed.

        The paper of a secret ballot has a dissent only where the member signed it.
        """
        lines = super()._get_minutes_dissent()
        if not self.is_recorded:
            return lines
        lines += [
            write_pair(self.env, seat.user_id.name, seat.dissent)
            for seat in self.seat_ids
            if seat.dissent
        ]
        for contest in self.contest_ids:
            lines.append(
                self.env._(
                    "%(member)s contested this record: %(reason)s",
                    member=contest.user_id.name,
                    reason=contest.reason,
                )
            )
            if contest.state == "answered":
                lines.append(
                    self.env._(
                        "Answer of %(user)s: %(answer)s",
                        user=contest.answered_by.name,
                        answer=contest.answer,
                    )
                )
        return lines
