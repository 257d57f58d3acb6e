"""The steps of a follow-up, from the naming of the helper to its end."""

from odoo import api, fields, models
from odoo.fields import Domain

from ....rules.follow_up import last_day, talk_days
from ...base.single import check_single
from ...base.wording import write_day, write_list
from ...base.workflow_mixin import Transition


class ToleranceFollowUp(models.Model):
    """The workflow of a follow-up, which starts and falls due automatically."""

    _inherit = "tolerance.follow.up"

    _ledger_prefix = "follow_up"
    _delegated_acts = {
        "follow_up.plan": "clerk",
        "follow_up.change_helper": "clerk",
        "follow_up.complete": ("", "helper_id"),
    }
    _transitions = {
        "plan": Transition(
            "open",
            "running",
            required="helper_id",
            hidden_by="_get_clerk_refusal",
            refused_by="_get_helper_refusal",
            is_personal=False,
        ),
        "change_helper": Transition(
            ("running", "due"),
            "open",
            hidden_by="_get_clerk_refusal",
            is_personal=False,
        ),
        "complete": Transition(
            "due",
            "completed",
            hidden_by="_get_leader_refusal",
            refused_by="_get_completion_refusal",
            depends="helper_id",
            is_personal=False,
        ),
    }

    can_plan = fields.Boolean(compute="_compute_can")
    can_change_helper = fields.Boolean(compute="_compute_can")
    can_complete = fields.Boolean(compute="_compute_can")
    can_edit_conclusion = fields.Boolean(compute="_compute_can_edit")

    @api.depends("state", "helper_id")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        for follow_up in self:
            follow_up.can_edit_conclusion = (
                "conclusion" in follow_up._get_writable_names()
            )

    @api.model
    def _start_for(self, determinations):
        """Start the follow-up of each party whom the regulation wants followed up.

        :param tolerance.determination determinations: just confirmed
        :rtype: tolerance.follow.up
        """
        followed = determinations.filtered(
            lambda d: d.version_id._is_followed_up(
                d.degree_id, d.party_id.is_leading_cadre
            )
        )
        # The deciding user neither follows the new records nor appears as their author.
        quiet = self.with_context(mail_create_nosubscribe=True, mail_create_nolog=True)
        follow_ups = quiet._create_unlocked(
            [self._prepare_vals(determination) for determination in followed]
        )
        follow_ups = follow_ups.with_env(self.env)
        self.env["tolerance.follow.up.talk"]._plan_for(follow_ups)
        for follow_up in follow_ups:
            follow_up._plan_todo("name_helper", follow_up._get_clerk())
        follow_ups._ledger_append(
            "follow_up.start",
            lambda follow_up: {
                "subject": follow_up.subject_id.id,
                "from": follow_up.date_from,
                "to": follow_up.date_to,
                "talks": len(follow_up.talk_ids),
            },
        )
        return follow_ups

    @api.model
    def _prepare_vals(self, determination):
        version, company = determination.version_id, determination.company_id
        months = version._get_follow_up_months(company)
        return {
            "determination_id": determination.id,
            "company_id": company.id,
            "matter_id": determination.matter_id.id,
            "subject_id": determination.subject_id.id,
            "date_from": determination.decided_on,
            "date_to": last_day(determination.decided_on, months),
            "months": months,
            "is_months_default": (
                version.follow_up_is_default or not version.follow_up_months
            ),
            "is_talks_default": not version.follow_up_talks,
        }

    def _get_talk_days(self):
        """Return the days on which talks are planned.

        :rtype: list
        """
        # sudo: the number comes from the regulation behind the decision, which the user
        # may not read.
        version = self.sudo().determination_id.version_id
        interval = self.company_id._tolerance_setting("tolerance_talk_months")
        count = version.follow_up_talks or self.months // interval
        return talk_days(self.date_from, self.months, count)

    def _get_leader_refusal(self):
        if self._is_clerk() or self._is_helper():
            return False
        return self.env._(
            "%(number)s: only the helper or a clerk can complete it.", number=self.name
        )

    def _get_helper_refusal(self):
        return self._is_concerned(self.helper_id) and self.env._(
            "%(number)s: the helper must be another person. Choose another helper.",
            number=self.name,
        )

    def _get_completion_refusal(self):
        open_talks = self.talk_ids.filtered(lambda talk: talk.state == "planned")
        if open_talks:
            return self.env._(
                "%(number)s: record the talks of %(days)s first, or cancel them with "
                "the reason.",
                number=self.name,
                days=write_list(
                    self.env,
                    [
                        write_day(self.env, day)
                        for day in open_talks.mapped("planned_on")
                    ],
                ),
            )
        # sudo: an open concern counts even if the user may not read it.
        if self.sudo().concern_ids.filtered(lambda concern: concern.state == "open"):
            return self.env._(
                "%(number)s: the body has still to answer a concern. Ask its head.",
                number=self.name,
            )
        return False

    def action_plan(self):
        """Begin with the helper entered, who gets a task for each talk."""
        self.check_access("write")
        self._check_transition("plan")
        for follow_up in self:
            follow_up._write_transition("plan")
            follow_up._finish_todo("name_helper")
            follow_up.talk_ids._plan_talk_todos()
        self._ledger_append(
            "follow_up.plan", lambda follow_up: {"helper": follow_up.helper_id.id}
        )
        return True

    def action_change_helper(self):
        """Replace the helper; talks that were held stay."""
        self.check_access("write")
        self._check_transition("change_helper")
        self._ledger_append(
            "follow_up.change_helper",
            lambda follow_up: {"helper": follow_up.helper_id.id},
        )
        for follow_up in self:
            follow_up._write_transition("change_helper")
            follow_up.talk_ids._finish_talk_todos()
            follow_up._plan_todo("name_helper", follow_up._get_clerk())
        return True

    def action_complete(self):
        """End the follow-up after its time, with every talk held or cancelled."""
        self.check_access("write")
        self._check_transition("complete")
        for follow_up in self:
            # sudo: only whether a concern was upheld is read here.
            concerns_sudo = follow_up.sudo().concern_ids
            is_clean = "upheld" not in concerns_sudo.mapped("state")
            follow_up._write_transition(
                "complete",
                {
                    "completed_on": follow_up.company_id._tolerance_today(),
                    "completed_by_id": self.env.uid,
                    "is_without_objection": is_clean,
                },
            )
            follow_up._finish_todo("complete_follow_up")
        self._ledger_append(
            "follow_up.complete",
            lambda follow_up: {"without_objection": follow_up.is_without_objection},
        )
        return True

    def action_open_concern(self):
        """Open an empty concern for the deciding body.

        :return: the action
        :rtype: dict
        """
        check_single(self)
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Concern for the Body"),
            "res_model": "tolerance.follow.up.concern",
            "view_mode": "form",
            "target": "new",
            "context": {"default_follow_up_id": self.id},
        }

    def _void(self, reason):
        super()._void(reason)
        self.talk_ids._finish_talk_todos()

    @api.model
    def _cron_end(self):
        """Make follow-ups whose time is over ready to be completed."""
        domain = Domain("state", "=", "running") & self._get_past_domain("date_to")
        self._run_due(domain, lambda follow_up: follow_up._end())

    def _end(self):
        self._write_unlocked({"state": "due"})
        self._plan_todo("complete_follow_up", self.helper_id)
        self._ledger_append("follow_up.end", {"to": self.date_to})

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "follow_up.start": self.env._("Follow-up started"),
            "follow_up.plan": self.env._("Follow-up planned"),
            "follow_up.change_helper": self.env._("Helper of a follow-up changed"),
            "follow_up.complete": self.env._("Follow-up completed"),
            "follow_up.end": self.env._("Follow-up ended"),
            "follow_up.void": self.env._("Follow-up voided"),
        }
