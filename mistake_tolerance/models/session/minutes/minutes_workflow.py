import hashlib

from odoo import api, fields, models

from ...base.single import check_single
from .minutes import FACTS


class ToleranceMinutes(models.Model):
    """The secretary submits the minutes and the chair confirms them."""

    _inherit = "tolerance.minutes"

    @api.model
    def _draft(self, session):
        """Draft the minutes of a session, for its secretary to word.

        :param tolerance.session session: it is closed
        :rtype: tolerance.minutes
        """
        # sudo: minutes follow from a session; no user creates them, and who closes it
        # may not read every seat.
        minutes_sudo = self.sudo()._create_unlocked(
            [
                {
                    "session_id": session.id,
                    "chair_id": session._get_minutes_chair().id,
                    "secretary_id": session._get_minutes_secretary().id,
                    "discussion": session.sudo()._write_minutes_discussion(),
                    **session.sudo()._write_minutes_facts(),
                }
            ]
        )
        minutes_sudo._plan_todo("submit_minutes", minutes_sudo.secretary_id)
        return minutes_sudo.sudo(False)

    def _get_outdated_refusal(self):
        """Return that the session says something else by now, or False."""
        facts = self.session_id._write_minutes_facts()
        if any((self[name] or False) != (facts[name] or False) for name in FACTS):
            return self.env._(
                "The session says something else by now, such as reasons worded anew: "
                "the secretary presses Take Over From Session."
            )
        return False

    def action_refresh(self):
        """Take attendance, result and dissent over from the session again."""
        self.check_access("write")
        self._check_transition("refresh")
        for minutes in self:
            minutes._write_unlocked(minutes.session_id._write_minutes_facts())

    def action_submit(self):
        """Submit the minutes to the chair, as the secretary."""
        self.check_access("write")
        self._check_transition("submit")
        self._write_transition("submit", {"submitted_on": fields.Datetime.now()})
        self._ledger_append("minutes.submit")
        self._finish_todo("submit_minutes")
        for minutes in self:
            # sudo: users have no right to change the activities of others.
            minutes.sudo()._plan_todo("confirm_minutes", minutes.chair_id)

    def action_send_back(self):
        """Send the minutes back to the secretary with a remark, as the chair."""
        self.check_access("write")
        self._check_transition("send_back")
        self._write_transition("send_back", {"submitted_on": False})
        self._ledger_append(
            "minutes.send_back", lambda minutes: {"remark": minutes.chair_remark}
        )
        self._finish_todo("confirm_minutes")
        for minutes in self:
            # sudo: users have no right to change the activities of others.
            minutes.sudo()._plan_todo("submit_minutes", minutes.secretary_id)

    def action_confirm(self):
        """Confirm the minutes as the chair; from here on they do not change."""
        self.check_access("write")
        self._check_transition("confirm")
        self._write_transition("confirm", {"confirmed_on": fields.Datetime.now()})
        self._ledger_append("minutes.confirm")
        self._finish_todo("confirm_minutes")

    def _get_form_action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Minutes"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    def action_add_annex(self):
        """Open the dialog that adds an annex to confirmed minutes.

        :rtype: dict
        """
        check_single(self)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Add Annex"),
            "res_model": "tolerance.minutes.annex",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_minutes_id": self.id},
        }

    def _get_ledger_chain(self):
        return self.case_id

    def _get_ledger_values(self):
        """State a digest of the text, so that a printed copy can be compared.

        :rtype: dict
        """
        self.ensure_one()
        parts = (
            self.meeting_number,
            self.held_hour,
            self.place,
            self.attendance,
            self.discussion,
            self.resolution,
            self.dissent,
        )
        text = "\n\n".join(part or "" for part in parts)
        return {
            "session_id": self.session_id.id,
            "held_on": fields.Date.to_string(self.held_on) or None,
            "chair_id": self.chair_id.id,
            "secretary_id": self.secretary_id.id,
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "minutes.submit": self.env._("Minutes submitted"),
            "minutes.send_back": self.env._("Minutes sent back"),
            "minutes.confirm": self.env._("Minutes confirmed"),
            "minutes.annex": self.env._("Annex to minutes"),
        }
