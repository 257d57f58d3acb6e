from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..base.field import written
from ..base.task_mixin import Task
from ..base.wording import write_list
from ..base.workflow_mixin import Transition
from ..base.write_permit import is_unlocked


class ToleranceInquiry(models.Model):
    """The inquiry into a case: team, evidence, assessment and written report."""

    _name = "tolerance.inquiry"
    _description = "Inquiry"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.attachment.mixin",
        "tolerance.workflow.mixin",
    ]
    _mail_post_access = "read"
    _rec_name = "case_id"
    _order = "id desc"
    _conflict_paths = ("case_id.conflict_ids",)
    _logged_content = frozenset({"report", "report_attachment_ids"})
    _read_ahead = (
        "member_ids.user_id.partner_id",
        "case_id.assessment_ids.line_ids",
        "case_id.question_ids",
    )
    _tasks = {
        "form_team": Task(parts=("clerk",)),
        "state_interest": Task(is_personal=True),
        "inquire": Task(is_personal=True),
    }

    _workflow_fields = frozenset({"state", "closed_on", "closed_by"})
    _transitions = {
        "close": Transition(
            "open",
            "closed",
            required=("member_ids", "assessment_ids", "report"),
            hidden_by="_get_work_refusal",
            depends=("member_ids.state", "member_ids.user_id"),
        ),
    }

    case_id = fields.Many2one(
        "tolerance.case", required=True, ondelete="restrict", readonly=True, index=True
    )
    company_id = fields.Many2one(related="case_id.company_id", store=True)
    version_id = fields.Many2one(related="case_id.version_id")
    state = fields.Selection(
        [("open", "Under Inquiry"), ("closed", "Closed")],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    member_ids = fields.One2many("tolerance.inquiry.member", "inquiry_id")
    evidence_ids = fields.One2many("tolerance.evidence", "inquiry_id")
    assessment_ids = fields.One2many(related="case_id.assessment_ids")
    report = fields.Html("Written Report", copy=False)
    report_attachment_ids = fields.Many2many(
        "ir.attachment",
        "tolerance_inquiry_attachment_rel",
        "inquiry_id",
        "attachment_id",
        string="Report as a File",
        copy=False,
    )
    closed_on = fields.Date(readonly=True, copy=False)
    closed_by = fields.Many2one("res.users", readonly=True, copy=False)
    next_action = fields.Char("What to Do Next", compute="_compute_next_action")
    can_close = fields.Boolean(compute="_compute_can")
    can_work = fields.Boolean(compute="_compute_can_work")
    can_state_no_interest = fields.Boolean(compute="_compute_can_state_interest")
    can_withdraw = fields.Boolean(
        "Can State an Interest", compute="_compute_can_state_interest"
    )

    _case_uniq = models.UniqueIndex("(case_id)", "This case has its inquiry already.")

    @api.depends("case_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Name the inquiry apart from its case, which has the same number."""
        for inquiry in self:
            inquiry.display_name = inquiry.case_id.name and self.env._(
                "%(case)s: Inquiry", case=inquiry.case_id.name
            )

    @api.depends("state", "member_ids.state", "member_ids.user_id")
    @api.depends_context("uid")
    def _compute_can_work(self):
        for inquiry in self:
            inquiry.can_work = not inquiry._get_work_refusal()

    @api.depends("state", "member_ids.state", "member_ids.user_id")
    @api.depends_context("uid")
    def _compute_can_state_interest(self):
        """Show a member who was asked both answers."""
        for inquiry in self:
            is_asked = inquiry._get_own_seat().state == "asked"
            inquiry.can_state_no_interest = inquiry.state == "open" and is_asked
            inquiry.can_withdraw = inquiry.can_state_no_interest

    @api.depends("state", "member_ids.state", "report", "assessment_ids.is_complete")
    @api.depends_context("lang", "uid")
    def _compute_next_action(self):
        self.filtered(lambda inquiry: inquiry.state != "closed")._read_together()
        for inquiry in self:
            inquiry.next_action = inquiry._get_next_action()

    def write(self, vals):
        working = {"report", "report_attachment_ids"} & vals.keys()
        if working and not is_unlocked(self):
            for inquiry in self:
                inquiry._check_work()
        result = super().write(vals)
        if "report_attachment_ids" in vals:
            self._bind_uploads("report_attachment_ids")
        return result

    def _get_team(self):
        """Return the members who said that they have no interest in the case.

        :rtype: tolerance.inquiry.member
        """
        return self.member_ids.filtered(lambda member: member.state == "stated")

    def _get_own_seat(self):
        """Return the current user's place on the team.

        :rtype: tolerance.inquiry.member
        """
        return self._get_seat(self.env.user)

    def _get_seat(self, user):
        """Return a user's place on the team, the last one of those who came back.

        :rtype: tolerance.inquiry.member
        """
        seats = self.member_ids.filtered(lambda member: member.user_id == user)
        return seats.sorted("id")[-1:]

    def _get_work_refusal(self):
        """Return why the current user may not work on this inquiry, or False."""
        self.ensure_one()
        if self.state != "open":
            return self.env._("The inquiry is closed: only supplements are taken.")
        member = self._get_own_seat()
        if not member or member.state == "withdrawn":
            return self.env._("Only members of the team can work on the inquiry.")
        if member.state != "stated":
            return self.env._(
                "First state whether you have an interest in this case: open %(case)s "
                "under Cases ▸ Inquiries and press No Interest, or I Have an Interest.",
                case=self.case_id.name,
            )
        return False

    def _check_work(self):
        refusal = self._get_work_refusal()
        if refusal:
            raise AccessError(refusal)

    def _get_required_sentence(self, action):
        if action != "close":
            return super()._get_required_sentence(action)
        return "\n".join(sentence for sentence, _name in self._get_lacks()) or False

    def _get_lacks(self):
        """List what is missing before the inquiry can close, in the order of work.

        :return: sentences, each with the field of the form that it is about
        :rtype: list[tuple]
        """
        self.ensure_one()
        lacks = [
            (sentence, "assessment_ids") for sentence in self._get_assessment_lacks()
        ]
        if sentence := self._get_team_lack():
            lacks.insert(0, (sentence, "member_ids"))
        if written.is_blank_html(self.report):
            lacks.append((self.env._("Write the report of the inquiry."), "report"))
        return lacks

    def _get_team_lack(self):
        """Return a sentence with the members who have not stated their interest.

        The team closes without those who were silent until their time was over.
        """
        asked = self.member_ids.filtered(lambda member: member.state == "asked")
        if self._get_own_seat() & asked:
            return self.env._("Press No Interest, or I Have an Interest.")
        overdue = asked._filter_overdue()
        if overdue and overdue == asked and (team := self._get_team()):
            if self.env.user in team.user_id:
                return False
            return self.env._(
                "%(names)s stated nothing in time: %(leaders)s can close the inquiry "
                "without them.",
                names=write_list(self.env, overdue.user_id.mapped("name")),
                leaders=write_list(self.env, team.user_id.mapped("name")),
            )
        if asked:
            return self.env._(
                "No statement of no interest yet from %(names)s: each states it on "
                "this inquiry, under Cases ▸ Inquiries.",
                names=write_list(self.env, asked.user_id.mapped("name")),
            )
        if not self._get_team():
            return self.env._(
                "Form the team and save; each member states to have no interest."
            )
        return False

    def _get_assessment_lacks(self):
        """Return the assessments that are not complete, and what each lacks.

        :rtype: list[str]
        """
        open_ones = self.assessment_ids.filtered(lambda a: not a.is_complete)
        answered = open_ones.filtered(lambda a: all(a.line_ids.mapped("is_answered")))
        lacks = []
        if unanswered := open_ones - answered:
            lacks.append(
                self.env._(
                    "Complete the assessment of %(names)s: every question needs an "
                    "answer with reasons, and the evidence it rests on.",
                    names=write_list(
                        self.env, unanswered.party_id.subject_id.mapped("name")
                    ),
                )
            )
        if answered:
            lacks.append(
                self.env._(
                    "Complete the assessment of %(names)s: the nature of the "
                    "responsibility and the conclusion, below the questions.",
                    names=write_list(
                        self.env, answered.party_id.subject_id.mapped("name")
                    ),
                )
            )
        return lacks

    def _get_empty_fields(self, action):
        if action != "close":
            return super()._get_empty_fields(action)
        return [name for _sentence, name in self._get_lacks()]

    def _get_next_action(self):
        """Return the sentence on the next act, for the reader of the inquiry.

        :rtype: str
        """
        self.ensure_one()
        if self.state == "closed":
            return self.env._(
                "The inquiry is closed. %(next)s",
                next=self.case_id._get_follow_sentence(),
            )
        if lacks := self._get_lacks():
            return lacks[0][0]
        if self._get_work_refusal():
            return self.env._("The team closes the inquiry.")
        if overdue := self.member_ids._filter_overdue():
            return self.env._(
                "Press Close Inquiry: it is noted that %(names)s stated nothing.",
                names=write_list(self.env, overdue.user_id.mapped("name")),
            )
        return self.env._("Press Close Inquiry.")

    def _get_next_elsewhere(self):
        """Return the sentence on the next act, for the form of the case.

        :rtype: str
        """
        if not self:
            return self.env._("Start the inquiry.")
        action = self._get_next_action()
        if not self._get_own_seat():
            return action
        return self.env._(
            "In “%(place)s”: %(action)s", place=self.display_name, action=action
        )

    def _get_form_action(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }
