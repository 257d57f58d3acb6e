from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ...base.db_trigger import keep_columns

# What the clerk enters from the paper beside the content.
PAPER = ("paper_subject_id", "paper_received_on", "paper_contact")


class ToleranceApplication(models.Model):
    """An application of somebody without a login, entered by a clerk.

    The clerk enters what the paper says, with its scan, and writes nothing of their
    own into it. The day on which the paper was received counts for the time limit.
    """

    _inherit = "tolerance.application"
    _past_days = (
        "proceeding_started_on",
        "notified_on",
        "occurred_on",
        "paper_received_on",
    )

    user_id = fields.Many2one(required=False)
    is_on_paper = fields.Boolean("Entered from Paper", readonly=True, copy=False)
    entered_by = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict", index=True
    )
    paper_subject_id = fields.Many2one(
        "tolerance.subject",
        "Who Applies on Paper",
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    paper_received_on = fields.Date(
        copy=False,
        help="The day on which the agency received the paper. It counts for the time "
        "limit, whenever the paper is entered here.",
    )
    paper_contact = fields.Char(
        "How to Reach the Applicant",
        copy=False,
        help="Address or phone, for the answer and for the service on paper.",
    )

    _applicant_known = models.Constraint(
        "CHECK(CASE WHEN is_on_paper THEN user_id IS NULL AND entered_by IS NOT NULL "
        "ELSE user_id IS NOT NULL AND paper_subject_id IS NULL "
        "AND paper_received_on IS NULL AND paper_contact IS NULL END)",
        "An application is handed in by its applicant, or entered by a clerk from a "
        "paper.",
    )

    def init(self):
        """Forbid in the database to change who entered it."""
        super().init()
        keep_columns(self, "is_on_paper", "entered_by")

    def _get_author(self, vals):
        """Say who applies: the user, or whoever signed the paper that a clerk enters.

        :raises AccessError: if somebody else than a clerk enters a paper
        """
        author = super()._get_author(vals) | {"is_on_paper": False, "entered_by": False}
        asked = self.env.context.get("default_is_on_paper")
        if not vals.get("is_on_paper", asked):
            return author
        if not self.env.user.has_group("mistake_tolerance.group_clerk"):
            raise AccessError(
                self.env._("A clerk enters an application that came on paper.")
            )
        return {"user_id": False, "is_on_paper": True, "entered_by": self.env.uid}

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._fit_paper(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._fit_paper(vals))

    def _fit_paper(self, vals):
        """Say by the subject on the paper whether a person or a unit applies.

        :rtype: dict
        """
        if not vals.get("paper_subject_id"):
            return vals
        # sudo: whether it is a person or a unit is no secret of the record.
        subject_sudo = self.env["tolerance.subject"].sudo()
        subject_sudo = subject_sudo.browse(vals["paper_subject_id"]).exists()
        return {**vals, "kind": subject_sudo.kind} if subject_sudo else vals

    @api.onchange("paper_subject_id")
    def _onchange_paper_subject_id(self):
        if self.paper_subject_id:
            self.kind = self.paper_subject_id.kind

    @api.depends("paper_subject_id", "is_on_paper")
    def _compute_department_id(self):
        papers = self.filtered("is_on_paper")
        super(ToleranceApplication, self - papers)._compute_department_id()
        for paper in papers:
            # sudo: the clerk may not read employee records.
            subject_sudo = paper.paper_subject_id.sudo()
            units_sudo = (
                subject_sudo.department_ids | subject_sudo.employee_ids.department_id
            )
            company = paper.company_id
            paper.department_id = units_sudo.filtered(
                lambda unit, company=company: unit.company_id in (False, company)
            )[:1].sudo(False)

    @api.depends("paper_subject_id", "is_on_paper")
    def _compute_subject_id(self):
        return super()._compute_subject_id()

    def _get_own_subject(self):
        self.ensure_one()
        return self.paper_subject_id if self.is_on_paper else super()._get_own_subject()

    @api.constrains("paper_subject_id", "entered_by")
    def _check_paper_subject_id(self):
        """Leave the paper of somebody close to the clerk to another clerk."""
        for paper in self.filtered("is_on_paper"):
            clerk = paper.with_user(paper.entered_by)
            if paper.paper_subject_id in clerk._get_unsuitable_subjects():
                raise ValidationError(
                    self.env._(
                        "This paper is about yourself or somebody close to you: "
                        "another clerk has to enter it."
                    )
                )

    def _is_applicant(self):
        if not self.is_on_paper:
            return super()._is_applicant()
        # A form that is not saved yet does not say who enters it.
        is_mine = not self._origin or self.entered_by == self.env.user
        return is_mine and self.env.user.has_group("mistake_tolerance.group_clerk")
