from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from ..base import bounded
from ..base.deletion import ondelete
from ..base.write_permit import is_unlocked, lock, unlocked
from ..confidentiality.conflict_closure import OF_SUBJECT
from .db_triggers.decision_functions import EFFECT_FIXED
from .db_triggers.decision_triggers import protect_effects
from .effects_in_force import PROTECTED_SUBJECTS, get_in_force_domain, get_period_sql

FORMS = [
    ("unaffected", "Unaffected"),
    ("no_negative", "No Negative Appraisal"),
    ("deduction_reduced", "Deduction Reduced"),
    ("deduction_waived", "Deduction Waived"),
    ("same_treatment", "Treated the Same"),
    ("hold", "On Hold until Decided"),
]


class ToleranceEffect(models.Model):
    """The protection by a decision: one subject, matter and area, for how long.

    Only the system creates and lifts effects, as determinations and holds require.
    """

    _name = "tolerance.effect"
    _description = "Effect of a Determination"
    _inherit = ["tolerance.ledger.mixin", "tolerance.certified.mixin"]
    _order = "id desc"
    _rec_names_search = ["name", "area_id"]
    _conflict_paths = ("matter_id.conflict_ids",)
    _own_page_paths = OF_SUBJECT
    _subject_field = "subject_id"

    name = fields.Char("Decision Number", required=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    determination_id = fields.Many2one(
        "tolerance.determination", ondelete="restrict", index=True, readonly=True
    )
    subject_id = fields.Many2one(
        "tolerance.subject", required=True, ondelete="restrict", readonly=True
    )
    matter_id = fields.Many2one(
        "tolerance.matter",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    area_id = fields.Many2one(
        "tolerance.area", required=True, ondelete="restrict", readonly=True
    )
    form = fields.Selection(FORMS, required=True, readonly=True)
    decided_on = fields.Date(required=True, readonly=True)
    date_from = fields.Date("Protects From", required=True, readonly=True)
    date_to = fields.Date("Protects Until", readonly=True, help="Empty: without end.")
    cap_points = bounded.Float(
        "Points That May Count",
        readonly=True,
        help="With a reduced deduction, how many points the matter may still cost.",
        high=bounded.MAX_POINTS,
    )
    is_lifted = fields.Boolean(readonly=True)
    lifted_on = fields.Date(readonly=True)
    is_in_force = fields.Boolean(
        compute="_compute_is_in_force", search="_search_is_in_force"
    )

    _guard_idx = models.Index(
        "(subject_id, area_id, matter_id, date_from, date_to, form, cap_points, id, "
        "name, decided_on) WHERE is_lifted IS NOT TRUE"
    )
    # Finds the other subjects that a matter protects.
    _in_force_idx = models.Index("(matter_id, area_id, id) WHERE is_lifted IS NOT TRUE")
    _matter_uniq = models.UniqueIndex(
        "(subject_id, matter_id, area_id) INCLUDE (date_from, date_to, form, "
        "cap_points, id, name, decided_on) WHERE is_lifted IS NOT TRUE",
        "This matter has an effect in this area already; lift it first.",
    )
    _check_dates = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "An effect cannot end before it begins.",
    )

    def init(self):
        super().init()
        protect_effects(self)

    @api.depends("name", "area_id.name")
    def _compute_display_name(self):
        """Name the effect by its area, since one decision has several."""
        for effect in self:
            effect.display_name = " · ".join(
                filter(None, [effect.name, effect.area_id.name])
            )

    @api.depends("is_lifted", "date_from", "date_to", "company_id")
    def _compute_is_in_force(self):
        for effect in self:
            company = effect.company_id or self.env.company
            today = company._tolerance_today()
            effect.is_in_force = bool(
                effect.filtered_domain(get_in_force_domain(today, today))
            )

    def _search_is_in_force(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company._tolerance_today()
        return get_in_force_domain(today, today)

    def _filter_in_force(self):
        """Return the effects that protect today, or will.

        :rtype: tolerance.effect
        """
        found = self.browse()
        for company, effects in self.grouped("company_id").items():
            today = company._tolerance_today()
            found |= effects.filtered_domain(get_in_force_domain(today))
        return found

    def _filter_certifiable(self):
        """Return the effects that the user may certify by office.

        HR officers certify what they may read, the clerk what is decided in a case
        of theirs.

        :rtype: tolerance.effect
        """
        user = self.env.user
        readable = self._filtered_access("read")
        if user.has_group("mistake_tolerance.group_hr_officer"):
            return readable
        if not user.has_group("mistake_tolerance.group_clerk"):
            return self.browse()
        # sudo: the user may not be able to read who is in charge of the case.
        cases_sudo = readable.sudo().matter_id.case_ids
        mine_sudo = cases_sudo._filter_in_charge().matter_id
        return readable.filtered(lambda effect: effect.sudo().matter_id in mine_sudo)

    @api.model_create_multi
    def create(self, vals_list):
        self._check_unlocked()
        effects = super().create(vals_list)
        lock(self)
        return effects

    def write(self, vals):
        self._check_unlocked()
        result = super().write(vals)
        lock(self)
        return result

    @ondelete
    def _unlink_forbidden(self):
        raise AccessError(
            self.env._("An effect is never deleted: revoke its determination instead.")
        )

    def _check_unlocked(self):
        if not is_unlocked(self):
            raise AccessError(self.env._(EFFECT_FIXED.text))

    @api.model
    def _create_effects(self, determinations):
        """Make the effects of determinations that have just been confirmed.

        :param tolerance.determination determinations: confirmed, with lines
        :rtype: tolerance.effect
        """
        holds = self.search(
            get_in_force_domain()
            & Domain("form", "=", "hold")
            & Domain("matter_id", "in", determinations.matter_id.ids)
            & Domain("subject_id", "in", determinations.subject_id.ids)
        )
        for determination in determinations:
            held = holds.filtered(
                lambda hold, d=determination: (
                    (hold.matter_id, hold.subject_id) == (d.matter_id, d.subject_id)
                )
            )
            held._lift(determination.decided_on)
        lines = determinations.line_ids.filtered("is_selected")
        vals_list = [self._prepare_effect_vals(line) for line in lines]
        effects = unlocked(self).create(vals_list).with_env(self.env)
        effects._on_created()
        return effects

    @api.model
    def _prepare_effect_vals(self, line):
        determination = line.determination_id
        starts = [line.date_from or determination.matter_id.occurred_on]
        if line.form != "deduction_reduced" and determination.influence_until:
            starts.append(determination.influence_until + timedelta(days=1))
        return {
            "name": determination.name,
            "company_id": determination.company_id.id,
            "determination_id": determination.id,
            "subject_id": determination.subject_id.id,
            "matter_id": determination.matter_id.id,
            "area_id": line.area_id.id,
            "form": line.form,
            "decided_on": determination.decided_on,
            "date_from": max(starts),
            "date_to": line.date_to,
            "cap_points": line.cap_points,
        }

    def _on_created(self):
        """Called for new effects, so that existing records are judged; a hook."""

    def _on_lifted(self):
        """Called for lifted effects, so that values are given back; a hook."""

    def _lift(self, on_date):
        """End the effects because their determination no longer stands.

        :param datetime.date on_date: the day from which they no longer protect
        """
        unlocked(self).write({"is_lifted": True, "lifted_on": on_date})
        # The end of other effects is entered with their determination.
        holds = self.filtered(lambda effect: effect.form == "hold")
        holds._ledger_append("hold.end", {"on": on_date})
        # Before another effect takes the place of this one.
        self.flush_recordset()
        self._on_lifted()

    @api.model
    def _get_protected(self, subjects, area, on_date=None):
        """Return the ``subjects`` with an effect in force in ``area``.

        :param tolerance.subject subjects: whom to look up
        :param tolerance.area area: the area of personnel work
        :param datetime.date on_date: the day asked about, today if not given
        :rtype: tolerance.subject
        """
        if not subjects or not area:
            return subjects.browse()
        on_date = on_date or self.env.company._tolerance_today()
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT l.subject_id
                  FROM %(protected_subjects)s
                 WHERE l.subject_id = ANY(%(subjects)s)
                   AND e.area_id = %(area)s
                   AND %(in_force)s
                """,
                area=area.id,
                in_force=get_period_sql(SQL("%s", on_date), SQL("%s", on_date)),
                protected_subjects=PROTECTED_SUBJECTS,
                subjects=subjects.ids,
            )
        )
        return subjects.browse(subject_id for (subject_id,) in rows)

    @api.model
    def _get_ledger_acts(self):
        return super()._get_ledger_acts() | {
            "hold.end": self.env._("Hold ended"),
        }
