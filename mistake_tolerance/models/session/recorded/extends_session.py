from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...base.task_mixin import Task
from ...base.wording import write_day
from ...base.workflow_mixin import Transition
from ...base.write_permit import is_unlocked, unlocked

# What the recorder enters from the paper.
ENTERED = frozenset({"held_on", "held_hour", "held_place", "scan_ids"})


class ToleranceSession(models.Model):
    """A session held in a room is entered from its paper; it counts like any other.

    The recorder (the secretary or a clerk) enters day, roll, discussion, result and
    scan, and submits them. Members read and may contest. The chair confirms, and that
    closes the session as of the day on which it was held.
    """

    _inherit = ["tolerance.attachment.mixin", "tolerance.session"]
    _workflow_fields = frozenset({"entered_on", "entered_by", "scan_digest"})
    _name = "tolerance.session"
    _delegated_acts = {"session.record": "clerk"}
    _past_days = ("held_on",)
    _tasks = {
        "confirm_record": Task(is_personal=True),
        "read_record": Task(is_personal=True, is_notice=True),
        "answer_contest": Task(parts=("clerk",)),
    }

    _transitions = {
        "submit_record": Transition(
            "draft",
            "open",
            required=("held_on", "minutes", "scan_ids"),
            hidden_by="_get_recorder_refusal",
            refused_by="_get_record_sentence",
            depends=("mode", "chair_id", "secretary_id"),
        ),
    }

    is_recorded = fields.Boolean(
        "Recorded", compute="_compute_is_recorded", help="Entered from a paper."
    )
    held_on = fields.Date(
        "Day of the Meeting",
        copy=False,
        help="The day of the meeting; time limits count from it.",
    )
    held_hour = fields.Char(
        "Hour of the Meeting", copy=False, help="As the paper says, such as 9:30."
    )
    held_place = fields.Char("Place of the Meeting", copy=False)
    entered_on = fields.Date(readonly=True, copy=False)
    entered_by = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    scan_ids = fields.Many2many(
        "ir.attachment",
        "tolerance_session_scan_rel",
        "session_id",
        "attachment_id",
        string="Scan of the Paper",
        copy=False,
    )
    scan_digest = fields.Text(
        "SHA-256 of the Scan",
        readonly=True,
        copy=False,
        help="Taken when the record was submitted; the ledger holds it, too.",
    )
    record_ids = fields.One2many(
        "tolerance.session.record", "session_id", "Recorded Results"
    )
    can_submit_record = fields.Boolean(compute="_compute_can")

    @property
    def _led_fields(self):
        return super()._led_fields | ENTERED

    @api.depends("mode")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Say wherever the session is named that it was held in a room."""
        super()._compute_display_name()
        for session in self.filtered("is_recorded"):
            session.display_name = session.display_name and self.env._(
                "%(session)s (recorded)", session=session.display_name
            )

    @api.depends("mode")
    def _compute_is_recorded(self):
        for session in self:
            session.is_recorded = session.mode == "recorded"

    def write(self, vals):
        if not is_unlocked(self) and ENTERED & vals.keys():
            for session in self:
                if session.state != "draft":
                    raise AccessError(
                        self.env._("The record was submitted: what it says stays.")
                    )
        follows = self if {"mode", "held_on"} & vals.keys() else self.browse()
        days = {session: session._get_roll_day() for session in follows}
        result = super().write(vals)
        if "mode" in vals:
            self._make_records()
        for session, day in days.items():
            if session.state == "draft" and session._get_roll_day() != day:
                session._take_roll_anew()
        if "scan_ids" in vals:
            self._bind_uploads("scan_ids")
        return result

    def _make_records(self):
        """Make an empty recorded result for each party, where there is none yet."""
        for session in self.filtered(lambda s: s.is_recorded and s.state == "draft"):
            # sudo: recorded results follow from the session; no user creates them.
            session_sudo = session.sudo()
            parties = session_sudo._get_parties()
            unlocked(session_sudo.record_ids).create(
                [
                    {"session_id": session.id, "party_id": party.id}
                    for party in parties - session_sudo.record_ids.party_id
                ]
            )

    def _takes_minutes(self):
        if self.is_recorded:
            return self.state == "draft"
        return super()._takes_minutes()

    def _get_recorder_refusal(self):
        """Return why this user does not enter the record, or False.

        The chair confirms it, so somebody else enters it.
        """
        if not self.is_recorded:
            return self.env._("This session is not entered from a paper.")
        # sudo: the roll may not be readable to the user who asks.
        if self.env.user == self.sudo().chair_id.user_id:
            return self.env._(
                "The secretary or a clerk enters what the chair confirms."
            )
        return self._get_lead_refusal()

    def _get_record_sentence(self):
        """Return why the record cannot be submitted, in one text, or False."""
        refusals = [
            *self._get_day_refusals(),
            *self._get_open_refusal(),
            *self._get_confirmer_refusals(),
        ]
        # sudo: the recorder may not read the assessment, by which this is checked.
        records_sudo = self.sudo().record_ids
        refusals += [lack for record in records_sudo for lack in record._get_lacks()]
        return "\n".join(refusals + self._get_return_refusals()) or False

    def _get_returned(self):
        """Return what the meeting returned for supplementary inquiry, with all rights.

        :rtype: tolerance.session.record
        """
        # sudo: who asks for it may not read what was entered about each party.
        records_sudo = self.sudo().record_ids
        return records_sudo.filtered(lambda record: record.outcome == "returned")

    def _get_return_refusals(self):
        """List why the case cannot go back as it was entered.

        :rtype: list[str]
        """
        returned_sudo = self._get_returned()
        if not returned_sudo:
            return []
        # sudo: the recorder may not read the steps of the regulation.
        refusals = [self.sudo()._get_way_back_refusal()]
        if returned_sudo != self.sudo().record_ids:
            refusals.append(
                self.env._("A case is returned as a whole: choose it for each party.")
            )
        return [refusal for refusal in refusals if refusal]

    def _get_day_refusals(self):
        """List what is wrong with the day of the meeting.

        :rtype: list[str]
        """
        # sudo: the recorder may not read the inquiry.
        case_sudo = self.case_id.sudo()
        ended = [day for day in case_sudo.inquiry_ids.mapped("closed_on") if day]
        starts = [*ended, self.sudo().step_id.started_on]
        start = max((day for day in starts if day), default=False)
        if start and self.held_on < start:
            return [
                self.env._(
                    "The case came before the body on %(day)s: the meeting cannot be "
                    "earlier.",
                    day=write_day(self.env, start),
                )
            ]
        return []

    def _get_open_sentence(self):
        if self.is_recorded:
            return self.env._(
                "Enter day, discussion, result and scan of the meeting, then press "
                "Submit Record."
            )
        return super()._get_open_sentence()

    def action_submit_record(self):
        """Submit what was entered from the paper, for the chair to confirm."""
        self.check_access("write")
        self._check_transition("submit_record")
        self._bind_uploads("scan_ids")
        # sudo: what follows from the record is the system's work.
        for session in self.sudo():
            session._do_open_ballot()
            digests = session._hash_uploads("scan_ids")
            session._write_unlocked(
                {
                    "opened_on": session.held_on,
                    "entered_on": session.company_id._tolerance_today(),
                    "entered_by": self.env.uid,
                    "scan_digest": session._write_digests(digests),
                }
            )
            session._ledger_append(
                "session.record",
                {
                    "held_on": fields.Date.to_string(session.held_on),
                    "entered_on": fields.Date.to_string(session.entered_on),
                    "scans": digests,
                    "minutes": session.minutes,
                    "results": [r._get_ledger_values() for r in session.record_ids],
                    "members": session.seat_ids._get_paper_values(),
                },
            )
            chair = session.chair_id.user_id
            session._plan_todo("confirm_record", chair)
            attended = session.seat_ids.filtered(lambda s: s.state == "attending")
            members = attended.user_id.filtered("active")
            session._plan_todo("read_record", members - chair)
        return True

    def _write_digests(self, digests):
        """Write digests and names of the files, a line each.

        :param list digests: as of ``_hash_uploads``
        :rtype: str
        """
        return "\n".join(f"{digest['sha256']}  {digest['name']}" for digest in digests)

    def _deal_ballots(self, parties):
        # Nobody votes on the screen about what was resolved in a room.
        return None if self.is_recorded else super()._deal_ballots(parties)

    def _get_uncast_sentence(self):
        if not self.is_recorded or self.state != "open":
            return super()._get_uncast_sentence()
        # sudo: the roll may not be readable to the user who asks.
        chair = self.sudo().chair_id.user_id
        if contests := self._get_open_contests():
            return self._get_contest_sentence(contests)
        if self.env.user != chair:
            return self.env._("%(name)s confirms the record.", name=chair.name)
        return False

    def _get_next_action(self):
        if self.is_recorded and self.state == "open":
            return self._get_uncast_sentence() or self.env._(
                "Compare what was entered with the scan, then press Confirm Record."
            )
        return super()._get_next_action()

    def _count_round(self):
        if not self.is_recorded:
            return super()._count_round()
        records = self.record_ids.grouped("party_id")
        for result in self.result_ids.filtered(lambda r: r.state == "pending"):
            result._take_record(records[result.party_id])
        return None

    def _do_close(self):
        """Return the case if that is what the meeting resolved; nothing is counted."""
        if not self.is_recorded:
            return super()._do_close()
        if self._write_digests(self._hash_uploads("scan_ids")) != self.scan_digest:
            raise UserError(
                self.env._(
                    "The scan is not the file that was submitted: declare the session "
                    "void and enter it anew."
                )
            )
        returned_sudo = self._get_returned()
        if not returned_sudo:
            return super()._do_close()
        unlocked(returned_sudo.session_id.question_ids).create(
            [record._prepare_question() for record in returned_sudo]
        )
        # sudo: what follows from the record is the system's work.
        self.sudo()._do_return()
        return False

    def _get_asker_refusal(self):
        """What a meeting asked is entered with its record, not beside it."""
        if self.is_recorded:
            return self.env._("Enter the questions in the record of the meeting.")
        return super()._get_asker_refusal()

    def _get_presiding_refusal(self):
        """The chair confirms the record, which returns the case."""
        if self.is_recorded:
            return self.env._("Enter the questions in the record of the meeting.")
        return super()._get_presiding_refusal()

    def _needs_second_round(self):
        return not self.is_recorded and super()._needs_second_round()

    def _get_act_day(self):
        return (self.is_recorded and self.held_on) or super()._get_act_day()

    def _end_round_todos(self):
        super()._end_round_todos()
        if self.is_recorded:
            self._finish_todo("confirm_record", "answer_contest")
            # Nobody is said to have read what they may not have looked at.
            self._cancel_todo("read_record")

    def _get_minutes_meeting(self):
        """Take hour and place from the paper, which knows no meeting on the screen."""
        told = super()._get_minutes_meeting()
        if not self.is_recorded:
            return told
        told["held_hour"] = self.held_hour
        told["place"] = self.held_place or told["place"]
        return told

    def _get_minutes_secretary(self):
        if self.is_recorded and not self.secretary_id:
            return self.entered_by
        return super()._get_minutes_secretary()

    def _get_recorded_note(self):
        """Return that a session was held in a room, for texts; empty if it was not.

        :rtype: str
        """
        if not self.is_recorded or not self.entered_on:
            return ""
        return self.env._(
            "Recorded from a meeting held on %(held_on)s, entered on %(entered_on)s.",
            held_on=write_day(self.env, self.held_on),
            entered_on=write_day(self.env, self.entered_on),
        )

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "session.record": self.env._("Session entered from a paper"),
        }
