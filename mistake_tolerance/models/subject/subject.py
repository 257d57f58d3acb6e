"""The person or unit that decisions protect, whichever records Odoo keeps of them.

Example: Zhao is an employee of the bureau, leaves, and is employed again. These are two
employee records and one subject, so a decision about Zhao keeps protecting.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..base.db_trigger import keep_columns
from ..base.field import written
from ..base.loading import is_loading
from ..base.write_permit import is_unlocked, unlocked


class Base(models.AbstractModel):
    _inherit = "base"

    # The field with the persons and units that such a record is about: while there is
    # such a record, the employee record of a person cannot be deleted.
    _subject_field = None


class ToleranceSubject(models.Model):
    """A person or a unit, beyond any one employee or department record.

    Employee records are made anew on re-hire and for each company, departments
    are reorganised. Effects belong to the subject; they also protect its successors,
    which find them through their predecessors.
    """

    _name = "tolerance.subject"
    _description = "Person or Unit"
    _inherit = ["tolerance.ledger.mixin", "tolerance.permit"]
    _order = "name, id"

    _permit_fields = frozenset({"kind", "predecessor_ids"})
    _permit_create_unlink = False

    name = written.Char(
        required=True,
        compute="_compute_name",
        store=True,
        readonly=False,
        index="trigram",
        help="Follows the employee record or the department. What was served, "
        "certified or reported keeps the name of that day.",
    )
    kind = fields.Selection(
        [("person", "Person"), ("unit", "Unit")], required=True, default="person"
    )
    employee_ids = fields.One2many(
        "hr.employee", "tolerance_subject_id", string="Employee Records"
    )
    department_ids = fields.One2many(
        "hr.department", "tolerance_subject_id", string="Departments"
    )
    predecessor_ids = fields.Many2many(
        "tolerance.subject",
        "tolerance_subject_predecessor_rel",
        "subject_id",
        "predecessor_id",
        string="Predecessors",
        help="What this person or unit was before: a merged record, a reorganised "
        "unit. Decisions about a predecessor protect this one too.",
    )

    def init(self):
        """Forbid in the database that a person becomes a unit, or a unit a person."""
        super().init()
        keep_columns(self, "kind")

    @api.depends("employee_ids.name", "employee_ids.active")
    def _compute_name(self):
        """Follow the oldest employee record in use, else the oldest of all.

        A unit follows its department where that is written: the name of a department
        has translations, and only there is known in which language it was corrected.
        """
        for subject in self.with_context(active_test=False):
            records = subject.employee_ids.sorted(lambda e: (not e.active, e.id))
            subject.name = records[:1].name or subject.name

    @api.constrains("predecessor_ids", "kind")
    def _check_predecessor_ids(self):
        if self._has_cycle("predecessor_ids"):
            raise ValidationError(
                self.env._("A person or unit cannot be its own predecessor.")
            )
        for subject in self:
            if subject.predecessor_ids.filtered(lambda p: p.kind != subject.kind):
                raise ValidationError(
                    self.env._(
                        "%(subject)s: predecessors must be of the same kind, "
                        "a person or a unit.",
                        subject=subject.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        given = any(vals.get("predecessor_ids") for vals in vals_list)
        is_asked = given or self.default_get(["predecessor_ids"])
        is_asked = is_asked and not is_unlocked(self)
        subjects = super().create(vals_list)
        if is_asked:
            subjects._check_persons_open()
            subjects._ledger_append_predecessors({one.id: [] for one in subjects})
        # sudo: no user writes lineages; they follow from the predecessors.
        self.env["tolerance.subject.lineage"].sudo()._rebuild(subjects)
        return subjects

    def write(self, vals):
        if "kind" in vals and self.filtered(lambda one: one.kind != vals["kind"]):
            raise AccessError(
                self.env._(
                    "A person does not become a unit, nor a unit a person: make "
                    "another record."
                )
            )
        is_asked = "predecessor_ids" in vals and not is_unlocked(self)
        before = {}
        if is_asked:
            self._check_persons_open()
            before = {one.id: sorted(one.predecessor_ids.ids) for one in self}
        result = super().write(vals)
        if is_asked:
            self._ledger_append_predecessors(before)
        if "predecessor_ids" in vals:
            # sudo: no user writes lineages; they follow from the predecessors.
            self.env["tolerance.subject.lineage"].sudo()._rebuild(self)
        return result

    def _check_persons_open(self):
        """Refuse other code than the actions of ``tolerance.person.match``.

        :raises AccessError: if one of these is a person with a predecessor entered
        """
        if not is_loading(self.env) and "person" in self.mapped("kind"):
            raise AccessError(
                self.env._(
                    "The predecessors of a person are set under Records of One "
                    "Person. Enter there, with the reason, that two records are of "
                    "one person."
                )
            )

    def _ledger_append_predecessors(self, before):
        """Enter in the ledger from which units others have been made.

        :param dict before: ``{subject id: ids of its predecessors}``
        """
        if is_loading(self.env):
            return
        now = {one.id: sorted(one.predecessor_ids.ids) for one in self}
        self.filtered(lambda one: now[one.id] != before[one.id])._ledger_append(
            "unit.predecessors",
            lambda one: {"before": before[one.id], "after": now[one.id]},
        )

    def _is_concerned(self):
        """Return whether a matter concerns one of these or a predecessor.

        :rtype: bool
        """
        # sudo: the reader may not be able to see whom a matter concerns.
        return bool(self.sudo()._get_ancestors()._filter_concerned())

    def _filter_concerned(self):
        """Return the subjects that a matter names directly, without predecessors.

        A hook; each room adds the subjects of its own records.

        :rtype: tolerance.subject
        """
        return self.browse()

    def _get_kept(self):
        """Choose which subject stays when these are one person or unit.

        A subject with matters stays rather than one without, so that the person still
        sees their case; else the oldest stays. A subject never becomes a predecessor of
        its own predecessor.

        :rtype: tolerance.subject
        """
        lineage = self.env["tolerance.subject.lineage"].search(
            [("subject_id", "in", self.ids)]
        )
        older = lineage.filtered(
            lambda row: row.subject_id != row.ancestor_id
        ).ancestor_id
        concerned = self._filter_concerned()
        order = (self - older).sorted(lambda one: (one not in concerned, one.id))
        return order[:1]

    def _join(self, kept):
        """Make several records of one person or unit into one.

        All employee and department records move to the one that stays; the
        others become its predecessors, so that what was decided about any of
        them reaches all.

        :param tolerance.subject kept: the one that stays
        """
        lineage = self.env["tolerance.subject.lineage"].search(
            [("subject_id", "=", kept.id)]
        )
        records = self.with_context(active_test=False)
        unlocked(kept).predecessor_ids += self - kept - lineage.ancestor_id
        unlocked(records.employee_ids - kept.employee_ids).tolerance_subject_id = kept
        unlocked(
            records.department_ids - kept.department_ids
        ).tolerance_subject_id = kept

    def _on_identified(self):
        """Called when records of these were joined, or separated again; a hook."""

    def _check_kept(self, changes):
        """Refuse to move records away from a protected subject.

        :param changes: pairs, the subject that a record had and the one it has now
        """
        for old, new in changes:
            rows = self.env["tolerance.subject.lineage"].search(
                [("subject_id", "in", (old | new).ids)]
            )
            mine = rows.filtered(lambda row, old=old: row.subject_id == old).ancestor_id
            now = rows.filtered(lambda row, new=new: row.subject_id == new).ancestor_id
            if left := mine - now:
                left._on_left()

    def _on_left(self):
        """Called when somebody stops being a successor of these; a hook."""

    def _on_joined(self):
        """Called when somebody becomes a successor of these; a hook."""

    @api.model
    def _get_own(self):
        """Return the person the current user is, and the units they head.

        :rtype: tolerance.subject
        """
        # sudo: the user may not be able to read subjects.
        subjects_sudo = self.sudo().search(
            [
                "|",
                ("employee_ids.user_id", "=", self.env.uid),
                ("department_ids.manager_id.user_id", "=", self.env.uid),
            ]
        )
        return subjects_sudo.sudo(False)

    def _get_users(self):
        """Return the users who are this person, or who head this unit.

        :rtype: res.users
        """
        # sudo: users may not read the accounts of colleagues; only ids are used.
        subjects_sudo = self.sudo()._get_whole()
        return (
            subjects_sudo.employee_ids.user_id
            | subjects_sudo.department_ids.manager_id.user_id
        ).sudo(False)

    def _get_whole(self):
        """Return these, and the persons whose records HR joined with theirs.

        :rtype: tolerance.subject
        """
        persons = self.filtered(lambda subject: subject.kind == "person")
        return self | persons._get_descendants()

    def _get_ancestors(self):
        """Return these subjects and all their predecessors.

        :rtype: tolerance.subject
        """
        return self.browse().union(*self._get_ancestors_by_subject().values())

    def _get_ancestors_by_subject(self):
        """Return each of these subjects with itself and all its predecessors.

        :return: ``{subject id: tolerance.subject}``, for every one of ``self``
        :rtype: dict
        """
        # sudo: a rule needs this; no user may read lineages.
        rows_sudo = self.env["tolerance.subject.lineage"].sudo()
        rows_sudo = rows_sudo.search_fetch(
            [("subject_id", "in", self.ids)], ["subject_id", "ancestor_id"]
        )
        by_subject = rows_sudo.grouped(lambda row: row.subject_id.id)
        none = rows_sudo.browse()
        return {
            subject.id: self.browse(
                by_subject.get(subject._origin.id, none).ancestor_id.ids
            )
            for subject in self
        }

    def _get_descendants(self):
        """Return these subjects and all their successors.

        :rtype: tolerance.subject
        """
        # sudo: a rule needs this; no user may read lineages.
        rows_sudo = self.env["tolerance.subject.lineage"].sudo()
        rows_sudo = rows_sudo.search([("ancestor_id", "in", self.ids)])
        return self.browse(rows_sudo.subject_id.ids)

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "unit.predecessors": self.env._("Predecessors of a unit changed"),
        }
