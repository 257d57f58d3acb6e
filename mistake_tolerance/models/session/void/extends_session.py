from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ...base.field import written
from ...base.single import check_single
from ...base.workflow_mixin import Transition
from ...base.write_permit import is_unlocked, unlocked


class ToleranceSession(models.Model):
    """Who leads a session declares it void for a reason, until something is counted."""

    _inherit = "tolerance.session"
    _transitions = {
        # Shown before its reason is written: its dialog asks for it.
        "void": Transition(
            ("draft", "open"),
            "void",
            hidden_by=(
                "_get_lead_refusal",
                "_get_single_decider_refusal",
                "_get_counted_refusal",
            ),
            refused_by="_get_void_refusal",
            depends=("chair_id", "secretary_id", "is_collective", "round"),
        ),
    }

    void_reason = written.Text("Reason for Declaring It Void", copy=False)
    can_void = fields.Boolean(compute="_compute_can")

    @property
    def _led_fields(self):
        return super()._led_fields | {"void_reason"}

    def write(self, vals):
        if "void_reason" in vals and not is_unlocked(self):
            self.check_access("write")
            if any(
                session.state not in ("draft", "open") or session._get_lead_refusal()
                for session in self
            ):
                raise AccessError(
                    self.env._("Who leads a session declares it void before it closes.")
                )
        return super().write(vals)

    def _get_single_decider_refusal(self):
        """Hide the button to declare void where one person decides."""
        return not self.is_collective and self.env._(
            "One person decides here: the session goes on to its end."
        )

    def _get_counted_refusal(self):
        """Return that what was counted stays, or False; a hook.

        Who leads the session knows the first count: nobody may throw it away because
        the result displeases. A recusal does not ask for this.

        :rtype: str | bool
        """
        self.ensure_one()
        return self.round > 1 and self.env._(
            "A ballot of this session is counted, and what was counted stays: the "
            "members vote a second time. Only a recusal begins anew."
        )

    def _get_void_refusal(self):
        return not self.void_reason and self.env._(
            "Write why the session is declared void."
        )

    def action_open_void(self):
        """Open the dialog that asks why the session is to be declared void.

        :return: the action
        :rtype: dict
        :raises UserError: if it may not be declared void
        """
        check_single(self)
        self.check_access("write")
        if refusals := self._get_hiding_refusals("void"):
            raise UserError(refusals[self.id])
        view = self.env.ref("mistake_tolerance.tolerance_session_view_void")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Declare Void"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_void(self):
        """Declare the session void for the reason entered in it.

        The clerk is asked to call the body anew.

        :return: True
        """
        self.check_access("write")
        self._check_transition("void")
        for session in self:
            session._void(session.void_reason)
        return True

    def _void(self, reason):
        """Declare sessions void: they stay on file.

        The clerk is asked to call the body anew. What was counted before is emptied, so
        that no result of a void session is taken for a decision; the tallies stay.

        :param str reason: why, for the file
        """
        # sudo: who leads the session reads no ballots before it is closed.
        for session in self.sudo():
            session._lock_ballots()
            session._lapse_ballots()
            session._write_unlocked({"state": "void", "void_reason": reason})
            unlocked(session.result_ids).write(
                {
                    "state": "void",
                    "degree_id": False,
                    "situation_ids": [(5,)],
                    "exclusion_ids": [(5,)],
                }
            )
            session.flush_recordset(["state"])
            session._end_round_todos()
            session._finish_todo("open_ballot")
            session._ledger_append("session.void", {"reason": reason})
            session._ask_for_next_session()
