from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...base import bounded
from ...base.field import written

# What decides which grade a score reaches, and who may have it.
BOUNDS = frozenset(
    {"minimum_score", "sequence", "area_ids", "active", "quota", "company_id"}
)


class ToleranceGrade(models.Model):
    """A grade of an appraisal, named and bounded by the agency."""

    _name = "tolerance.grade"
    _description = "Appraisal Grade"
    _inherit = ["tolerance.ledger.mixin"]
    _order = "sequence, id"

    name = written.Char(required=True, translate=True)
    sequence = bounded.Integer(default=10, help="The best grade comes first.")
    minimum_score = bounded.Float(
        required=True,
        help="The lowest score with which this grade is reached.",
        high=bounded.MAX_POINTS,
    )
    quota = bounded.Float(
        "Quota (%)",
        help="The largest share, in percent, of one appraisal cycle that may have "
        "this grade, rounded down. Cycles too small for even one are counted together, "
        "as are appraisals without a cycle, and have at least one: an agency default, "
        "not prescribed by any source. "
        "Zero: no limit.",
        high=100,
    )
    area_ids = fields.Many2many(
        "tolerance.area",
        string="Areas",
        help="Appraisals this grade is for. Empty: all of them.",
    )
    company_id = fields.Many2one(
        "res.company",
        help="Empty: for every company that has no grades of its own.",
    )
    note = fields.Char("Origin", translate=True)
    active = fields.Boolean(default=True)

    @api.model_create_multi
    def create(self, vals_list):
        grades = super().create(vals_list)
        grades._check_not_in_progress()
        grades._ledger_append("grade.create")
        self._refresh_drafts()
        return grades

    def write(self, vals):
        decides = bool(BOUNDS & vals.keys())
        if decides:
            self._check_not_in_progress()
        result = super().write(vals)
        if decides:
            self._check_not_in_progress()
            self._ledger_append("grade.change")
            self._refresh_drafts()
        return result

    def _check_not_in_progress(self):
        """Keep the bounds while some are graded by them and others still wait.

        Raised for those who wait, they would hold against them what no mark says.

        :raises UserError: naming an appraisal that is in progress
        """
        # sudo: the check covers appraisals that the officer may not read.
        Appraisal = self.env["tolerance.appraisal"].sudo()
        for grade in self:
            domain = (
                Domain("company_id", "=", grade.company_id.id)
                if grade.company_id
                else Domain.TRUE
            )
            if grade.area_ids:
                domain &= Domain("area_id", "in", grade.area_ids.ids)
            rounds = Appraisal._read_group(
                domain,
                ["company_id", "area_id", "year", "period"],
                ["state:array_agg"],
            )
            for _company, area, year, _period, states in rounds:
                if "confirmed" in states and set(states) - {"confirmed"}:
                    raise UserError(
                        self.env._(
                            "%(area)s %(year)s is in progress: some are graded and "
                            "others still wait. Finish it before you change grades.",
                            area=area.name,
                            year=year,
                        )
                    )

    def _get_ledger_values(self):
        return {
            "name": self.name,
            "minimum_score": str(self.minimum_score),
            "quota": str(self.quota),
            "sequence": self.sequence,
            "areas": sorted(self.area_ids.mapped("code")),
            "active": self.active,
        }

    def _refresh_drafts(self):
        """Grade the drafts anew; what is confirmed keeps its grade."""
        Appraisal = self.env["tolerance.appraisal"]
        # sudo: the change covers drafts that the officer may not read.
        drafts_sudo = Appraisal.sudo().search([("state", "=", "draft")])
        self.env.add_to_compute(Appraisal._fields["grade_id"], drafts_sudo)

    def _get_for(self, company, area):
        """Return the grades that an appraisal can reach, best first.

        :param res.company company: the company of the appraisal
        :param tolerance.area area: its area
        :rtype: tolerance.grade
        """
        grades = self.filtered(lambda g: not g.area_ids or area in g.area_ids)
        own = grades.filtered(lambda g: g.company_id == company)
        return own or grades.filtered(lambda g: not g.company_id)

    def _pick(self, score, limits):
        """Return the grade for ``score``, no better than any of ``limits``.

        The worst grade is for every score below the others.

        :param float score: the score of the appraisal
        :param tolerance.grade limits: best grades allowed by marks
        :rtype: tolerance.grade
        """
        reached = self.filtered(lambda g: g.minimum_score <= score)[:1] or self[-1:]
        return (reached | limits).sorted()[-1:] if limits else reached

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "grade.create": self.env._("Grade set up"),
            "grade.change": self.env._("Grade changed"),
        }
