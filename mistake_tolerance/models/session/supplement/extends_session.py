from odoo import api, fields, models

from ...base.workflow_mixin import Transition
from ...base.write_permit import unlocked


class ToleranceSession(models.Model):
    """Returns a case for supplementary inquiry, with questions for each party.

    No source regulates it: that the person who presides returns the case and that no
    ballot is then counted are choices of the product, and so is that the members can
    vote for the return. Session and ballots stay on file.
    """

    _inherit = "tolerance.session"
    _logged_content = frozenset({"question_ids"})
    _delegated_acts = {"session.return": "seat"}

    _transitions = {
        "return": Transition(
            "open",
            "closed",
            required="question_ids",
            hidden_by="_get_presiding_refusal",
            refused_by="_get_way_back_refusal",
            depends=("chair_id", "seat_ids.user_id", "question_ids", "round"),
        ),
    }

    question_ids = fields.One2many(
        "tolerance.inquiry.question", "session_id", string="Questions to the Inquiry"
    )
    can_return = fields.Boolean(compute="_compute_can")
    can_ask = fields.Boolean(compute="_compute_can_ask")

    @api.depends("state", "chair_id", "secretary_id")
    @api.depends_context("uid")
    def _compute_can_ask(self):
        for session in self:
            session.can_ask = not session._get_asker_refusal()

    def _get_presiding_refusal(self):
        # sudo: the roll may not be readable to the user who asks.
        users = self.sudo()._get_presiding_users().sudo(False)
        if self.env.user not in users or self.case_id._get_conflicts(self.env.user):
            return self.env._("Who presides returns the case to the inquiry.")
        if self.round > 1:
            return self.env._(
                "A ballot of this session is counted: the members return the case by "
                "their vote, if they want to."
            )
        return not self.question_ids and self.env._(
            "Enter what the inquiry has to answer first."
        )

    def _get_asker_refusal(self):
        """Return why the current user enters no questions here now, or False."""
        self.ensure_one()
        if self.state != "open":
            return self.env._("Questions are entered while the session is open.")
        # sudo: the roll may not be readable to the user who asks.
        if self.env.user in self.sudo()._get_presiding_users():
            return False
        return self._get_lead_refusal()

    def _get_way_back_refusal(self):
        return not self._get_inquiry_step() and self.env._(
            "The scheme has no inquiry to which the case could go back."
        )

    def _get_inquiry_step(self):
        """Return the step of the scheme to which the case goes back.

        :rtype: tolerance.scheme.step
        """
        steps = self.version_id._get_known_steps()
        own = self.step_id.scheme_step_id
        steps = steps[: steps.ids.index(own.id) if own in steps else 0]
        return steps.filtered(lambda step: step.kind == "inquiry")[-1:]

    def _return_if_carried(self):
        """Return the case where the members voted so about one party at least.

        The case has one inquiry, so that all parties not decided go back with it.
        """
        if not self.result_ids._is_return_carried():
            return super()._return_if_carried()
        self._do_return()
        return True

    def _is_returned(self):
        """Return whether the session returned its case to the inquiry.

        :rtype: bool
        """
        return self.state == "closed" and "returned" in self.result_ids.mapped("state")

    def _get_next_action(self):
        action = super()._get_next_action()
        if not self._is_returned():
            return action
        return self.env._(
            "Returned for supplementary inquiry. %(action)s", action=action
        )

    def action_return(self):
        """Return the case for supplementary inquiry; no ballot is counted."""
        self.check_access("read")
        self._check_transition("return")
        self._lock_ballots()
        for session in self:
            # sudo: who presides reads the case; what follows is the system's work.
            session.sudo()._do_return()

    def _do_return(self):
        """Close the session, and send its questions to the inquiry.

        No ballot is counted, unless the members voted for the return.
        """
        day = self._get_act_day()
        self._lapse_ballots()
        for result in self.result_ids.filtered(lambda r: r.state == "pending"):
            questions = self.question_ids.filtered(
                lambda q, party=result.party_id: q.party_id == party
            )
            unlocked(result).write(
                {
                    "state": "returned",
                    "questions": "\n".join(questions.mapped("question")) or False,
                }
            )
        self._write_transition("return", {"closed_on": day, "closed_by": self.env.uid})
        # One body deals with a case at a time: the next may be called later.
        self.flush_recordset(["state"])
        self._end_round_todos()
        self._ledger_append(
            "session.return",
            {
                "kind": self.kind,
                "closed_on": fields.Date.to_string(day),
                "minutes": self.minutes or None,
                "questions": self.question_ids._get_entries(),
                **self._get_return_vote(),
            },
        )
        self._on_closed()
        self.question_ids._put(day)
        self.step_id._send_back(
            self._get_inquiry_step(),
            "\n".join(self.question_ids.mapped("question")),
            day=day,
        )

    def _get_return_vote(self):
        """Return ballots and results, for the ledger, where the members voted for it.

        :rtype: dict
        """
        if not self.result_ids._is_return_carried():
            return {}
        return {
            "ballots": self._get_ballot_entries(),
            "results": [result._get_ledger_values() for result in self.result_ids],
        }

    def _is_undetermined(self):
        states = set(self.result_ids.mapped("state"))
        returned = self.state == "closed" and states == {"returned"}
        return returned or super()._is_undetermined()

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "session.return": self.env._("Case returned for supplementary inquiry"),
        }
