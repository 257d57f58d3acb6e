"""Which matter an application is about, so that one event keeps one matter."""

from odoo import api, fields, models

from ...base.field import written
from ...base.wording import write_list


class ToleranceApplicationAnswer(models.TransientModel):
    """Shows the clerk existing matters, so that one event gets only one matter."""

    _inherit = "tolerance.application.answer"

    matter_choice = fields.Selection(
        [("known", "A Matter on File"), ("new", "A New Matter")],
        "Which Matter",
        compute="_compute_matter_choice",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    matter_id = fields.Many2one(
        compute="_compute_matter_id", store=True, readonly=False, precompute=True
    )
    proceeding_id = fields.Many2one(
        compute="_compute_proceeding_id", store=True, readonly=False, precompute=True
    )
    likely_ids = fields.Many2many(
        "tolerance.matter", string="May Be Meant", compute="_compute_likely_ids"
    )
    further_ids = fields.Many2many(
        "tolerance.matter",
        string="Other Matters of the Person or Unit",
        compute="_compute_likely_ids",
    )
    # No matter on file may be meant: a new one needs no reason.
    is_distinct = fields.Boolean(
        compute="_compute_likely_ids", export_string_translation=False
    )
    different_reason = written.Text(
        "Why It Is Another Matter",
        help="What sets it apart from the matters on file. The persons concerned read "
        "this.",
    )

    @api.depends("application_id")
    @api.depends_context("uid")
    def _compute_likely_ids(self):
        for answer in self:
            likely, further = self.env["tolerance.matter"]._find_for_application(
                answer.application_id
            )
            # The sentence does not name a matter that the clerk may not read.
            answer.likely_ids = likely._filtered_access("read")
            answer.further_ids = further._filtered_access("read")
            answer.is_distinct = not likely

    # Depends on the application only, so that what the clerk enters stays.
    @api.depends("application_id")
    def _compute_matter_choice(self):
        for answer in self:
            is_new = answer.title or answer.is_distinct
            is_known = answer.matter_id or not is_new
            answer.matter_choice = "known" if is_known else "new"

    @api.depends("application_id")
    def _compute_matter_id(self):
        """Preselect the matter on file, where exactly one may be meant.

        One that does not fit in time, and is only cited, is chosen by the clerk.
        """
        for answer in self:
            likely = answer.likely_ids
            # A title means that the clerk wants a new matter.
            is_one = (
                len(likely) == 1
                and not answer.title
                # sudo: the clerk may not be able to read the matter's day.
                and likely.sudo()._fits_in_time(answer.application_id.sudo())
            )
            answer.matter_id = likely if is_one else False

    @api.depends("matter_id")
    def _compute_proceeding_id(self):
        """Preselect the proceeding the applicant answers, or the only one."""
        for answer in self:
            known = answer.matter_id.proceeding_ids
            day = answer.application_id.proceeding_started_on
            same = known.filtered(lambda p, day=day: p.started_on == day)
            fitting = same if len(same) == 1 else known
            answer.proceeding_id = fitting if len(fitting) == 1 else False

    @api.onchange("matter_choice")
    def _onchange_matter_choice(self):
        """Drop what belongs to the choice that was not taken."""
        if self.matter_choice == "new":
            self.matter_id = False
        else:
            self.title = self.different_reason = False

    def _get_matter_refusal(self):
        """Return what is missing from the choice of the matter, or False.

        :rtype: str | bool
        """
        if self.matter_choice == "known":
            return not self.matter_id and self.env._(
                "Choose the matter, or choose a new matter and give it a title."
            )
        if not self.title:
            return self.env._("Choose the matter, or give the new one a title.")
        if self.is_distinct or self.different_reason:
            return False
        return self.env._(
            "There are matters on file that may be the same: %(numbers)s. A negative "
            "record that cites one of them is not covered by a decision on another. "
            "Choose it, or write why this is another matter.",
            numbers=write_list(self.env, self.likely_ids.mapped("name"))
            or self.env._("one that is closed to you; ask another clerk"),
        )

    def _prepare_matter_vals(self):
        """Return the values of the new matter; a hook.

        :rtype: dict
        """
        application = self.application_id
        return {
            "title": self.title,
            "description": application.what_happened,
            "occurred_on": application.occurred_on or self.started_on,
            "department_id": application.department_id.id,
            "company_id": application.company_id.id,
            "source": "self_report",
        }

    def _make_matter(self):
        """Register the new matter; a hook.

        :rtype: tolerance.matter
        """
        return self.env["tolerance.matter"].create(self._prepare_matter_vals())
