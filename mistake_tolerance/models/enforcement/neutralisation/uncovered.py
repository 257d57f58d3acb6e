"""Negative records that a decision does not cover, and why."""

from collections import Counter

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ...base.wording import write_list

READERS = "mistake_tolerance.group_clerk,mistake_tolerance.group_hr_officer"
# How long before the day of a matter records may still be about it. An agency
# default of this product; not prescribed by any source.
BACK = relativedelta(years=1)
# Records that are named for each reason, before the rest are counted only.
NAMED = 10


class ToleranceSubject(models.Model):
    _inherit = "tolerance.subject"

    def _get_cited_matters(self):
        # sudo: the guard reads records that the user may not read.
        rows = self.env["tolerance.enforcement"].sudo()._read_negative(self)
        cited = {row.matter_id for row in rows} - {None}
        return super()._get_cited_matters() | self.env["tolerance.matter"].browse(cited)


class ToleranceMatter(models.Model):
    _inherit = "tolerance.matter"

    # sudo: the clerk may not read the records; only their number is used.
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
            # sudo: the check needs the whole decision; the reader sees this part.
            decision_sudo = effect.sudo().determination_id
            if decision_sudo not in notes:
                effects = decision_sudo.effect_ids.sudo(False)
                notes[decision_sudo] = effects._get_uncovered_note()
            effect.uncovered_note = notes[decision_sudo]

    def _get_uncovered_note(self):
        """Return the sentence which negative records the effects do not cover.

        Clerks, HR officers and the person or unit itself read how many there are
        and why; which ones, only those who may read the records themselves.

        :rtype: str | bool
        """
        # sudo: those concerned read how many there are, not which.
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
        matter = self.matter_id
        since = matter.occurred_on - BACK
        rows = self.env["tolerance.enforcement"]._read_negative(
            self.subject_id._get_descendants()
        )
        return [
            row
            for row in rows
            if row.matter_id == matter.id
            or (row.area_id in self.area_id.ids and row.on_date >= since)
        ]

    def _get_gap(self, row):
        """Return why these effects of one decision do not cover a record.

        :param NegativeRecord row: the record
        :return: a key of :meth:`_describe_gap`
        :rtype: str
        """
        matter = self.matter_id
        if not row.matter_id:
            return "unnamed"
        if row.matter_id != matter.id:
            return "other_matter"
        effects = self.filtered(
            lambda e: e.area_id.id == row.area_id or e.area_id.is_every
        )
        # What names the area says more than what stands for all.
        effect = effects.sorted(lambda e: e.area_id.is_every)[:1]
        if not effect:
            return "other_area"
        if max(row.on_date, matter.occurred_on) < effect.date_from:
            return "before"
        if effect.date_to and row.on_date > effect.date_to:
            return "after"
        return "capped" if effect.form == "deduction_reduced" else "waiting"

    def _describe_gap(self, gap, rows):
        """Return one line: why records are not covered, and those the reader may see.

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
