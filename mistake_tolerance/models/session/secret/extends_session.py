from odoo import api, fields, models
from odoo.exceptions import UserError

from ...base.workflow_mixin import Transition
from ..session_ballot import SECRET_MINIMUM
from . import box


class ToleranceSession(models.Model):
    """A secret ballot: one act ends the voting, the next one counts the box."""

    _inherit = "tolerance.session"
    _workflow_fields = frozenset({"is_voting_over"})
    _delegated_acts = {
        "session.end_voting": "clerk",
        "session.box": "clerk",
    }
    _transitions = {
        "end_voting": Transition(
            "open",
            hidden_by=("_get_lead_refusal", "_get_end_voting_refusal"),
            depends=(
                "is_voting_over",
                "ballot_ids.cast_on",
                "chair_id",
                "secretary_id",
            ),
        ),
    }

    is_voting_over = fields.Boolean(
        "Voting Has Ended", readonly=True, copy=False, help="The box is to be counted."
    )
    can_end_voting = fields.Boolean(compute="_compute_can")

    @api.depends("is_voting_over")
    @api.depends_context("lang", "uid")
    def _compute_next_action(self):
        super()._compute_next_action()

    def _has_box(self):
        """Return whether the choices of this session lie in the box.

        :rtype: bool
        """
        # sudo: the form of a ballot asks for what its member may not read.
        session_sudo = self.sudo()
        return (
            session_sudo.is_secret
            and session_sudo.is_collective
            and session_sudo.mode != "recorded"
        )

    def _get_end_voting_refusal(self):
        """Return why the voting of a secret ballot cannot end yet, or False."""
        if not self._has_box():
            return self.env._("Closing the session ends an open ballot.")
        if self.is_voting_over:
            return self.env._("The voting has ended: close the session to count.")
        # What is uncast apart from the box: the own method says that voting has to end.
        # pylint: disable-next=super-method-mismatch
        return self._get_few_sentence() or super()._get_uncast_sentence()

    def _is_voting_going_on(self):
        return not self.is_voting_over and super()._is_voting_going_on()

    def _get_few_sentence(self):
        """Return that too few have voted for a count that gives nobody away."""
        return self.cast_count < SECRET_MINIMUM and self.env._(
            "%(count)s A secret ballot is counted from %(least)s members on: fewer "
            "would show who chose what.",
            count=self._get_count_sentence(),
            least=SECRET_MINIMUM,
        )

    def _get_uncast_sentence(self):
        if self.state != "open" or not self._has_box() or self.is_voting_over:
            return super()._get_uncast_sentence()
        if refusal := self._get_end_voting_refusal():
            return refusal
        if self._is_voting_going_on():
            return self._get_waiting_sentence()
        return self.env._(
            "%(count)s Press End Voting; the session is counted when it closes.",
            count=self._get_count_sentence(),
        )

    def action_end_voting(self):
        """End the voting: nobody casts any more, and the box can be counted.

        It is stored before the count begins, in a transaction of its own. If the count
        fails, pressing Close Session again repeats it.

        :return: True
        """
        self.check_access("write")
        self._lock_ballots()
        self._check_transition("end_voting")
        for session in self:
            # sudo: who leads the session reads no ballots before it is closed.
            session_sudo = session.sudo()
            session_sudo._lapse_ballots()
            session_sudo._write_transition("end_voting", {"is_voting_over": True})
            session_sudo._ledger_append(
                "session.end_voting",
                {"round": session.round, "cast": session.cast_count},
            )
        return True

    def _read_choices(self):
        """Read the box, in random order; there is a choice for each ballot cast."""
        if not self._has_box():
            return super()._read_choices()
        choices = box.read(self.env.cr, self.id, self.round)
        if not self._is_box_whole(choices):
            raise UserError(
                self.env._(
                    "The ballot box does not hold one choice for each ballot cast. It "
                    "is not counted: declare the session void."
                )
            )
        return choices

    def _is_box_whole(self, choices):
        """Return whether the box holds one choice for each ballot that was cast.

        :param list choices: as of ``box.read``
        :rtype: bool
        """
        cast = self._get_round_ballots().filtered("cast_on")
        return sorted(choice["party_id"] for choice in choices) == sorted(
            ballot.party_id.id for ballot in cast
        )

    def _get_counted_refusal(self):
        """Let a second ballot be declared void whose box cannot be counted."""
        refusal = super()._get_counted_refusal()
        if refusal and self.is_voting_over and self._has_box():
            choices = box.read(self.env.cr, self.id, self.round)
            return self._is_box_whole(choices) and refusal
        return refusal

    def _count_round(self):
        super()._count_round()
        if self._has_box():
            digest = box.deal_anew(self.env.cr, self.id, self.round)
            self._ledger_append("session.box", {"round": self.round, "digest": digest})

    def _start_second_round(self):
        super()._start_second_round()
        self._write_unlocked({"is_voting_over": False})

    def _get_ballot_entries(self):
        """Enter who has voted; of a secret ballot, not what."""
        if not self._has_box():
            return super()._get_ballot_entries()
        return [b._get_ledger_values() for b in self._get_all_ballots() if b.cast_on]

    def _void(self, reason):
        # sudo: who leads the session reads no ballots before it is closed.
        for session in self.sudo():
            session._destroy_box()
        return super()._void(reason)

    def _do_return(self):
        if not self.result_ids._is_return_carried():
            self._destroy_box()
        return super()._do_return()

    def _destroy_box(self):
        """Destroy, unread, the choices of a round that will not be counted."""
        self.ensure_one()
        if self.state != "open" or not self._has_box():
            return
        self._lock_ballots()
        self._write_unlocked({"is_voting_over": True})
        self.flush_recordset(["is_voting_over"])
        count = box.empty(self.env.cr, self.id, self.round)
        self._ledger_append("session.box", {"round": self.round, "destroyed": count})

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "session.end_voting": self.env._("Voting ended"),
            "session.box": self.env._("Ballot box counted or destroyed"),
        }
