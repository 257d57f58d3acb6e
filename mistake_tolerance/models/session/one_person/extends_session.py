from odoo import models

from ...base.wording import write_list


class ToleranceSession(models.Model):
    """Where one person decides for a body, nothing speaks of a vote or a meeting."""

    _inherit = "tolerance.session"

    def _get_required_fields(self, action):
        """Ask a committee for the record of its discussion; one person has none."""
        names = super()._get_required_fields(action)
        if action == "close" and self.is_collective:
            return (*names, "minutes")
        return names

    def _get_todo_summary(self, name):
        if name != "cast" or len(self) != 1 or self.is_collective:
            return super()._get_todo_summary(name)
        if self.kind == "decision":
            return self.env._("Decide on the Case")
        return self.env._("Give the Opinion on the Case")

    def _get_undecided_sentence(self, ballots):
        """Return who has to decide, or give an opinion, about whom.

        :param tolerance.ballot ballots: not filled in yet
        :rtype: str
        """
        values = {
            "names": write_list(self.env, ballots.user_id.mapped("name")),
            "parties": write_list(self.env, ballots.party_id.subject_id.mapped("name")),
        }
        if self.kind == "decision":
            return self.env._("%(names)s has to decide on %(parties)s.", **values)
        return self.env._("%(names)s has to give an opinion on %(parties)s.", **values)
