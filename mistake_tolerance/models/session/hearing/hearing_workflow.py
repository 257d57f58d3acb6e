from zoneinfo import ZoneInfo

from odoo import api, fields, models


class ToleranceHearing(models.Model):
    """Gives the notice, and closes the hearing, which completes its step."""

    _inherit = "tolerance.hearing"
    _delegated_acts = {
        "hearing.call": "clerk",
        "hearing.close": "clerk",
        "hearing.cancel": "clerk",
    }

    @api.model
    def _prepare(self, step):
        """Prepare the hearing of a step; every party gets a place to speak.

        :param tolerance.case.step step: of the kind hearing
        :rtype: tolerance.hearing
        """
        # sudo: users cannot create hearings; they come with the step of the case.
        hearing_sudo = self.sudo()._create_unlocked(
            [{"case_id": step.case_id.id, "step_id": step.id}]
        )
        hearing_sudo.statement_ids._create_unlocked(
            [
                {
                    "hearing_id": hearing_sudo.id,
                    "role": "party",
                    "party_id": party.id,
                    "speaker": party.subject_id.name,
                    "user_id": party._get_speaker().id,
                    "sequence": number,
                }
                for number, party in enumerate(hearing_sudo.case_id.party_ids, start=1)
            ]
        )
        return hearing_sudo.sudo(False)

    def action_call(self):
        """Give the notice to the parties and to the professionals who are asked."""
        self.check_access("write")
        self._check_transition("call")
        for hearing in self:
            today = hearing.company_id._tolerance_today()
            hearing._write_transition("call", {"called_on": today})
            for record in (*hearing.opinion_ids, *hearing.statement_ids):
                record._ask()
        self._ledger_append(
            "hearing.call", lambda hearing: hearing._get_notice_values()
        )

    def action_close(self):
        """Close the record; the step of the case is done on the day of the hearing."""
        self.check_access("write")
        self._check_transition("close")
        for hearing in self:
            day = hearing._get_day()
            hearing._write_transition(
                "close", {"closed_on": day, "closed_by": self.env.uid}
            )
            hearing._ledger_append(
                "hearing.close",
                {
                    **hearing._get_notice_values(),
                    "presided_by": hearing.presided_by,
                    "course": hearing.course or "",
                },
            )
            hearing.case_id._complete_step("hearing", day=day)

    def action_cancel(self):
        """Call the hearing off; another one can be prepared."""
        self.check_access("write")
        self._check_transition("cancel")
        self._write_transition("cancel")
        for hearing in self:
            for records in (hearing.opinion_ids, hearing.statement_ids):
                waiting = records.filtered(lambda record: record.state == "waiting")
                waiting._cancel_todo(records._sign_task)
        self._ledger_append(
            "hearing.cancel", lambda hearing: {"reason": hearing.cancel_reason}
        )

    def _get_day(self):
        """Return the day of the hearing where the agency is.

        :rtype: date
        """
        zone = ZoneInfo(self.company_id._tolerance_setting("tolerance_tz"))
        moment = self.held_at.replace(tzinfo=ZoneInfo("UTC"))
        return moment.astimezone(zone).date()

    def _get_notice_values(self):
        """Return the notice as plain values, for the ledger.

        :rtype: dict
        """
        return {
            "held_at": fields.Datetime.to_string(self.held_at),
            "place": self.place,
            "topic": self.topic,
            "asked": self.opinion_ids.mapped("professional"),
            "speakers": self.statement_ids.mapped("speaker"),
        }

    def _get_ledger_chain(self):
        return self.case_id

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "hearing.call": self.env._("Notice of a hearing given"),
            "hearing.close": self.env._("Hearing held"),
            "hearing.cancel": self.env._("Hearing called off"),
        }

    def _get_part_record(self):
        return self.case_id
