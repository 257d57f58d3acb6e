"""Negative records that a decision does not reach, and why it does not."""

from collections import Counter
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...base.wording import write_list

READERS = "mistake_tolerance.group_clerk,mistake_tolerance.group_hr_officer"
# How long before the day of a matter records may still be about it. An agency
# default of this product; not prescribed by any source.
BACK = relativedelta(years=1)
# Records that are named for each reason, before the rest are counted only.
NAMED = 10


class Negative(NamedTuple):
    """A negative record as its guard reads it."""

    model: str
    row_id: int
    subject_id: int
    matter_id: int
    area_id: int
    on_date: object
    amount: float


class ToleranceEnforcement(models.AbstractModel):
    _inherit = "tolerance.enforcement"

    @api.model
    def _read_negative(self, subjects=None, matters=None):
        """Read negative records of all guarded types.

        :param tolerance.subject subjects: whom they are about; anybody if not given
        :param tolerance.matter matters: what they cite; anything or nothing if not
            given
        :return: one :class:`Negative` for each, by type, the oldest first
        :rtype: list
        """
        self.env.flush_all()
        restriction = matters is not None and (
            lambda column: SQL("%s = ANY(%s)", column("matter"), matters.ids)
        )
        wanted = (
            SQL("TRUE")
            if subjects is None
            else SQL("subject_id = ANY(%s)", subjects.ids)
        )
        found = []
        specs = [spec for watch in self._get_table().values() for spec in watch.specs]
        for spec in dict.fromkeys(specs):
            statement = SQL(
                """
                WITH negative AS (%s)
                SELECT id, subject_id, matter_id, area_id, on_date, amount
                  FROM negative WHERE %s
              ORDER BY on_date, id
                """,
                self._get_negative_query(spec, restriction=restriction),
                wanted,
            )
            self.env.cr.execute(statement.code, self._give(statement.params))
            rows = [Negative(spec.model, *row) for row in self.env.cr.fetchall()]
            unnamed = [row.row_id for row in rows if not row.matter_id]
            named = self._get_named(spec, [("res_id", "in", unnamed)])
            found += [
                row._replace(matter_id=row.matter_id or named.get(row.row_id))
                for row in rows
            ]
        return found


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _get_cited_matters(self):
        # The judge reads every record, whoever asks.
        rows = self.env["tolerance.enforcement"].sudo()._read_negative(self)
        cited = {row.matter_id for row in rows} - {None}
        return super()._get_cited_matters() | self.env["tolerance.matter"].browse(cited)


class ToleranceMatter(models.Model):
    _inherit = "tolerance.matter"

    # How many there are is no content: the clerk may not read the records.
    negative_count = fields.Integer(
        "Negative Records",
        compute="_compute_negative_count",
        compute_sudo=True,
        groups=READERS,
        help="Records that cite this matter and count against somebody.",
    )

    def _compute_negative_count(self):
        rows = self.env["tolerance.enforcement"]._read_negative(matters=self._origin)
        counts = Counter(row.matter_id for row in rows)
        for matter in self:
            matter.negative_count = counts[matter._origin.id]


