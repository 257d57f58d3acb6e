"""The talks of a follow-up between the helper and the person."""

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ....rules.follow_up import nearest_workday
from ...base.deletion import ondelete
from ...base.field import written
from ...base.task_mixin import Task
from ...base.wording import write_day, write_name
from ...base.workflow_mixin import Transition
from ...base.write_permit import is_unlocked
from ...confidentiality.conflict_closure import OF_SUBJECT
from ..care_record import STAFF


class ToleranceFollowUpTalk(models.Model):
    """One talk of a follow-up, planned and then recorded; the person reads it."""

    _name = "tolerance.follow.up.talk"
    _description = "Talk of a Follow-up"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
        "tolerance.deadline.mixin",
        "tolerance.dated",
    ]
    _order = "planned_on, id"
    _rec_name = "follow_up_id"
    _conflict_paths = ("matter_id.conflict_ids",)
    _own_page_paths = (*OF_SUBJECT, "follow_up_id.helper_id")
    _tasks = {
        "hold_talk": Task(parts=("helper",)),
        "talk_overdue": Task(parts=("clerk",)),
    }
    _delegated_acts = {
        "follow_up.talk_record": ("", "helper_id"),
        "follow_up.talk_cancel": ("", "helper_id"),
    }

    _past_days = ("held_on",)
    _other_days = ("planned_on",)

    _transitions = {
        "record": Transition(
            "planned",
            "held",
            required=("held_on", "topics"),
            hidden_by=("_get_leader_refusal", "_get_ended_refusal"),
            refused_by="_get_day_refusal",
            depends="follow_up_id.state",
            is_personal=False,
        ),
        "cancel": Transition(
            "planned",
            "cancelled",
            required="cancel_reason",
            hidden_by=("_get_leader_refusal", "_get_ended_refusal"),
            depends="follow_up_id.state",
            is_personal=False,
        ),
    }
    _workflow_fields = frozenset({"state", "recorded_by_id", "is_reminded"})

    follow_up_id = fields.Many2one(
        "tolerance.follow.up",
        string="Follow-up",
        required=True,
        ondelete="restrict",
        index=True,
    )
    matter_id = fields.Many2one(
        related="follow_up_id.matter_id",
        store=True,
        index=True,
        groups=STAFF,
    )
    company_id = fields.Many2one(related="follow_up_id.company_id", store=True)
    subject_id = fields.Many2one(related="follow_up_id.subject_id", store=True)
    helper_id = fields.Many2one(related="follow_up_id.helper_id")
    planned_on = fields.Date(required=True)
    held_on = fields.Date(copy=False)
    place = fields.Char(copy=False)
    topics = written.Text(
        "What Was Talked About",
        copy=False,
        help="The person concerned reads this. Report what speaks against the person "
        "to the body instead.",
    )
    agreed = written.Text(
        "Help Agreed On", copy=False, help="What is done, and by whom, to help."
    )
    cancel_reason = written.Char("Reason for Cancelling", copy=False)
    recorded_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    is_reminded = fields.Boolean(readonly=True, copy=False)
    state = fields.Selection(
        [("planned", "Planned"), ("held", "Held"), ("cancelled", "Cancelled")],
        default="planned",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    can_record = fields.Boolean(compute="_compute_can")
    can_cancel = fields.Boolean(compute="_compute_can")

    _held_complete = models.Constraint(
        "CHECK (state <> 'held' OR (held_on IS NOT NULL AND topics IS NOT NULL))",
        "A talk that was held has a day and says what it was about.",
    )
    _planned_idx = models.Index(
        "(company_id, planned_on) WHERE state = 'planned' AND is_reminded IS NOT TRUE"
    )

    @api.depends("follow_up_id.name", "planned_on")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for talk in self:
            planned_on = write_day(self.env, talk.planned_on)
            talk.display_name = write_name(
                self.env, [talk.follow_up_id.name, planned_on]
            )

    @api.model_create_multi
    def create(self, vals_list):
        talks = super().create(vals_list)
        talks._check_writer()
        talks.filtered(lambda t: t.follow_up_id.state != "open")._plan_talk_todos()
        return talks

    def write(self, vals):
        if not is_unlocked(self) and any(
            not name.startswith(("message_", "activity_")) for name in vals
        ):
            self._check_writer()
            if "follow_up_id" in vals:
                raise AccessError(
                    self.env._("A talk stays with its follow-up; cancel it instead.")
                )
        result = super().write(vals)
        if "planned_on" in vals:
            self._reschedule()
        return result

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("Talks stay on file; cancel it instead."))

    def _check_writer(self):
        for talk in self:
            if not talk._is_leader():
                raise AccessError(
                    self.env._("Only the helper or a clerk can change the talks.")
                )
            if talk.state != "planned" or talk.follow_up_id.state in (
                "completed",
                "void",
            ):
                raise AccessError(
                    self.env._("What is recorded about a talk does not change.")
                )

    def _is_leader(self):
        follow_up = self.follow_up_id
        return bool(follow_up) and (follow_up._is_clerk() or follow_up._is_helper())

    @api.model
    def _plan_for(self, follow_ups):
        """Plan the talks of follow-ups that have just started."""
        Calendar = self.env["tolerance.calendar.day"]
        vals_list = []
        for follow_up in follow_ups:
            # A talk that falls on a holiday moves to a working day beside it.
            is_workday = Calendar._get_test(follow_up.company_id)
            vals_list += [
                {
                    "follow_up_id": follow_up.id,
                    "planned_on": nearest_workday(day, follow_up.date_to, is_workday),
                }
                for day in follow_up._get_talk_days()
            ]
        quiet = self.with_context(mail_create_nosubscribe=True, mail_create_nolog=True)
        quiet.create(vals_list)

    def _plan_talk_todos(self):
        """Put each talk still to be held on the desk of the helper."""
        for talk in self.filtered(lambda talk: talk.state == "planned"):
            talk._plan_todo("hold_talk", talk.helper_id, talk.planned_on)

    def _finish_talk_todos(self):
        # A clerk who records the talk also ends the helper's task.
        self._for_todos().activity_unlink(
            [
                "mistake_tolerance.activity_type_hold_talk",
                "mistake_tolerance.activity_type_talk_overdue",
            ]
        )

    def _reschedule(self):
        # The deadline of the activity always equals the planned day of the talk.
        for talk_sudo in self._for_todos():
            talk_sudo.activity_reschedule(
                ["mistake_tolerance.activity_type_hold_talk"],
                date_deadline=talk_sudo.planned_on,
            )
        self._finish_todo("talk_overdue")
        self._write_unlocked({"is_reminded": False})

    def _get_leader_refusal(self):
        return not self._is_leader() and self.env._(
            "Only the helper or a clerk can change the talks."
        )

    def _get_ended_refusal(self):
        return self.follow_up_id.state in ("completed", "void") and self.env._(
            "What is recorded about a talk does not change."
        )

    def _get_day_refusal(self):
        today = self.company_id._tolerance_today()
        if not self.follow_up_id.date_from <= self.held_on <= today:
            return self.env._(
                "%(talk)s: a talk lies between the beginning of the follow-up and "
                "today.",
                talk=self.display_name,
            )
        return False

    def action_record(self):
        """Record that the talk took place."""
        self._apply("record")
        return True

    def action_cancel(self):
        """Record why the talk does not take place."""
        self._apply("cancel")
        return True

    def _apply(self, action):
        self.check_access("write")
        self._check_transition(action)
        for talk in self:
            talk._write_transition(action, {"recorded_by_id": self.env.uid})
            talk._finish_todo("hold_talk", "talk_overdue")
        self._ledger_append(f"follow_up.talk_{action}")

    def _get_ledger_record(self):
        # A talk is entered as an act on the follow-up.
        return self.follow_up_id

    def _get_ledger_chain(self):
        return self.follow_up_id.case_id

    def _get_ledger_values(self):
        return {
            "planned_on": self.planned_on,
            "held_on": self.held_on or None,
            "reason": self.cancel_reason or "",
        }

    @api.model
    def _cron_remind(self):
        """Notify the clerk once that a talk did not take place on its day."""
        domain = (
            Domain("state", "=", "planned")
            & Domain("is_reminded", "=", False)
            & Domain("follow_up_id.state", "in", ("open", "running", "due"))
            & self._get_past_domain("planned_on")
        )
        self._run_due(domain, lambda talk: talk._remind())

    def _remind(self):
        self._write_unlocked({"is_reminded": True})
        self._plan_todo("talk_overdue", self.follow_up_id._get_clerk())

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "follow_up.talk_record": self.env._("Talk recorded"),
            "follow_up.talk_cancel": self.env._("Talk cancelled"),
        }

    def _get_part_record(self):
        return self.follow_up_id
