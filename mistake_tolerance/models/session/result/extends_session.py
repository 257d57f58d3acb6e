from odoo import models

from ...base.write_permit import unlocked


class ToleranceSession(models.Model):
    """Counts the ballots of a session into its results, in one round or two."""

    _inherit = "tolerance.session"

    def _count_round(self):
        """Count the round: write the tallies, and the results that are carried."""
        self.ensure_one()
        self._lapse_ballots()
        choices = self._read_choices()
        for result in self.result_ids.filtered(lambda r: r.state == "pending"):
            result._count([c for c in choices if c["party_id"] == result.party_id.id])

    def _lapse_ballots(self):
        """Mark ballots that were not cast as lapsed: nobody can cast them any more."""
        uncast = self._get_all_ballots().filtered(lambda b: not b.cast_on)
        uncast._write_unlocked({"is_lapsed": True})

    def _needs_second_round(self):
        """Return whether the members vote once more on what was not carried.

        :rtype: bool
        """
        pending = self.result_ids.filtered(lambda r: r.state == "pending")
        return self.is_collective and self.round == 1 and bool(pending)

    def _start_second_round(self):
        """Hand out new ballots about the parties on whom nothing was carried."""
        self._write_unlocked({"round": 2})
        self.flush_recordset(["round"])
        self._end_round_todos()
        pending = self.result_ids.filtered(lambda r: r.state == "pending")
        self._deal_ballots(pending.party_id)
        self._ledger_append(
            "session.round",
            {"round": 2, "subjects": pending.party_id.subject_id.ids},
        )

    def _is_undetermined(self):
        """Return whether the session closed and nothing was carried about some party.

        :rtype: bool
        """
        states = self.result_ids.mapped("state")
        return self.state == "closed" and "undetermined" in states

    def _end_results(self):
        """Enter as undetermined the parties about whom nothing was carried."""
        pending = self.result_ids.filtered(lambda r: r.state == "pending")
        unlocked(pending).write({"state": "undetermined"})
