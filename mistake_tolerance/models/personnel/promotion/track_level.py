from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ...base import bounded
from ...base.field import written
from ...base.wording import write_day

# Fields that decide whether a person meets a level.
BOUNDS = frozenset({"name", "sequence", "years", "conditions", "track_id"})


class ToleranceTrackLevel(models.Model):
    """One level of a track, with the requirements for a proposal to it."""

    _name = "tolerance.track.level"
    _description = "Level of a Promotion Track"
    _inherit = ["tolerance.ledger.mixin"]
    _order = "track_id, sequence, id"
    _rec_names_search = ["name", "track_id.name"]

    track_id = fields.Many2one(
        "tolerance.track", required=True, index=True, ondelete="cascade"
    )
    name = written.Char(required=True)
    sequence = bounded.Integer(default=10, help="The lowest level comes first.")
    years = bounded.Float(
        "Years to Serve",
        help="How long one serves at the level before. Zero: not prescribed.",
        high=80,
    )
    conditions = written.Text(
        help="One a line: each becomes a line of the checklist of a proposal."
    )
    company_id = fields.Many2one("res.company", related="track_id.company_id")

    @api.depends("name", "track_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for level in self:
            names = filter(None, [level.track_id.name, level.name])
            level.display_name = " · ".join(names)

    @api.model_create_multi
    def create(self, vals_list):
        levels = super().create(vals_list)
        levels._ledger_append("level.create")
        return levels

    def write(self, vals):
        result = super().write(vals)
        if BOUNDS & vals.keys():
            self._ledger_append("level.change")
        return result

    def _get_ledger_values(self):
        return {
            "track": self.track_id.id,
            "name": self.name,
            "sequence": self.sequence,
            "years": str(self.years),
            "conditions": self.conditions or "",
        }

    def _get_requirements(self, date, since):
        """Return the checklist that a proposal to this level starts with.

        :param date date: of the proposal
        :param since: day of the last approved proposal on the track, or False
        :return: values of ``tolerance.promotion.check``
        :rtype: list
        """
        self.ensure_one()
        rows = []
        if self.years:
            rows.append(
                {
                    "name": self.env._(
                        "Years served at the level before: %s", f"{self.years:g}"
                    ),
                    "counts_years": True,
                    **self._get_years_served(date, since),
                }
            )
        lines = (line.strip() for line in (self.conditions or "").splitlines())
        rows += [{"name": line} for line in lines if line]
        return [
            {"level_id": self.id, "sequence": number, **row}
            for number, row in enumerate(rows, 1)
        ]

    def _get_years_served(self, date, since):
        """Return whether the years of this level are served on a day.

        :param date date: of the proposal
        :param since: day of the last approved proposal on the track, or False
        :return: values of ``tolerance.promotion.check``
        :rtype: dict
        """
        self.ensure_one()
        ready = since and since + relativedelta(months=round(12 * self.years))
        return {
            "is_met": bool(ready and ready <= date),
            "note": since and self.env._("since %s", write_day(self.env, since)),
        }

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "level.create": self.env._("Level of a promotion track set up"),
            "level.change": self.env._("Level of a promotion track changed"),
        }
