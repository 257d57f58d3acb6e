"""Makes records neutral and gives back what they held when a decision is revoked.

Example: a guard says that the neutral value of a rating is “ordinary”. A rating “poor”
for an exempted matter becomes “ordinary”; “poor” is kept here and written back when the
decision is revoked.
"""

import json

from odoo import api, fields, models
from odoo.tools import SQL, json_default

from ...base.wording import write_name


class ToleranceNeutralisation(models.Model):
    """A neutralised negative record, with its values from before."""

    _name = "tolerance.neutralisation"
    _description = "Neutralised Record"
    _inherit = ["tolerance.ledger.mixin", "tolerance.workflow.mixin"]
    _order = "id desc"
    _conflict_paths = ("matter_id.conflict_ids", "effect_id.matter_id.conflict_ids")

    guard_id = fields.Many2one(
        "tolerance.guard", required=True, ondelete="restrict", readonly=True
    )
    effect_id = fields.Many2one("tolerance.effect", ondelete="restrict", readonly=True)
    subject_id = fields.Many2one(
        "tolerance.subject", ondelete="restrict", readonly=True
    )
    company_id = fields.Many2one("res.company", readonly=True)
    res_model = fields.Char("Record Type", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        "Record", model_field="res_model", required=True, readonly=True
    )
    state = fields.Selection(
        [
            ("neutralised", "Neutralised"),
            ("to_check", "To Be Checked"),
            ("named", "Matter Named"),
            ("declared", "Other Ground Declared"),
            ("restored", "Restored"),
            ("changed", "Changed Since"),
        ],
        required=True,
        readonly=True,
        help="To be checked: nobody wrote the record, it names no matter, and its "
        "subject is protected; an HR officer must say what it is about. Matter "
        "named: it counts or not as if it named that matter itself.",
    )
    original = fields.Char(readonly=True, help="Values before, as JSON.")
    replacement = fields.Char(readonly=True, help="Values written instead, as JSON.")

    _record_idx = models.Index("(res_model, res_id)")

    @api.depends("guard_id.name", "subject_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            # sudo: users may not read guards; only the name of the record type is used.
            names = [row.guard_id.sudo().name, row.subject_id.name]
            row.display_name = write_name(self.env, names)

    def web_read(self, specification):
        """Show rows whose type of record was uninstalled, without the record's name.

        Odoo asks the model of each record for its name, and fails where it is gone.

        :param dict specification: fields to read, as the web client asks for them
        :rtype: list
        """
        gone = self.filtered(lambda row: row.res_model not in self.env)
        if not gone or "res_id" not in specification:
            return super().web_read(specification)
        values = super(ToleranceNeutralisation, self - gone).web_read(specification)
        values += super(ToleranceNeutralisation, gone).web_read(
            {**specification, "res_id": {}}
        )
        by_id = {row["id"]: row for row in values}
        return [by_id[row_id] for row_id in self.ids]

    def _get_replacement(self):
        """Return what was written instead, ``{field name: value}``.

        :rtype: dict
        """
        return json.loads(self.replacement)

    def _is_unchanged(self, values):
        """Return whether a record still holds what was written.

        :param dict values: what it holds now
        :rtype: bool
        """
        return all(
            json_default_text(values[name]) == json_default_text(value)
            for name, value in self._get_replacement().items()
        )

    @api.model
    def _restore_rows(self, rows):
        """Write back what the records held before.

        Only where the record still holds what was written; else it is marked
        as changed since, for HR to look at.

        :param tolerance.neutralisation rows: of records that nothing protects now
        """
        for model_name, neutralised in rows.grouped("res_model").items():
            if model_name not in self.env:
                continue
            # sudo: the restored record may be closed to the user who lifts the effect.
            model = self.env[model_name].sudo().with_context(active_test=False)
            names = {name for row in neutralised for name in row._get_replacement()}
            records = model.browse(neutralised.mapped("res_id")).exists()
            now = {
                values.pop("id"): values
                for values in records.read(sorted(names), load=None)
            }
            # A record made neutral twice gets back what it held the last time.
            newest = {row.res_id: row for row in neutralised.sorted("id")}
            kept = neutralised.filtered(
                lambda row, newest=newest, now=now: (
                    row == newest[row.res_id]
                    and row.res_id in now
                    and row._is_unchanged(now[row.res_id])
                )
            )
            for original, same in kept.grouped("original").items():
                model.browse(same.mapped("res_id")).write(json.loads(original))
            kept._write_unlocked({"state": "restored"})
            (neutralised - kept)._write_unlocked({"state": "changed"})

    @api.model
    def _neutralise(self, spec, effect_by_row):
        """Neutralise negative records and store their values from before.

        :param GuardSpec spec: their guard
        :param dict effect_by_row: ``{row id: effect id}``
        """
        # sudo: the user who triggers it may have no rights on these records.
        model = self.env[spec.model].sudo().with_context(active_test=False)
        if hasattr(model, "_tolerance_neutralise"):
            model._tolerance_neutralise(effect_by_row)
            return
        values = dict(spec.neutral)
        names = sorted(values)
        records = model.browse(sorted(effect_by_row))
        records.flush_recordset(names)
        self.env.cr.execute(
            SQL(
                "SELECT id, %s FROM %s WHERE id = ANY(%s) FOR UPDATE",
                SQL(", ").join(map(SQL.identifier, names)),
                SQL.identifier(model._table),
                records.ids,
            )
        )
        before = {
            row[0]: dict(zip(names, row[1:], strict=True))
            for row in self.env.cr.fetchall()
        }
        records.write(values)
        effects = self.env["tolerance.effect"].sudo().browse(effect_by_row.values())
        subjects = {effect.id: effect.subject_id.id for effect in effects}
        companies = {effect.id: effect.company_id.id for effect in effects}
        self.sudo()._create_unlocked(
            [
                {
                    "guard_id": spec.guard_id,
                    "effect_id": effect_id,
                    "subject_id": subjects[effect_id],
                    "company_id": companies[effect_id],
                    "res_model": spec.model,
                    "res_id": row_id,
                    "state": "neutralised",
                    "original": json.dumps(before[row_id], default=json_default),
                    "replacement": json.dumps(values, default=json_default),
                }
                for row_id, effect_id in effect_by_row.items()
                if row_id in before
            ]
        )

    @api.model
    def _note_unclear(self, spec, rows):
        """Put records that may be about a protected matter on the worklist of HR.

        :param GuardSpec spec: their guard
        :param dict rows: ``{row id: Match}``
        """
        # sudo: only HR reads the worklist; any user may trigger the recomputation.
        rows_sudo = self.sudo()
        known = rows_sudo.search(
            [
                ("res_model", "=", spec.model),
                ("res_id", "in", list(rows)),
                ("state", "=", "to_check"),
            ]
        )
        rows_sudo._create_unlocked(
            [
                {
                    "guard_id": spec.guard_id,
                    "effect_id": row.effect_id,
                    "subject_id": row.subject_id,
                    "company_id": self.env.company.id,
                    "res_model": spec.model,
                    "res_id": row_id,
                    "state": "to_check",
                }
                for row_id, row in rows.items()
                if row_id not in known.mapped("res_id")
            ]
        )

    @api.model
    def _restore(self, effects):
        """Write back the values of records whose effects are no longer in force.

        :param tolerance.effect effects: those lifted
        """
        # sudo: no user writes neutralisations; they follow from the decision.
        rows_sudo = self.sudo()
        rows_sudo._restore_rows(
            rows_sudo.search(
                [("effect_id", "in", effects.ids), ("state", "=", "neutralised")]
            )
        )

    @api.model
    def _can_neutralise(self, spec):
        """Return whether records of a guard can be made neutral.

        :rtype: bool
        """
        return bool(spec.neutral) or hasattr(
            self.env[spec.model], "_tolerance_neutralise"
        )


def json_default_text(value):
    """Return a value as the JSON text it is stored as.

    :param value: what a field holds
    :rtype: str
    """
    return json.dumps(value, default=json_default)
