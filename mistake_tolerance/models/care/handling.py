"""What was done in the end to a person whose liability remains.

Handling (处理) is what the competent organ does about a mistake: a talk, a warning, a
demerit. A decision may only lighten it, such as a warning instead of a demerit. It may
name the track, which is the procedure that deals with the case (administrative, Party
discipline or another), the organ, the legal basis and the ceiling, the heaviest measure
that it allows. HR records what was done, and the system reports it if it is heavier
than decided or if a person has to compare.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...rules.handling import compare
from ..base.deletion import ondelete
from ..base.field import written
from ..base.task_mixin import Task
from ..base.workflow_mixin import Transition
from ..confidentiality.conflict_closure import OF_SUBJECT
from ..decision.determination_handling import MEASURES

ENTERED = frozenset({"measure", "done_on", "document_number", "note"})


class ToleranceHandling(models.Model):
    """The measure taken in the end, compared with the one that the decision allows.

    It is opened with each decision that leaves liability or names a track. HR records
    the result once. If the measure is heavier, the clerk and the supervisors are
    notified; if it has to be compared by hand, the clerk alone. A handling is void if
    the decision was revoked before HR recorded it.
    """

    _name = "tolerance.handling"
    _description = "Handling after a Decision"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.paper.number",
        "tolerance.task.mixin",
        "tolerance.workflow.mixin",
        "tolerance.dated",
    ]
    _order = "id desc"
    _rec_name = "number"
    _conflict_paths = ("case_id.conflict_ids",)
    _own_page_paths = OF_SUBJECT
    # Records made after the decision are not part of the case file: reading them is not
    # logged.
    _logged_content = frozenset()
    _tasks = {
        "compare_handling": Task(is_notice=True),
    }

    _past_days = ("done_on",)

    _transitions = {
        "record": Transition(
            "waiting",
            "recorded",
            required=("measure", "done_on"),
            hidden_by="_get_officer_refusal",
            refused_by=("_get_document_refusal", "_get_note_refusal"),
            is_personal=False,
        ),
    }
    _workflow_fields = frozenset(
        {"determination_id", "state", "outcome", "recorded_by"}
    )

    determination_id = fields.Many2one(
        "tolerance.determination",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    number = fields.Char("Decision Number", related="determination_id.name", store=True)
    case_id = fields.Many2one(
        related="determination_id.case_id", store=True, index=True
    )
    matter_id = fields.Many2one(related="determination_id.matter_id", store=True)
    subject_id = fields.Many2one(
        related="determination_id.subject_id", store=True, index=True
    )
    company_id = fields.Many2one(related="determination_id.company_id", store=True)
    degree_kind = fields.Selection(related="determination_id.degree_kind")
    track = fields.Selection(related="determination_id.handling_track")
    organ = fields.Char(related="determination_id.handling_organ")
    # The legal basis of the handling, such as an article; not what a record is about.
    ground = fields.Char(related="determination_id.handling_ground")
    ceiling = fields.Selection(related="determination_id.handling_ceiling")
    state = fields.Selection(
        [("waiting", "To Record"), ("recorded", "Recorded"), ("void", "Void")],
        default="waiting",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    measure = fields.Selection(
        [*MEASURES, ("other", "Another Measure")],
        "What Was Done",
        copy=False,
        help="Describe another measure, such as one of Party discipline, in the note; "
        "no source ranks it.",
    )
    done_on = fields.Date("Day of the Handling", copy=False)
    document_number = fields.Char(copy=False)
    note = written.Text(copy=False)
    recorded_by = fields.Many2one("res.users", readonly=True, copy=False)
    outcome = fields.Selection(
        [
            ("within", "Within the Decision"),
            ("heavier", "Heavier than Decided"),
            ("open", "Open: Compare by Hand"),
        ],
        "Compared with the Decision",
        readonly=True,
        copy=False,
    )
    can_record = fields.Boolean(compute="_compute_can")

    _determination_uniq = models.UniqueIndex(
        "(determination_id)", "This decision has its handling already."
    )
    _recorded = models.Constraint(
        "CHECK(state <> 'recorded' OR (measure IS NOT NULL AND done_on IS NOT NULL "
        "AND outcome IS NOT NULL))",
        "Enter what was done, and the day.",
    )

    @api.depends("determination_id.display_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for handling in self:
            # sudo: the HR officer who records may not be able to read the decision.
            handling.display_name = handling.sudo().determination_id.display_name

    def write(self, vals):
        # Who may not write must not learn from the refusal what is recorded.
        self.check_access("write")
        if ENTERED & vals.keys() and self.filtered(lambda h: h.state != "waiting"):
            raise UserError(self.env._("What was recorded stays as it was entered."))
        return super().write(vals)

    def _get_earliest_days(self):
        # sudo: the HR officer who records may not be able to read the case.
        decided_on = self.sudo().case_id._get_decided_day()
        return {"done_on": (decided_on, self.env._("the decision"))}

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(self.env._("Handlings stay on file."))

    @api.model
    def _open_for(self, determinations):
        """Open the handling of confirmed decisions that leave something to handle.

        :param tolerance.determination determinations: with all rights
        :rtype: tolerance.handling
        """
        due = determinations.filtered(
            lambda d: (
                d.degree_kind in ("lighter", "reduced")
                or (d.degree_kind == "exempt" and d.handling_track)
            )
        )
        if not due:
            return self.browse()
        return self._create_unlocked([{"determination_id": d.id} for d in due])

    def _get_officer_refusal(self):
        """Hide the button from everybody but HR officers."""
        if not self.env.user.has_group("mistake_tolerance.group_hr_officer"):
            return self.env._("An HR officer records what was done.")
        return False

    def _get_document_refusal(self):
        """Return that a measure needs the number of the document that ordered it."""
        if self.measure != "none" and not self.document_number:
            return self.env._(
                "%(number)s: enter the number of the document.", number=self.number
            )
        return False

    def _get_note_refusal(self):
        """Return that a measure that is not in the list must be described."""
        if self.measure == "other" and not self.note:
            return self.env._(
                "%(number)s: tell in the note what was done.", number=self.number
            )
        return False

    def _get_ledger_chain(self):
        return self.case_id

    def action_record(self):
        """Record what was done, compare it, and notify of a possible difference.

        :return: True
        :raises UserError: with one sentence for each handling that cannot be recorded
        """
        self.check_access("write")
        self._check_transition("record")
        for handling in self:
            handling._write_transition(
                "record",
                {
                    "recorded_by": self.env.uid,
                    "outcome": compare(
                        handling.degree_kind, handling.ceiling, handling.measure
                    ),
                },
            )
            handling._finish_todo("record_handling")
            if handling.outcome != "within":
                handling._notify_difference()
        self._ledger_append("handling.record")
        return True

    def _get_ledger_values(self):
        return {
            "decision": self.number,
            "degree": self.degree_kind,
            "ceiling": self.ceiling or None,
            "measure": self.measure,
            "done_on": self.done_on,
            "document_number": self.document_number or "",
            "outcome": self.outcome,
        }

    def _notify_difference(self):
        """Give the clerk, and the supervisors if it is heavier, a task to compare.

        ``outcome`` is ``heavier``, or ``open``: the decision sets no ceiling, or no
        source ranks the measure, so that the clerk must compare.
        """
        # sudo: every user may know who the clerk in charge is.
        clerk = self.sudo().case_id.clerk_id.sudo(False)
        users = clerk or self._get_clerks(self.company_id)
        if self.outcome == "heavier":
            users |= self._get_role_users("supervisor", self.company_id)
        self._plan_todo("compare_handling", users)

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "handling.record": self.env._("Handling after a decision recorded"),
        }


class ToleranceDetermination(models.Model):
    """Opens the handling when a decision is confirmed; voids it with the decision."""

    _inherit = "tolerance.determination"

    handling_ids = fields.One2many("tolerance.handling", "determination_id")

    def _on_confirmed(self):
        result = super()._on_confirmed()
        # sudo: the deciding user has no rights on these records.
        determinations_sudo = self.sudo()
        handlings = determinations_sudo.env["tolerance.handling"]._open_for(
            determinations_sudo
        )
        for handling in handlings:
            officers = handling._get_role_users("hr_officer", handling.company_id)
            handling._plan_todo("record_handling", officers)
        return result

    def _on_revoked(self):
        result = super()._on_revoked()
        # sudo: the revoking user has no rights on these records. What HR has recorded
        # stays: it was done.
        waiting_sudo = self.sudo().handling_ids.filtered(lambda h: h.state == "waiting")
        for handling_sudo in waiting_sudo:
            handling_sudo._write_unlocked({"state": "void"})
            handling_sudo._finish_todo("record_handling")
        return result


class ToleranceCase(models.Model):
    """Shows in the case that a person was handled more heavily than decided."""

    _inherit = "tolerance.case"

    # Only a heavier handling sets it. One that is open is a task of the clerk.
    handling_differs = fields.Boolean(
        "Handling Differs from Decision",
        compute="_compute_handling_differs",
        compute_sudo=True,
    )

    def _compute_handling_differs(self):
        heavier = self.env["tolerance.handling"].search(
            [("case_id", "in", self.ids), ("outcome", "=", "heavier")]
        )
        for case in self:
            case.handling_differs = case in heavier.case_id
