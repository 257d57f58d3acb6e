"""Who reads and writes an application: applicant, head of the unit, staff."""

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import format_datetime

from ..base.deletion import ondelete
from ..base.wording import write_list
from ..base.write_permit import is_unlocked

# The fields that only the applicant writes, until the application is submitted.
CONTENT = frozenset(
    {
        "kind",
        "department_id",
        "organ",
        "proceeding_started_on",
        "notified_on",
        "occurred_on",
        "what_happened",
        "situation_ids",
        "degree_id",
        "statement",
        "exclusion_statement",
        "late_reason",
        "attachment_ids",
    }
)

# The newest lines of who opened the case; the auditor has them all.
LINES = 100


class ToleranceApplication(models.Model):
    """Who writes an application, who acts on it for another, and who may not at all.

    The applicant writes the content and the head of the unit its opinion; a stand-in
    of the head forwards it. Users in conflict with it take no part in it, with or
    without a case. The applicant's own page and the endorsement of the unit's head,
    who is the superior by design, rest on other rules than those of staff.

    The applicant reads who opened their case, and when. The log names users who opened
    it as a clerk or without a part in it: the subject may ask them to account for it.
    It does not name

    - users in conflict with the case: their names would tell who reported it, is a
      witness, or declared an interest;
    - inquiry members and members of the deciding body: the log shows their part
      instead, so that nobody is pressed, or thanked, for what was found and decided.
      The subject learns their names where the rules of recusal say so, not from a log.

    Only the auditor reads how the case was opened.
    """

    _inherit = "tolerance.application"
    _delegated_acts = {
        "application.file": ("", "unit_head_id"),
        "application.returned": "desk",
        "application.not_accepted": "desk",
        "case.accept": "desk",
    }
    _conflict_field = "application_id"

    conflict_ids = fields.One2many(
        "tolerance.conflict",
        "application_id",
        string="Conflicts of Interest",
        groups="mistake_tolerance.group_clerk",
    )

    access_log = fields.Html(
        "Who Opened Your Case", compute="_compute_access_log", sanitize=False
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not is_unlocked(self):
            vals_list = [{**vals, "user_id": self.env.uid} for vals in vals_list]
        applications = super().create(vals_list)
        applications._bind_uploads("attachment_ids")
        applications._watch_conflicts()
        return applications

    def write(self, vals):
        if not is_unlocked(self):
            self._check_writer(vals.keys())
        result = super().write(vals)
        if "attachment_ids" in vals:
            self._bind_uploads("attachment_ids")
        if {"state", "subject_id", "user_id", "unit_head_id"} & vals.keys():
            self._watch_conflicts()
        return result

    @ondelete
    def _unlink_only_unsubmitted(self):
        """Refuse to delete a submitted application; drafts can be deleted."""
        submitted = self.filtered(
            lambda application: application.state != "draft" or application.submitted_on
        )
        if submitted:
            raise UserError(
                self.env._(
                    "%(applications)s: an application that was submitted stays on "
                    "file. Only a draft can be deleted.",
                    applications=write_list(self.env, submitted.mapped("display_name")),
                )
            )

    def _check_untouched(self):
        super()._check_untouched()
        if any(application.unit_opinion for application in self):
            raise AccessError(self.env._("Only the unit can write its opinion."))

    def _check_writer(self, names):
        """Refuse fields of other writers; a field that is not listed has no writer."""
        names = {n for n in names if not n.startswith(("message_", "activity_"))}
        for application in self:
            allowed = set()
            if application.user_id == self.env.user:
                if application.state in ("draft", "returned"):
                    allowed |= CONTENT
                elif application.state == "with_unit":
                    allowed.add("late_reason")
            if application._is_unit_head():
                if application.state == "with_unit":
                    allowed.add("unit_opinion")
            if names - allowed - self._get_workflow_fields():
                raise AccessError(
                    self.env._(
                        "%(application)s: this part can no longer be changed, or is "
                        "not yours to change. Write a message below the form instead.",
                        application=application.display_name,
                    )
                )

    def _get_unit_head(self):
        """Find the user who forwards it: the head of the unit or of a parent unit.

        Heads cannot forward their own application. An application of a unit needs no
        forwarding, and no other where the regulation has no such step.

        :rtype: res.users
        """
        self.ensure_one()
        if self.kind == "unit" or not self._get_planned_step("endorse"):
            return self.env["res.users"]
        return self.department_id._get_heads_above(self.user_id)

    def _is_unit_head(self):
        """Return whether the user acts as the head of the unit, also as a stand-in.

        :rtype: bool
        """
        self.ensure_one()
        return self.unit_head_id == self.env.user or self.is_delegated_to_me

    @api.model
    def _get_delegated_domain(self):
        mine = self._get_principal_domain("unit_head", "unit_head_id")
        if mine.is_false():
            return mine
        uid = self.env.uid
        return (
            mine
            & (Domain("state", "=", "with_unit") | Domain("filed_by", "=", uid))
            & Domain("user_id", "!=", uid)
            & Domain("subject_id", "not in", self._get_unsuitable_subjects().ids)
            & Domain(
                "party_ids", "not any", [("case_id.conflict_ids.user_id", "=", uid)]
            )
        )

    @api.model
    def _get_unsuitable_subjects(self):
        """Return the subjects whose applications the user never handles for the unit.

        Before there is a case no conflicts are stored, so they are found here: the
        user's own person and
        units, superiors of any level, and declared interests.

        :rtype: tolerance.subject
        """
        # sudo: only ids are used; users read neither reporting lines nor declarations.
        user_sudo = self.env.user.sudo()
        own_sudo = user_sudo.employee_ids
        today = self.env.company._tolerance_today()
        above = self.env["tolerance.reporting.line"]._get_superiors_since(
            own_sudo, today
        )
        ids = {superior for found in above.values() for superior in found}
        employees_sudo = own_sudo | own_sudo.browse(ids)
        units_sudo = self.env["hr.department"].sudo()
        units_sudo = units_sudo.search([("manager_id", "in", employees_sudo.ids)])
        declarations_sudo = self.env["tolerance.interest.declaration"].sudo()
        # Record rules also read archived records; ended declarations are left out here.
        declarations_sudo = declarations_sudo.search(
            [("user_id", "=", user_sudo.id), ("active", "=", True)]
        )
        return (
            employees_sudo.tolerance_subject_id
            | units_sudo.tolerance_subject_id
            | declarations_sudo.subject_id
        )

    @api.depends("state", "unit_head_id", "filed_by")
    def _compute_is_delegated_to_me(self):
        return super()._compute_is_delegated_to_me()

    def _watch_conflicts(self):
        """Find conflicts once it is submitted, before anybody is told."""
        # sudo: no user has a right to write conflicts.
        submitted_sudo = self.sudo().filtered(lambda a: a.state != "draft")
        submitted_sudo.env["tolerance.conflict"]._refresh(submitted_sudo)

    def _get_conflicts(self, users):
        """Return the users who may not decide on the acceptance, with the reason.

        :param res.users users: the users to check
        :return: ``{user id: sentence}``, only for those who may not
        :rtype: dict
        """
        self.ensure_one()
        sentences = self.subject_id._get_distances(self.user_id, users)
        # sudo: the check needs the rows; the reader does not see them.
        return self.sudo().conflict_ids._add_sentences(sentences, users)

    def _filter_unsuitable(self, part, user):
        found = super()._filter_unsuitable(part, user)
        subjects = self.with_user(user)._get_unsuitable_subjects()
        return found | self.filtered(
            lambda a: a.user_id == user or a.subject_id.id in subjects.ids
        )

    @api.model
    def _get_subject_domain(self, subjects):
        """Return a domain of the applications about one of these subjects.

        :rtype: Domain
        """
        submitted = Domain("state", "!=", "draft")
        return submitted & Domain("subject_id", "in", subjects.ids)

    # Fields from which conflicts of interest are found.

    def _get_conflict_case(self):
        return self.env["tolerance.case"]

    def _get_conflict_start(self):
        return (
            self.occurred_on
            or self.proceeding_started_on
            or self.company_id._tolerance_today()
        )

    def _get_subjects(self):
        return self.subject_id

    def _get_applications(self):
        return self

    def _get_protected_sources(self):
        """Return the open reports about the same person by protected sources."""
        return self.env["tolerance.protected.source"].search(
            [
                ("case_id.party_ids.subject_id", "in", self.subject_id.ids),
                ("case_id.matter_id.is_open", "=", True),
            ]
        )

    @api.depends_context("uid", "lang", "tz")
    def _compute_access_log(self):
        for application in self:
            application.access_log = (
                application._get_access_log()
                if application.user_id == self.env.user
                else False
            )

    def _get_access_log(self):
        """Write the list of accesses as the applicant may read it.

        :rtype: Markup | bool
        """
        self.ensure_one()
        # sudo: applicants may not read the case, but may see who opened it.
        case_sudo = self.sudo().party_ids.case_id
        lines_sudo = case_sudo.env["tolerance.access.log"].search(
            [("case_id", "in", case_sudo.ids), ("reader_id", "!=", self.env.uid)],
            limit=LINES,
        )
        if not lines_sudo:
            return False
        parts = self._get_reader_parts(case_sudo)
        return Markup("<ul>%s</ul>") % Markup("").join(
            Markup("<li>%s <b>%s</b></li>")
            % (
                format_datetime(self.env, line_sudo.moment, tz=self._get_tz()),
                parts.get(line_sudo.reader_id, line_sudo.reader_name),
            )
            for line_sudo in lines_sudo
        )

    def _get_opened_cases(self):
        """Applicants who read their own application open nothing."""
        # sudo: staff who read the application may not be able to read its case.
        others_sudo = self.sudo().filtered(lambda a: a.user_id != self.env.user)
        return others_sudo.party_ids.case_id

    def _get_tz(self):
        return self.env.user.tz or self.company_id._tolerance_setting("tolerance_tz")

    @api.model
    def _get_reader_parts(self, case_sudo):
        """Return the words shown instead of the names that are withheld.

        Later rooms add further users; the words of an earlier room take precedence.

        :return: ``{user id: words}``
        :rtype: dict
        """
        barred = case_sudo.conflict_ids.user_id
        return dict.fromkeys(barred.ids, self.env._("A member of staff"))
