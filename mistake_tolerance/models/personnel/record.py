"""What appraisals, promotions and commendations have in common: they count marks."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base.deletion import ondelete
from ..base.field import written
from ..base.wording import write_list


class TolerancePersonnelRecord(models.AbstractModel):
    """Common base of appraisals, promotions and commendations.

    They count negative marks. A mark that a decision neutralised stays visible but
    is not counted. States change only by transitions.
    """

    _name = "tolerance.personnel.record"
    _description = "Personnel Record"
    _inherit = [
        "tolerance.ledger.mixin",
        "tolerance.task.mixin",
        "tolerance.subject.mixin",
        "tolerance.workflow.mixin",
    ]

    _ground_actions = ()  # actions against the person, each needs a ground
    _closed_states = ()  # states in which the marks are settled
    _mark_kinds = ()  # kinds of mark such a record can hold
    _content_fields = frozenset({"employee_id", "department_id"})
    # Marks follow these fields. If they moved with their record, they would count
    # against another person without being judged for that person.
    _about_fields = frozenset(
        {"employee_id", "department_id", "area_id", "cycle_id", "kind"}
    )

    note = written.Text("Notes", groups="mistake_tolerance.group_hr_officer")
    neutralised_note = fields.Char(
        "Neutralised Marks", compute="_compute_neutralised_note"
    )
    held_note = fields.Char("Marks on Hold", compute="_compute_held_note")
    is_protected = fields.Boolean(
        "Protected",
        compute="_compute_is_protected",
        help="A decision in force protects this person or unit in this area.",
    )

    def write(self, vals):
        if self._content_fields & vals.keys():
            self._check_still_draft()
        if self._about_fields & vals.keys():
            self._check_no_marks()
        return super().write(vals)

    @ondelete
    def _unlink_only_drafts(self):
        if self.filtered(lambda record: record.state != "draft"):
            raise UserError(
                self.env._("Only drafts can be deleted; other records stay on file.")
            )
        self._check_no_marks()

    def _check_no_marks(self):
        if self.with_context(active_test=False).mark_ids:
            raise UserError(
                self.env._("Delete the marks first, if they were entered by mistake.")
            )

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        # The person reads the record, and not what officers write to each other.
        return dict.fromkeys(self, "write")

    def _check_still_draft(self):
        if fixed := self.filtered(lambda record: record.state != "draft"):
            raise UserError(
                self.env._(
                    "%(records)s: the person or unit and what the record is about can "
                    "change in a draft only.",
                    records=write_list(self.env, fixed.mapped("display_name")),
                )
            )

    def _get_counted_marks(self):
        """Return the marks of these records that count.

        Those are neither archived nor neutralised, and no hold applies to them while
        the record is not settled.

        :rtype: tolerance.mark
        """
        marks = self.mark_ids.filtered(lambda m: m.active and not m.is_neutralised)
        return marks - marks._filter_held()

    @api.depends("state", "mark_ids.matter_id", "mark_ids.active")
    @api.depends_context("lang")
    def _compute_held_note(self):
        held = self.mark_ids._filter_held()
        for record in self:
            marks = record.mark_ids & held
            record.held_note = bool(marks) and self.env._(
                "Marks for a matter on hold: %(count)s. They do not count until it is "
                "decided.",
                count=len(marks),
            )

    @api.depends("mark_ids.decision_number", "mark_ids.active")
    @api.depends_context("lang")
    def _compute_neutralised_note(self):
        for record in self:
            marks = record.mark_ids.filtered(lambda m: m.active and m.is_neutralised)
            if not marks:
                record.neutralised_note = False
                continue
            numbers = dict.fromkeys(marks.mapped("decision_number"))
            record.neutralised_note = self.env._(
                "Neutralised marks: %(count)s (%(numbers)s)",
                count=len(marks),
                numbers=write_list(self.env, numbers),
            )

    @api.depends("subject_id", "area_id")
    def _compute_is_protected(self):
        protected = self._filter_protected()
        for record in self:
            record.is_protected = record in protected

    def _filter_protected(self):
        """Return the records whose person or unit a decision protects there.

        Read by the rules; whom it is shown to is another question.
        """
        found = self.browse()
        for area, records in self.grouped("area_id").items():
            protected = self.env["tolerance.effect"]._get_protected(
                records.subject_id, area
            )
            found |= records.filtered(lambda r, p=protected: r.subject_id in p)
        return found

    def _get_exposed(self):
        """Return the records of persons whom a decision or an open matter protects.

        Read anew each time: what protects may have changed in this transaction.
        """
        examined = self.subject_id._get_examined()
        exposed = self.filtered(lambda record: record.subject_id in examined)
        for area, records in self.grouped("area_id").items():
            protected = self.env["tolerance.effect"]._get_protected(
                records.subject_id, area
            )
            exposed |= records.filtered(lambda r, p=protected: r.subject_id in p)
        return exposed

    def _get_hiding_refusals(self, action):
        if not self.browse().has_access("write"):
            sentence = self.env._("Only an HR officer can do this.")
            return dict.fromkeys(self._ids, sentence)
        return super()._get_hiding_refusals(action)

    def _get_explained_refusals(self, action):
        grounds = self._filter_against(action)._get_ground_refusals()
        return grounds | super()._get_explained_refusals(action)

    def _filter_against(self, action):
        """Return the records of which an action goes against the person or unit."""
        return self if action in self._ground_actions else self.browse()

    def _get_ground_refusals(self):
        """Return which records lack a ground for an action against the person.

        A ground is a mark that counts. Another reason in writing does for those
        whom no decision protects and about whom none is to come; the others get
        their grounds judged one by one.
        """
        refusals = {}
        examined = self.subject_id._get_examined()
        protected = self._filter_protected()
        counted = self._get_counted_marks()
        for record in self:
            if record.mark_ids & counted:
                continue
            if record in protected or record.subject_id in examined:
                refusals[record.id] = self.env._(
                    "%(record)s: a decision protects this person or unit, or a matter "
                    "of theirs is being examined. Enter each ground as a mark first.",
                    record=record.display_name,
                )
            elif not record.rejection_reason:
                refusals[record.id] = self.env._(
                    "%(record)s: enter each ground as a mark, or write the reason, "
                    "first.",
                    record=record.display_name,
                )
        return refusals

    def _apply_transition(self, action):
        """Check and take one of the transitions, and enter it in the ledger."""
        self.check_access("write")
        self._check_transition(action)
        self._write_transition(action)
        self._ledger_append(f"{self._ledger_prefix}.{action}")

    def _get_ledger_values(self):
        self.ensure_one()
        return {
            "subject": self.subject_id.id,
            "area": self.area_id.code,
            "marks": self._get_counted_marks().ids,
        }
