from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...base import bounded
from ...base.field import written
from .step_limit import UNITS

# What a step takes over. An instrument without an extension gives none to the step.
TAKEN = ("limit", "limit_unit", "limit_trigger", "extension_limit", "extension_unit")


class ToleranceLimitPreset(models.Model):
    """A time limit that another instrument sets, offered where a regulation has none.

    A step that takes it over names the instrument as the source of the limit, never
    the regulation itself. The records are shipped and nobody changes them.
    """

    _name = "tolerance.limit.preset"
    _description = "Time Limit of Another Instrument"
    _order = "sequence, id"

    code = written.Char(required=True)
    name = written.Char("What Is Due", required=True, translate=True)
    sequence = bounded.Integer(default=10)
    step_kind = fields.Selection(
        selection=lambda self: self.env["tolerance.scheme.step"]._describe("kind"),
        string="For Steps Of",
        help="Empty for a duty that is no step of a procedure.",
    )
    limit = bounded.Integer("Time Limit", required=True, high=3650, aggregator=None)
    limit_unit = fields.Selection(UNITS, required=True)
    runs_from = written.Char(
        required=True, translate=True, help="In the words of the instrument."
    )
    limit_trigger = fields.Selection(
        selection=lambda self: self.env["tolerance.scheme.step"]._describe(
            "limit_trigger"
        ),
        string="As a Step Counts It",
        help="From what the limit runs in a step that takes it over.",
    )
    extension_limit = bounded.Integer("Longest Extension", high=3650, aggregator=None)
    extension_unit = fields.Selection(UNITS, default="working_day", required=True)
    source = written.Char("Instrument", required=True, translate=True)

    _code_uniq = models.UniqueIndex("(code)", "Each time limit has a code of its own.")
    _trigger_of_step = models.Constraint(
        "CHECK (step_kind IS NULL OR limit_trigger IS NOT NULL)",
        "Say from what the limit of a step runs.",
    )

    @api.depends("name", "limit", "limit_unit", "source")
    @api.depends_context("lang")
    def _compute_display_name(self):
        units = dict(self._fields["limit_unit"]._description_selection(self.env))
        for preset in self:
            preset.display_name = self.env._(
                "%(number)s %(unit)s: %(name)s (%(instrument)s)",
                number=preset.limit,
                unit=units.get(preset.limit_unit, ""),
                name=preset.name or "",
                instrument=preset.source or "",
            )


class ToleranceSchemeStep(models.Model):
    """A step may take over the limit of another instrument, with its source."""

    _inherit = "tolerance.scheme.step"

    limit_preset_id = fields.Many2one(
        "tolerance.limit.preset",
        "Take Over a Limit",
        domain="[('step_kind', '=', kind)]",
        ondelete="restrict",
        index="btree_not_null",
        help="A limit that another instrument sets for the same step. It stays marked "
        "as that instrument's: this regulation prescribes none.",
    )

    @api.onchange("limit_preset_id")
    def _onchange_limit_preset_id(self):
        if self.limit_preset_id or self.limit_source:
            self.update(self._get_taken_vals(self.limit_preset_id))

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(
            [
                {**vals, **self._get_taken_vals(self._browse_preset(vals))}
                if vals.get("limit_preset_id")
                else vals
                for vals in vals_list
            ]
        )
        steps.filtered("limit_preset_id")._copy_limit_source()
        return steps

    def write(self, vals):
        if "limit_preset_id" not in vals:
            return super().write(vals)
        if vals["limit_preset_id"]:
            super().write({**vals, **self._get_taken_vals(self._browse_preset(vals))})
            self._copy_limit_source()
            return True
        # What a step sets by itself stays.
        giving_up = self.filtered("limit_preset_id")
        super(ToleranceSchemeStep, giving_up).write(
            {**self._get_taken_vals(self._browse_preset(vals)), **vals}
        )
        return super(ToleranceSchemeStep, self - giving_up).write(vals)

    @api.model
    def _describe(self, name):
        """Return the choices of one of the fields with their words.

        :rtype: list
        """
        return self._fields[name]._description_selection(self.env)

    def _browse_preset(self, vals):
        return self.env["tolerance.limit.preset"].browse(vals["limit_preset_id"] or [])

    @api.model
    def _get_taken_vals(self, preset):
        """Return the values of a step that takes over a limit, or gives it up.

        :param tolerance.limit.preset preset: one, or none
        :rtype: dict
        """
        if not preset:
            return {"limit": 0, "limit_source": False, "extension_count": 0}
        return {
            **{name: preset[name] for name in TAKEN},
            "limit_source": preset.source,
            "extension_count": 1 if preset.extension_limit else 0,
        }

    def _copy_limit_source(self):
        """Copy the name of the source in every language in which it is known."""
        field = self._fields["limit_source"]
        for step in self:
            preset = step.limit_preset_id
            texts = preset._fields["source"]._get_stored_translations(preset)
            field._update_cache(
                step.with_context(prefetch_langs=True), texts, dirty=True
            )
        self.flush_recordset(["limit_source"])
        self.invalidate_recordset(["limit_source"])

    @api.constrains("limit_preset_id", "kind", *TAKEN)
    def _check_limit_preset_id(self):
        for step in self.filtered("limit_preset_id"):
            preset = step.limit_preset_id
            if step.kind != preset.step_kind or any(
                step[name] != preset[name] for name in TAKEN
            ):
                raise ValidationError(
                    self.env._(
                        "%(step)s takes over a limit: %(preset)s. Empty that field to "
                        "set another limit.",
                        step=step.name,
                        preset=preset.display_name,
                    )
                )