class ToleranceEffect(models.Model):
    _inherit = "tolerance.effect"

    uncovered_note = fields.Text(
        "Still Counted",
        compute="_compute_uncovered_note",
        help="Negative records in the areas of this decision that it does not cover.",
    )

    @api.depends("subject_id", "matter_id", "is_lifted")
    @api.depends_context("uid", "lang")
    def _compute_uncovered_note(self):
        notes = {}
        for effect in self:
            # What else it decided is read for the rule; the reader has this part.
            decision_sudo = effect.sudo().determination_id
            if decision_sudo not in notes:
                effects = decision_sudo.effect_ids.sudo(False)
                notes[decision_sudo] = effects._get_uncovered_note()
            effect.uncovered_note = notes[decision_sudo]

    def _get_uncovered_note(self):
        """Say which negative records these effects of one decision do not cover.

        Clerks, HR officers and the person or unit itself read how many there are
        and why; which ones, only those who may read the records themselves.

        :rtype: str | bool
        """
        effects_sudo = self.sudo().filtered(
            lambda effect: not effect.is_lifted and effect.form != "hold"
        )
        if not effects_sudo or not (
            self.env.user.has_groups(READERS)
            or self.env.user in effects_sudo.subject_id._get_users()
        ):
            return False
        by_reason = {}
        for row in effects_sudo._find_uncovered():
            by_reason.setdefault(effects_sudo._get_gap(row), []).append(row)
        lines = [
            self._describe_gap(gap, rows)
            for gap, rows in sorted(by_reason.items(), key=lambda item: item[0])
        ]
        if not lines:
            return False
        return "\n".join(
            [
                self.env._(
                    "Negative records that this decision does not cover, and that "
                    "count on:"
                ),
                *lines,
            ]
        )

    def _find_uncovered(self):
        """Return the negative records in the areas of these effects that count on.

        A matter may be registered with a wrong day, so older records are read too,
        back to :data:`BACK`.

        :rtype: list
        """
        lineage = self.env["tolerance.subject.lineage"].search(
            [("ancestor_id", "in", self.subject_id.ids)]
        )
        matter = self.matter_id
        since = matter.occurred_on - BACK
        rows = self.env["tolerance.enforcement"]._read_negative(lineage.subject_id)
        return [
            row
            for row in rows
            if row.matter_id == matter.id
            or (row.area_id in self.area_id.ids and row.on_date >= since)
        ]

    def _get_gap(self, row):
        """Return why these effects of one decision do not cover a record.

        :param Negative row: the record
        :return: a key of :meth:`_describe_gap`
        :rtype: str
        """
        matter = self.matter_id
        if not row.matter_id:
            return "unnamed"
        if row.matter_id != matter.id:
            return "other_matter"
        effect = self.filtered(lambda e: e.area_id.id == row.area_id)[:1]
        if not effect:
            return "other_area"
        if max(row.on_date, matter.occurred_on) < effect.date_from:
            return "before"
        if effect.date_to and row.on_date > effect.date_to:
            return "after"
        return "capped" if effect.form == "deduction_reduced" else "waiting"

    def _describe_gap(self, gap, rows):
        """Say in a line why records are not covered, and which the reader may see.

        :param str gap: see :meth:`_get_gap`
        :param list rows: of :class:`Negative`
        :rtype: str
        """
        ids = dict.fromkeys(row.matter_id for row in rows if row.matter_id)
        matters = self.env["tolerance.matter"].browse(ids)
        named = write_list(self.env, matters._filtered_access("read").mapped("name"))
        reason = {
            "unnamed": self.env._("they name no matter"),
            "other_matter": self.env._("they name another matter"),
            "other_area": self.env._("their area is not protected"),
            "before": self.env._("they are dated before the protection begins"),
            "after": self.env._("they are dated after the protection ends"),
            "capped": self.env._("they count within the points allowed"),
            "waiting": self.env._("an HR officer still has to settle them"),
        }[gap]
        if gap == "other_matter" and named:
            reason = self.env._(
                "%(reason)s (%(matters)s)", reason=reason, matters=named
            )
        by_model = {}
        for row in rows:
            by_model.setdefault(row.model, []).append(row.row_id)
        names = []
        for model, ids in by_model.items():
            if self.env[model].has_access("read"):
                records = self.env[model].browse(ids)._filtered_access("read")
                names += records.mapped("display_name")
        line = self.env._("%(count)s: %(reason)s", count=len(rows), reason=reason)
        if not names:
            return f"· {line}"
        rest = "…" if len(names) > NAMED else ""
        return f"· {line} – {write_list(self.env, names[:NAMED])}{rest}"


class ToleranceDetermination(models.Model):
    _inherit = "tolerance.determination"

    uncovered_note = fields.Text(
        "Still Counted", compute="_compute_uncovered_note", groups=READERS
    )

    @api.depends("state", "effect_ids.is_lifted")
    @api.depends_context("uid", "lang")
    def _compute_uncovered_note(self):
        for determination in self:
            effects = determination.sudo().effect_ids.sudo(False)
            determination.uncovered_note = (
                determination.state == "confirmed" and effects._get_uncovered_note()
            )


class ToleranceCase(models.Model):
    _inherit = "tolerance.case"

    uncovered_note = fields.Text(
        "Still Counted", compute="_compute_uncovered_note", groups=READERS
    )

    @api.depends("determination_ids.uncovered_note")
    @api.depends_context("uid", "lang")
    def _compute_uncovered_note(self):
        for case in self:
            notes = {
                determination.subject_id.name: determination.uncovered_note
                for determination in case.determination_ids
                if determination.uncovered_note
            }
            case.uncovered_note = "\n".join(
                f"{name}\n{note}" for name, note in notes.items()
            )


class ToleranceApplication(models.Model):
    """The applicant learns what still counts, and can have it put right."""

    _inherit = "tolerance.application"

    uncovered_note = fields.Text("Still Counted", compute="_compute_uncovered_note")

    @api.depends("state", "subject_id")
    @api.depends_context("uid", "lang")
    def _compute_uncovered_note(self):
        decided = self.filtered(lambda a: a.state in ("decided", "served"))
        # The applicant reads no decision of the case; only their own is asked for.
        found_sudo = (
            self.env["tolerance.determination"]
            .sudo()
            .search(
                Domain("party_id.application_id", "in", decided.ids)
                & Domain("state", "=", "confirmed")
            )
            .grouped(lambda determination: determination.party_id.application_id.id)
        )
        for application in self:
            found = found_sudo.get(application.id)
            effects = found.effect_ids.sudo(False) if found else None
            application.uncovered_note = bool(effects) and effects._get_uncovered_note()


class ToleranceApplicationAnswer(models.TransientModel):
    _inherit = "tolerance.application.answer"

    elsewhere_note = fields.Char("Not Covered Then", compute="_compute_elsewhere_note")

    @api.depends("application_id", "matter_id", "matter_choice")
    @api.depends_context("uid", "lang")
    def _compute_elsewhere_note(self):
        """Say before the choice what a decision on this matter would leave."""
        for answer in self:
            # In a form, what is offered and what is chosen are not the same objects.
            matters = (answer.likely_ids | answer.further_ids)._origin
            if answer.matter_choice == "known":
                matters -= answer.matter_id._origin
            cited = matters.filtered("negative_count")
            answer.elsewhere_note = bool(cited) and self.env._(
                "Negative records cite %(numbers)s. A decision on the matter chosen "
                "here does not cover them.",
                numbers=write_list(self.env, cited.mapped("name")),
            )
