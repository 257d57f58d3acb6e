"""The follow-up: for a time after the decision a helper accompanies the person."""

from odoo import api, fields, models

from ...base import bounded
from ...base.field import written
from ...base.task_mixin import Part, Task
from ...confidentiality.conflict_closure import OF_SUBJECT


class ToleranceFollowUp(models.Model):
    """The time after a decision in which a helper accompanies the person.

    It helps to lay down the burden (Bincheng: one year, heart-to-heart talks)
    and is no second examination: what speaks against the person goes to the body
    as a concern, and appraisals see at most that it ended without objection.
    """

    _name = "tolerance.follow.up"
    _description = "Follow-up"
    _inherit = ["tolerance.care.record", "tolerance.grounded.mixin"]
    _conflict_paths = ("matter_id.conflict_ids",)
    _own_page_paths = (*OF_SUBJECT, "helper_id")
    # Records after a decision are no part of the case file, so reading is not logged.
    _logged_content = frozenset()
    _subject_field = "subject_id"
    _parts_of_users = {
        "helper": Part(
            "helper", "helper_id", [("state", "in", ("open", "running", "due"))]
        ),
    }
    _tasks = {
        "name_helper": Task(parts=("clerk",)),
        "complete_follow_up": Task(parts=("helper",)),
        "followed_left": Task(parts=("clerk",), is_notice=True),
    }

    _workflow_fields = frozenset(
        {
            "state",
            "name",
            "determination_id",
            "date_from",
            "date_to",
            "months",
            "is_months_default",
            "is_talks_default",
            "completed_on",
            "completed_by_id",
            "is_without_objection",
        }
    )

    date_from = fields.Date("Begins", readonly=True, copy=False)
    date_to = fields.Date("Ends", readonly=True, copy=False)
    months = bounded.Integer(
        "Number of Months", readonly=True, copy=False, aggregator=None, high=120
    )
    is_months_default = fields.Boolean(
        "Length Is an Agency Default", readonly=True, copy=False
    )
    is_talks_default = fields.Boolean(
        "Number of Talks Is an Agency Default", readonly=True, copy=False
    )
    basis_text = fields.Char("Length and Talks", compute="_compute_basis_text")
    helper_id = fields.Many2one(
        "res.users",
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
        tracking=True,
        domain="[('share', '=', False), ('id', 'not in', technical_user_ids), "
        "('id', 'not in', concerned_user_ids)]",
        help="Who stands by the person, leads the talks and helps; named by the "
        "clerk, never the person concerned.",
    )
    talk_ids = fields.One2many("tolerance.follow.up.talk", "follow_up_id", "Talks")
    concern_ids = fields.One2many(
        "tolerance.follow.up.concern", "follow_up_id", "Concerns"
    )
    conclusion = written.Text(
        copy=False, help="A word at the end; the person concerned reads it."
    )
    next_talk_on = fields.Date("Next Talk", compute="_compute_talks")
    talks_text = fields.Char("Talks Held", compute="_compute_talks")
    state = fields.Selection(
        [
            ("open", "Helper to Be Named"),
            ("running", "Running"),
            ("due", "To Be Completed"),
            ("completed", "Completed"),
            ("void", "Void"),
        ],
        default="open",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    completed_on = fields.Date(readonly=True, copy=False)
    completed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    is_without_objection = fields.Boolean(
        "Completed without Objection", readonly=True, copy=False
    )

    _determination_uniq = models.UniqueIndex(
        "(determination_id) WHERE determination_id IS NOT NULL",
        "This decision has its follow-up already.",
    )
    _helper_named = models.Constraint(
        "CHECK (state IN ('open', 'void') OR helper_id IS NOT NULL)",
        "A running follow-up has a helper.",
    )
    _dates = models.Constraint(
        "CHECK (date_to IS NULL OR date_to > date_from)",
        "A follow-up cannot end before it begins.",
    )
    _end_idx = models.Index("(company_id, date_to) WHERE state = 'running'")

    def _get_decision_to_read(self):
        """Return the decision that it follows, if the user may read it.

        :rtype: tolerance.determination
        """
        # sudo: the field is for staff; who may read the decision is asked here.
        decision = self.sudo().determination_id.with_env(self.env)
        return decision._filtered_access("read")

    def _get_grounds(self):
        decision = self._get_decision_to_read()
        return super()._get_grounds() + (decision._get_grounds() if decision else [])

    def _get_found_answers(self):
        decision = self._get_decision_to_read()
        return super()._get_found_answers() + (
            decision._get_found_answers() if decision else []
        )

    def _get_remarks(self):
        return super()._get_remarks() + [text for text in (self.basis_text,) if text]

    @api.depends("months", "is_months_default", "is_talks_default", "talk_ids")
    @api.depends_context("lang")
    def _compute_basis_text(self):
        for follow_up in self:
            length = (
                self.env._(
                    "%(months)s months, set by the agency: the source prescribes none",
                    months=follow_up.months,
                )
                if follow_up.is_months_default
                else self.env._("%(months)s months", months=follow_up.months)
            )
            talks = (
                self.env._("number of talks set by the agency")
                if follow_up.is_talks_default
                else self.env._("number of talks set by the regulation")
            )
            follow_up.basis_text = self.env._(
                "%(length)s; %(talks)s", length=length, talks=talks
            )

    @api.depends("talk_ids.state", "talk_ids.planned_on")
    @api.depends_context("lang")
    def _compute_talks(self):
        for follow_up in self:
            talks = follow_up.talk_ids.filtered(lambda talk: talk.state != "cancelled")
            held = talks.filtered(lambda talk: talk.state == "held")
            days = (talks - held).mapped("planned_on")
            follow_up.next_talk_on = min(days) if days else False
            follow_up.talks_text = self.env._(
                "%(held)s of %(total)s", held=len(held), total=len(talks)
            )

    def _get_writable_names(self):
        names = set()
        if self._is_clerk() and self.state == "open":
            names |= {"helper_id"}
        if self.state in ("open", "running", "due"):
            if self._is_clerk() or self._is_helper():
                names |= {"conclusion", "talk_ids", "concern_ids"}
        return names

    def _is_helper(self):
        return self.env.user == self.helper_id

    @api.model
    def _get_cleared(self, subjects):
        """Return only those whose follow-up ended without objection.

        The result does not distinguish running, adverse and missing follow-ups.

        :param tolerance.subject subjects: whom to look up
        :return: ids of subjects
        :rtype: set
        """
        # sudo: HR officers may read neither follow-ups nor predecessors.
        ancestors = subjects._get_ancestors_by_subject()
        follow_ups_sudo = self.sudo().search_fetch(
            [
                ("subject_id", "in", subjects.union(*ancestors.values()).ids),
                ("is_without_objection", "=", True),
                ("determination_id.state", "=", "confirmed"),
            ]
        )
        cleared = subjects.browse(follow_ups_sudo.subject_id.ids)
        return {subject_id for subject_id, own in ancestors.items() if own & cleared}
